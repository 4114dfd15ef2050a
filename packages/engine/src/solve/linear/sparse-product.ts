import type { Place } from "./pattern.ts";

/** Places of a matrix, as arrays for loops. */
export interface Places {
  readonly rows: Int32Array;
  readonly columns: Int32Array;
}

export const placesOf = (places: readonly Place[]): Places => ({
  rows: Int32Array.from(places, ({ row }) => row),
  columns: Int32Array.from(places, ({ column }) => column),
});

/** into += M·v, M given by its values at places. */
export function addProduct(
  into: Float64Array,
  { rows, columns }: Places,
  values: Float64Array,
  v: Float64Array,
): void {
  for (let e = 0; e < rows.length; e++) into[rows[e]!]! += values[e]! * v[columns[e]!]!;
}
