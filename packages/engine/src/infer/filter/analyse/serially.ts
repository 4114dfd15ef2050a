import { normalQuantile } from "../../../ensemble/normal-quantile.ts";
import type { Points } from "../observe/points.ts";
import type { EnsembleUpdate } from "./ensemble-update.ts";
import type { Scheme } from "./scheme.ts";
import { oneByOne, type SerialUpdate } from "./serial-update.ts";
import { compressed } from "./signals.ts";

/** How much of its regression a number of the state is moved by a component of the observation, 0 to 1. */
export type CovarianceTaper = (number: number, component: number) => number;

/**
 * One number of an observation after the other: Potter's square root, as in Whitaker & Hamill 2002, equations 10–13,
 * doi:10.1175/1520-0493(2002)130<1913:EDAWPO>2.0.CO;2, or any other update. A taper localises (Houtekamer & Mitchell 2001,
 * doi:10.1175/1520-0493(2001)129<0123:ASEKFF>2.0.CO;2).
 *
 * @param between the taper between components of the observation; needed where `taper` is given
 */
export function serially(
  update: EnsembleUpdate | SerialUpdate,
  taper?: CovarianceTaper,
  between: CovarianceTaper = () => 1,
): Scheme {
  const single = "keep" in update ? oneByOne(update) : update;
  return {
    name: `serial ${update.name}`,
    assimilate(points, given, stream) {
      const many = given.count > points.metric.length && taper === undefined;
      const whitened = many ? compressed(given, points.metric) : given;
      const { count, components } = whitened;
      const residuals = whitened.residuals.slice();
      const anomalies = whitened.anomalies.slice();
      const observed = { ...points, size: count, x: anomalies };
      const follow = single.start(points, observed, () => normalQuantile(stream.uniform()));
      let logEvidence = whitened.logScale;
      for (let j = 0; j < count; j++) {
        const { basis, strength } = directionOf(anomalies, count, j, points.metric);
        logEvidence -=
          0.5 * (Math.log(2 * Math.PI * (1 + strength ** 2)) + residuals[j]! ** 2 / (1 + strength ** 2));
        if (strength === 0) continue;
        const { weights } = points;
        const { shift, deviations } = follow({ strength, residual: residuals[j]!, basis, weights });
        const component = components[j]!;
        const share = taper && ((i: number) => taper(i, component));
        const own = taper && ((i: number) => between(components[i]!, component));
        regress(points, basis, 0, points.size, (i, slope) =>
          move(points, i, slope * (share?.(i) ?? 1), shift, deviations),
        );
        regress(observed, basis, j + 1, count, (i, slope) => {
          const tapered = slope * (own?.(i) ?? 1);
          residuals[i]! -= tapered * shift;
          move(observed, i, tapered, 0, deviations);
        });
      }
      return logEvidence;
    },
  };
}

/** The deviations of one observed number, of unit variance, and their standard deviation. */
function directionOf(anomalies: Float64Array, count: number, j: number, metric: Float64Array) {
  let variance = 0;
  for (let m = 0; m < metric.length; m++) variance += metric[m]! * anomalies[m * count + j]! ** 2;
  const strength = Math.sqrt(variance);
  return { strength, basis: metric.map((_, m) => anomalies[m * count + j]! / strength) };
}

/** Visits the regression of each number on the direction. */
function regress(
  { size, x, metric }: Points,
  basis: Float64Array,
  from: number,
  to: number,
  visit: (number: number, slope: number) => void,
): void {
  for (let i = from; i < to; i++) {
    let slope = 0;
    for (let m = 0, at = i; m < metric.length; m++, at += size)
      slope += metric[m]! * basis[m]! * (x[at]! - x[i]!);
    if (slope !== 0) visit(i, slope);
  }
}

function move(
  { size, x, metric }: Points,
  i: number,
  slope: number,
  shift: number,
  deviations: Float64Array,
): void {
  for (let m = 0, at = i; m < metric.length; m++, at += size) x[at]! += slope * (shift + deviations[m]!);
}
