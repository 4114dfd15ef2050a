import type { AsReceived } from "./observation.ts";

/** What glucose sensors tell as numbers at all, in each of their two units; the ranges do not meet. */
const told = {
  "mmol/L": { from: 2.2, to: 27.8, other: "mg/dL" },
  "mg/dL": { from: 39, to: 501, other: "mmol/L" },
} as const;

export interface OtherUnit {
  readonly value: number;
  readonly unit: string;
  readonly other: string;
  readonly low: number;
  readonly high: number;
}

/**
 * Whether a sensor's reading can only have been in the other unit than the one declared, as a file that mixes them or
 * declares the wrong one gives it; null for any other value.
 */
export function otherUnit({ value, unit: received }: AsReceived, canonical: string): OtherUnit | null {
  const unit = received ?? canonical;
  if (typeof value !== "number" || (unit !== "mg/dL" && unit !== "mmol/L")) return null;
  const { other } = told[unit];
  const { from: low, to: high } = told[other];
  return value >= low && value <= high ? { value, unit, other, low, high } : null;
}
