import type { Whitened } from "../observe/whiten.ts";
import type { MemberTransform } from "./member-transform.ts";

/**
 * What predictions of transformed members say of the members before: the model, and what is seen of it, as straight
 * lines through where the transformed ones stand (Bocquet & Sakov 2014, equations 13–15, doi:10.1002/qj.2236, the "transform"
 * variant). Anomalies are T⁻¹ times those found; residuals are those that the mean before would have on these lines.
 */
export function straightened(found: Whitened, transform: MemberTransform, metric: Float64Array): Whitened {
  const { signals, along, elsewhere, shift } = transform;
  const { count } = found;
  const { basis, count: directions } = signals;
  const anomalies = found.anomalies.map((value) => value / elsewhere);
  const residuals = found.residuals.slice();
  const slopes = new Float64Array(count);
  for (let k = 0; k < directions; k++) {
    slopesOf(slopes, found, basis, k, metric);
    const undo = 1 / along[k]! - 1 / elsewhere;
    for (let i = 0; i < count; i++) residuals[i]! += (shift[k]! / along[k]!) * slopes[i]!;
    for (let m = 0, at = 0; m < metric.length; m++) {
      const scale = undo * basis[m * directions + k]!;
      for (let i = 0; i < count; i++, at++) anomalies[at]! += scale * slopes[i]!;
    }
  }
  return { ...found, residuals, anomalies };
}

/** Regression of each prediction on a direction of unit variance. */
function slopesOf(
  into: Float64Array,
  { count, anomalies }: Whitened,
  basis: Float64Array,
  k: number,
  metric: Float64Array,
): void {
  into.fill(0);
  const directions = basis.length / metric.length;
  for (let m = 0, at = 0; m < metric.length; m++) {
    const weight = metric[m]! * basis[m * directions + k]!;
    for (let i = 0; i < count; i++, at++) into[i]! += weight * anomalies[at]!;
  }
}
