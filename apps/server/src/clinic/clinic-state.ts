import type { Instant, Observation } from "@homeostat/twin";
import type { PersonState } from "./person-state.ts";

/** A clinic at rest: JSON keeps it to the last bit. */
export interface ClinicState {
  readonly version: 1;
  readonly seed: number;
  readonly start: Instant;
  /** To where the clinic was advanced. */
  readonly now: Instant;
  /** The start of the next five minutes to be lived. */
  readonly next: Instant;
  readonly people: readonly PersonState[];
  /** Made but not yet received, in order of receipt. */
  readonly underway: readonly Observation[];
}
