import type { ErrorDetails } from "@homeostat/engine";
import { type ErrorCode, failure } from "../errors/registry.ts";
import type { Instant, Observation } from "../observation/observation.ts";

/** What a twin did with one observation, and why; nothing is said of those that were simply used. */
export interface Note {
  readonly key: string;
  readonly at: Instant;
  readonly outcome: "refused" | "down-weighted" | "late" | "unused";
  readonly code: ErrorCode;
  readonly reason: string;
}

export function note(
  { key, start }: Observation,
  outcome: Note["outcome"],
  code: ErrorCode,
  details: ErrorDetails = {},
): Note {
  return { key, at: start, outcome, code, reason: failure(code, { key, ...details }).message };
}

/** What the twin believed the sensor would read just before a measurement came in, and after it. */
export interface Filtered {
  readonly at: Instant;
  readonly median: number;
  readonly low80: number;
  readonly high80: number;
}
