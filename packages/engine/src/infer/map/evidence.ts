import type { Term } from "./measurement-term.ts";
import type { Sharing } from "./sharing.ts";
import type { Expected } from "./subject-course.ts";

/**
 * What each measurement, as it came, took away of each effect's prior variance: its part of `learned`, of which these
 * are the terms. Rows are measurements. The information of a measurement is w_ff·f′f′ᵀ + w_fv·(f′v′ᵀ + v′f′ᵀ) + w_vv·v′v′ᵀ,
 * a sum of two squares, each learned by a rank-one update (Sherman & Morrison 1950); that of one of several which share
 * their ε is a sum of more.
 */
export function evidenceOf(
  sharing: Sharing,
  expected: readonly Expected[],
  omega: Float64Array,
): readonly Float64Array[] {
  const n = Math.sqrt(omega.length);
  const covariance = omega.slice();
  const prior = Float64Array.from({ length: n }, (_, k) => omega[k * n + k]!);
  let before = prior;
  return squaresOf(sharing, expected).map((own) => {
    for (const square of own) learn(covariance, square);
    const after = prior.map((_, k) => covariance[k * n + k]!);
    const taken = after.map((value, k) => (before[k]! - value) / prior[k]!);
    before = after;
    return taken;
  });
}

function squaresOf(sharing: Sharing, expected: readonly Expected[]): readonly (readonly Float64Array[])[] {
  const all = expected.map((): readonly Float64Array[] => []);
  for (const i of sharing.alone) {
    const { predictionBy, varianceBy } = expected[i]!;
    all[i] = squares(sharing.termOf(i, expected[i]!).information, predictionBy, varianceBy);
  }
  for (const group of sharing.together)
    sharing.joint(group, expected)?.values.forEach((one, at) => {
      all[group[at]!] = one.squares;
    });
  return all;
}

function squares(
  [ff, fv, vv]: Term["information"],
  f: Float64Array,
  v: Float64Array,
): readonly Float64Array[] {
  if (!(ff > 0)) return [v.map((value) => Math.sqrt(Math.max(0, vv)) * value)];
  const root = Math.sqrt(ff);
  const rest = Math.sqrt(Math.max(0, vv - (fv * fv) / ff));
  return [f.map((value, k) => root * value + (fv / root) * v[k]!), v.map((value) => rest * value)];
}

/** (C⁻¹ + u·uᵀ)⁻¹, in place. */
function learn(covariance: Float64Array, u: Float64Array): void {
  const n = u.length;
  const shared = u.map((_, i) => {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += covariance[i * n + j]! * u[j]!;
    return sum;
  });
  const total = 1 + shared.reduce((sum, value, k) => sum + value * u[k]!, 0);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) covariance[i * n + j]! -= (shared[i]! * shared[j]!) / total;
}
