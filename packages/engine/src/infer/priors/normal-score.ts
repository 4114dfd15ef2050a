import { normalDensity } from "../../ensemble/normal-distribution.ts";
import { normalQuantile } from "../../ensemble/normal-quantile.ts";
import type { Law } from "./law.ts";

/** The z that has the same share of the standard normal law below it as the value has of its own. */
export function normalScore(law: Law, value: number): number {
  const lower = law.lower(value);
  return lower < 0.5 ? normalQuantile(lower) : -normalQuantile(law.upper(value));
}

const mostSteps = 200;

/** The value whose normal score is z: Newton on the line, kept within a bracket by halving. */
export function valueOfScore(law: Law, z: number): number {
  let u = law.guess(z);
  let [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let i = 0; i < mostSteps; i++) {
    const value = law.fromLine(u);
    const miss = normalScore(law, value) - z;
    if (miss === 0) return value;
    if (miss > 0) high = u;
    else low = u;
    const slope = (Math.exp(law.logDensity(value)) / normalDensity(z + miss)) * law.lineSlope(u);
    const next = within(u - miss / slope, u, low, high);
    if (Math.abs(next - u) <= 1e-15 * (1 + Math.abs(u))) return law.fromLine(next);
    u = next;
  }
  return law.fromLine(u);
}

/** Newton's proposal if it stays in the bracket, else its middle, or a step outwards while one end is open. */
function within(proposal: number, u: number, low: number, high: number): number {
  if (proposal > low && proposal < high && Math.abs(proposal - u) < 5) return proposal;
  if (low === Number.NEGATIVE_INFINITY) return high - 2;
  if (high === Number.POSITIVE_INFINITY) return low + 2;
  return (low + high) / 2;
}
