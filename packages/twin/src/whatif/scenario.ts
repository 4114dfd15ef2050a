import type { Code, Instant } from "../observation/observation.ts";

/** One change that a person tries: something added, or something recorded or planned that is left out. */
export type Change =
  | {
      readonly kind: "add";
      readonly code: Code;
      readonly value: number;
      readonly at: Instant;
      readonly until?: Instant;
    }
  | {
      readonly kind: "scale";
      readonly code: Code;
      readonly factor: number;
      readonly from: Instant;
      readonly until: Instant;
    }
  | { readonly kind: "skip"; readonly key: string };

/** A branch of a twin: the same members and the same random streams, other inputs. */
export interface Scenario {
  readonly name: string;
  readonly changes: readonly Change[];
}
