import type { QuantitySummary } from "./diagnostics/summary.ts";
import type { Complaint } from "./diagnostics/verdict.ts";
import type { Sample } from "./sample.ts";

/** A sample with what its own diagnostics say. */
export interface JudgedSample extends Sample {
  readonly summaries: readonly QuantitySummary[];
  /** What speaks against it; empty where nothing does. */
  readonly complaints: readonly Complaint[];
}
