import type { Code } from "../observation/observation.ts";
import type { Measures } from "../twin/design.ts";

/** Hours of a person's day that could be looked at: what they take, while their sensor reads. Times from its beginning, min. */
export interface Occasion {
  /** As it is said: "an ordinary meal". */
  readonly title: string;
  readonly minutes: number;
  readonly taken: readonly TakenThen[];
}

/** Something taken on an occasion, in the canonical unit of its code. */
export interface TakenThen {
  readonly code: Code;
  readonly at: number;
  readonly amount: number;
  /** Whether its amount is known better than records usually are (weighed food). */
  readonly exact?: boolean;
}

/** What could be measured beside the sensor, with its error as for measurements of a design. */
export interface FurtherMeasurement extends Pick<Measures, "output" | "of" | "additive" | "proportional"> {
  /** As it is said: "insulin in a blood sample". */
  readonly title: string;
}

/** What could be tried to learn more of a kind of person. */
export interface Inquiries {
  /** What happens every day anyway: everything else is held against it. */
  readonly usual: Occasion;
  /** What could be done for once. */
  readonly occasions: readonly Occasion[];
  readonly measurements: readonly FurtherMeasurement[];
  /** When to measure, minutes from `since`. */
  readonly times: readonly number[];
  /** Minute of every occasion from which times are told: that of its meal, or when it would have been. */
  readonly since: number;
}
