import { decorrelated, factorise } from "./symmetric.ts";
import type { Expected } from "./subject-course.ts";

/** One value of several that are normal together, given those before it: standard normal if the model is right. */
interface WhiteValue {
  readonly residual: number;
  /** ln of its variance given those before it. */
  readonly logVariance: number;
  /** Slopes of its prediction, in units of that spread. */
  readonly slopes: Float64Array;
  /** Vectors whose outer products are its part of the expected curvature. */
  readonly squares: readonly Float64Array[];
}

export interface JointValues {
  readonly values: readonly WhiteValue[];
  /** Of −2 ln density. */
  readonly gradient: Float64Array;
}

/**
 * Values that share their residual effects ε: normal together, with covariance V = W·R·Wᵀ of what each ε is multiplied
 * by. −2 ln density is ln|V| + rᵀV⁻¹r; half its expected Hessian is f′ᵀV⁻¹f′ + ½ tr(V⁻¹V′V⁻¹V′), by which NONMEM's
 * conditional estimation weighs a level-two record (Users Guide VII, II.A.2; V, 12.4.2). Undefined where V is not
 * positive definite.
 */
export function jointValues(
  residuals: readonly number[],
  expected: readonly Expected[],
  correlation: Float64Array,
): JointValues | undefined {
  const size = residuals.length;
  const n = expected[0]!.predictionBy.length;
  const lower = jointFactor(expected, correlation);
  if (lower === undefined) return undefined;
  const white = decorrelated(lower, Float64Array.from(residuals));
  const slopes = directions(n, size, (k) =>
    decorrelated(
      lower,
      Float64Array.from(expected, ({ predictionBy }) => predictionBy[k]!),
    ),
  );
  const bends = Array.from({ length: n }, (_, k) =>
    whitenedBoth(lower, slope(expected, correlation, k), size),
  );
  const gradient = Float64Array.from(bends, (bend, k) => {
    let sum = 0;
    for (let i = 0; i < size; i++) {
      sum += bend[i * size + i]! - 2 * slopes[i]![k]! * white[i]!;
      for (let j = 0; j < size; j++) sum -= white[i]! * bend[i * size + j]! * white[j]!;
    }
    return sum;
  });
  const values = slopes.map((own, i) => ({
    residual: white[i]!,
    logVariance: 2 * Math.log(lower[i * size + i]!),
    slopes: own,
    squares: [own, ...ofSpread(bends, i, size)],
  }));
  return { values, gradient };
}

/** The lower factor of V; undefined where V is not positive definite. */
export const jointFactor = (expected: readonly Expected[], correlation: Float64Array) =>
  factorise(covariance(expected, correlation), expected.length);

/** ½ tr(M_k·M_l) as squares: of those entries of M that stand in this row, up to the diagonal. */
function ofSpread(bends: readonly Float64Array[], row: number, size: number): readonly Float64Array[] {
  return Array.from({ length: row + 1 }, (_, column) => {
    const weight = column === row ? Math.SQRT1_2 : 1;
    return Float64Array.from(bends, (bend) => weight * bend[row * size + column]!);
  });
}

/** By value, then by direction, of what is given by direction, then by value. */
function directions(n: number, size: number, at: (k: number) => Float64Array): readonly Float64Array[] {
  const columns = Array.from({ length: n }, (_, k) => at(k));
  return Array.from({ length: size }, (_, i) => Float64Array.from(columns, (column) => column[i]!));
}

function covariance(expected: readonly Expected[], correlation: Float64Array): Float64Array {
  return pairs(expected, (a, b) => {
    let sum = 0;
    for (const one of a)
      for (const other of b) sum += one.value * between(correlation, one, other) * other.value;
    return sum;
  });
}

/** ∂V in direction k. */
function slope(expected: readonly Expected[], correlation: Float64Array, k: number): Float64Array {
  return pairs(expected, (a, b) => {
    let sum = 0;
    for (const one of a)
      for (const other of b)
        sum += between(correlation, one, other) * (one.by[k]! * other.value + one.value * other.by[k]!);
    return sum;
  });
}

type Loads = NonNullable<Expected["loads"]>;

function pairs(expected: readonly Expected[], entry: (a: Loads, b: Loads) => number): Float64Array {
  const loads = expected.map((one) => one.loads ?? []);
  return Float64Array.from(loads.flatMap((a) => loads.map((b) => entry(a, b))));
}

const between = (correlation: Float64Array, { epsilon }: Loads[number], other: Loads[number]) =>
  correlation[epsilon * Math.sqrt(correlation.length) + other.epsilon]!;

/** L⁻¹·M·L⁻ᵀ of a symmetric M, in place. */
function whitenedBoth(lower: Float64Array, matrix: Float64Array, n: number): Float64Array {
  for (let pass = 0; pass < 2; pass++) {
    for (let column = 0; column < n; column++) {
      const own = Float64Array.from({ length: n }, (_, row) => matrix[row * n + column]!);
      decorrelated(lower, own).forEach((value, row) => {
        matrix[row * n + column] = value;
      });
    }
    transpose(matrix, n);
  }
  return matrix;
}

function transpose(matrix: Float64Array, n: number): void {
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) {
      const kept = matrix[i * n + j]!;
      matrix[i * n + j] = matrix[j * n + i]!;
      matrix[j * n + i] = kept;
    }
}
