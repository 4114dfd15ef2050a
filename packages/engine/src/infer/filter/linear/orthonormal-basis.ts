import { lengthOf, product } from "./vectors.ts";

/** Columns that keep less than this share of their length beside those before them are combinations of them. */
const negligible = 1e-9;

/** Vectors of length 1 at right angles that span the columns: Gram & Schmidt's, each made straight twice (Giraud et al. 2005, doi:10.1007/s00211-005-0615-4). */
export function orthonormalBasis(columns: readonly Float64Array[]): readonly Float64Array[] {
  const basis: Float64Array[] = [];
  for (const column of columns) {
    const before = lengthOf(column);
    if (before === 0) continue;
    const rest = column.slice();
    for (let round = 0; round < 2; round++) for (const direction of basis) removeAlong(direction, rest);
    const left = lengthOf(rest);
    if (left > negligible * before) basis.push(rest.map((value) => value / left));
  }
  return basis;
}

function removeAlong(direction: Float64Array, x: Float64Array): void {
  const along = product(direction, x);
  for (let i = 0; i < x.length; i++) x[i]! -= along * direction[i]!;
}
