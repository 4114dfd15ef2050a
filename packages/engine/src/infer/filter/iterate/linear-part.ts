import type { Ensemble } from "../ensemble/ensemble.ts";
import { meansOf } from "../inflate/spread.ts";
import { orthonormalBasis } from "../linear/orthonormal-basis.ts";
import { product, squaredLength } from "../linear/vectors.ts";
import type { Whitened } from "../observe/whiten.ts";

/**
 * What members predict, as far as it is a straight line of their numbers; the variance of the rest joins the error, as in
 * the posterior linearisation of García-Fernández et al. 2015, doi:10.1109/TSP.2015.2454485. Members that are no more than their numbers
 * lie on a plane whatever they predict: then all of it is (Raanes, Stordal & Evensen 2019, section 3, doi:10.5194/npg-26-325-2019).
 */
export function linearPart(whitened: Whitened, members: Ensemble, metric: Float64Array): Whitened {
  const basis = basisOf(members, metric);
  if (!basis) return whitened;
  const { count } = whitened;
  const anomalies = new Float64Array(whitened.anomalies.length);
  const residuals = whitened.residuals.slice();
  let { logScale } = whitened;
  for (let i = 0; i < count; i++) {
    const rest = metric.map((weight, m) => Math.sqrt(weight) * whitened.anomalies[m * count + i]!);
    const line = new Float64Array(rest.length);
    for (const direction of basis) moveAlong(direction, rest, line);
    const scale = 1 / Math.sqrt(1 + squaredLength(rest));
    for (let m = 0; m < rest.length; m++)
      anomalies[m * count + i] = (scale * line[m]!) / Math.sqrt(metric[m]!);
    residuals[i]! *= scale;
    logScale += Math.log(scale);
  }
  return { ...whitened, anomalies, residuals, logScale };
}

/** Of the members' deviations, each number a column; undefined where these span all that members can differ in. */
function basisOf(members: Ensemble, metric: Float64Array): readonly Float64Array[] | undefined {
  const { size, x } = members;
  if (size >= metric.length - 1) return undefined;
  const means = meansOf(members);
  const columns = Array.from({ length: size }, (_, i) =>
    metric.map((weight, m) => Math.sqrt(weight) * (x[m * size + i]! - means[i]!)),
  );
  return orthonormalBasis(columns);
}

/** Moves what lies along a direction from one vector to another, in place. */
function moveAlong(direction: Float64Array, from: Float64Array, to: Float64Array): void {
  const along = product(direction, from);
  for (let m = 0; m < from.length; m++) {
    from[m]! -= along * direction[m]!;
    to[m]! += along * direction[m]!;
  }
}
