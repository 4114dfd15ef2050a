import type { CgmState, PumpState } from "@homeostat/models";
import type { Instant } from "@homeostat/twin";
import type { BodyState, Glucose } from "./body.ts";
import type { Drawn } from "./streams.ts";
import type { VitalStates } from "./vital-streams.ts";

export interface GivenBolus {
  readonly at: Instant;
  readonly units: number;
}

/** Everything of a person that changes: plain data, so that a clinic can stop and go on bit for bit. */
export interface PersonState {
  readonly body: BodyState;
  readonly glucose: Glucose;
  /** Grams on the plate that are not yet eaten. */
  readonly plate: number;
  /** The last sensor reading shown, mg/dL. */
  readonly reading: number | null;
  readonly boluses: readonly GivenBolus[];
  /** When carbohydrate was last taken against a low. */
  readonly rescuedAt: Instant;
  readonly cgm: CgmState;
  readonly pump: PumpState;
  readonly vitals: VitalStates;
  /** Until when the phone is away and nothing is sent. */
  readonly awayUntil: Instant;
  readonly tally: { readonly sum: number; readonly count: number };
  /** True glucose of the last three hours, oldest first. */
  readonly recent: readonly Glucose[];
  readonly drawn: Drawn;
}
