import { product, squaredLength } from "./vectors.ts";

/** Rounds of rotations: quadratic convergence needs a handful; more mean that numbers are not finite. */
const mostSweeps = 60;
/** Columns closer to orthogonal than this are left alone. */
const tolerance = 1e-14;
/** Squared length, against that of all columns together, below which a column is rounding errors. */
const negligible = 1e-26;

/**
 * Turns the columns until they are orthogonal to each other, in place: A·V, with V orthogonal; their lengths are then
 * A's singular values. One-sided Jacobi, Hestenes 1958, doi:10.1137/0106005, accurate also for small singular values.
 */
export function orthogonalise(columns: readonly Float64Array[]): void {
  for (let sweep = 0, still = false; sweep < mostSweeps && !still; sweep++) {
    still = true;
    const squares = Float64Array.from(columns, squaredLength);
    const least = negligible * squares.reduce((sum, square) => sum + square, 0);
    for (let i = 0; i < columns.length - 1; i++)
      for (let j = i + 1; j < columns.length; j++) {
        const aa = squares[i]!;
        const bb = squares[j]!;
        if (!(aa > least && bb > least)) continue;
        const ab = product(columns[i]!, columns[j]!);
        if (!(Math.abs(ab) > tolerance * Math.sqrt(aa * bb))) continue;
        still = false;
        const zeta = (bb - aa) / (2 * ab);
        const t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
        const c = 1 / Math.sqrt(1 + t * t);
        rotate(columns[i]!, columns[j]!, c, c * t);
        squares[i]! -= t * ab;
        squares[j]! += t * ab;
      }
  }
}

function rotate(a: Float64Array, b: Float64Array, c: number, s: number): void {
  for (let k = 0; k < a.length; k++) {
    const x = a[k]!;
    const y = b[k]!;
    a[k] = c * x - s * y;
    b[k] = s * x + c * y;
  }
}
