import { normalQuantile } from "@homeostat/engine";
import { type GainBelief, gainBelief } from "../findings/sensor-drift.ts";
import type { Prepared } from "../twin/prepare.ts";
import type { Members, Twin } from "../twin/twin.ts";
import { forecastLevels } from "./forecast.ts";

/** From what a drifting sensor will read to glucose as blood would show it. */
export interface SensorCorrection {
  readonly belief: GainBelief;
  /** Each member's factor: 1 / gain. */
  readonly factors: Float64Array;
}

const deviates = forecastLevels.map(normalQuantile);

/** The correction that a twin's forecasts get: that of the drift which it tells, so that none comes without its words. */
export function correctionOf(
  prepared: Prepared,
  { findings }: Pick<Twin, "findings">,
  members: Members,
): SensorCorrection | null {
  const told = findings.some(({ kind, going }) => kind === "sensor drift" && going);
  const belief = told ? gainBelief(prepared, members) : null;
  if (belief === null) return null;
  const { layout } = prepared;
  const factors = Float64Array.from(members.weights, (_, m) =>
    Math.exp(-members.x[m * layout.size + layout.gain]!),
  );
  return { belief, factors };
}

/** A band in blood's scale, wider by what is not known of the gain. */
export function correctedBand(band: readonly number[], { mean, sd }: GainBelief): readonly number[] {
  const factor = Math.exp(-mean);
  const median = factor * band[band.length >> 1]!;
  return band.map((value, i) => {
    const own = factor * value - median;
    return median + Math.sign(own) * Math.hypot(own, deviates[i]! * sd * median);
  });
}
