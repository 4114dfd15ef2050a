import type { CalibrationRecord, LearnedValue } from "@homeostat/twin";
import type { CastMember } from "../../../apps/server/src/clinic/index.ts";

/** What a person's grown twin is held against. */
export interface Found {
  readonly member: CastMember;
  readonly design: string;
  readonly record: readonly CalibrationRecord[];
  readonly learned: readonly (LearnedValue & {
    readonly truth: number;
    readonly design: string;
    readonly toFree: (value: number) => number;
  })[];
  readonly msPerReading: number;
  /** Tries one change over six hours, and tells how long that takes. */
  readonly msPerWhatIf: () => number;
}
