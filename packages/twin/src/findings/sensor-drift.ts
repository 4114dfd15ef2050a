import { normalProbability } from "@homeostat/engine";
import { meanOf, varianceOf } from "@homeostat/engine/infer";
import type { Instant } from "../observation/observation.ts";
import type { Prepared } from "../twin/prepare.ts";
import type { BloodMemory, Members } from "../twin/twin.ts";
import type { Finding } from "./finding.ts";

/** What members believe of ln gain, the gain being reading / blood. */
export interface GainBelief {
  readonly mean: number;
  readonly sd: number;
}

/** Drift is told from this chance on, and until it falls below the second. */
const begins = 0.9;
const ends = 0.5;
const z80 = 1.2816;

/** What the members believe of their sensor's gain; null where their design has none. */
export function gainBelief(
  { layout }: Prepared,
  { x, weights }: Pick<Members, "x" | "weights">,
): GainBelief | null {
  if (layout.gain < 0) return null;
  const column = Float64Array.from(weights, (_, m) => x[m * layout.size + layout.gain]!);
  return { mean: meanOf(column, weights), sd: Math.sqrt(varianceOf(column, weights)) };
}

/** How far readings are off, as a share of the truth: −0.14 reads 14 % low. */
export function biasOf({ mean, sd }: GainBelief): NonNullable<Finding["bias"]> {
  const share = (z: number) => Math.exp(mean + z * sd) - 1;
  return { median: share(0), low80: share(-z80), high80: share(z80) };
}

/** The sensor's drift as drops of blood show it, if they do; `told` whether it is told already. */
export function sensorDrift(
  { gain }: Prepared,
  belief: GainBelief | null,
  blood: BloodMemory | null,
  told: boolean,
  { start, offsetMinutes }: { readonly start: Instant; readonly offsetMinutes: number | null },
): Finding | null {
  if (gain === null || belief === null || blood === null) return null;
  const chance = normalProbability((Math.abs(belief.mean) - gain.toldBeyond) / belief.sd);
  if (chance < (told ? ends : begins)) return null;
  return {
    kind: "sensor drift",
    code: "HS3071",
    from: start,
    to: start,
    going: true,
    offsetMinutes,
    readings: 0,
    chance,
    bias: biasOf(belief),
    against: { count: blood.count, first: blood.first },
  };
}
