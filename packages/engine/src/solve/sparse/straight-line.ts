import type { Elimination } from "./elimination.ts";

/** A product that is subtracted from an entry: the entry of L at `lower` times that of U at `upper`. */
interface Product {
  readonly lower: number;
  readonly upper: number;
}

/** An entry of one row of the factors, and the step of its column. */
export interface RowEntry {
  readonly place: number;
  readonly column: number;
}

/** The elimination unrolled: all that is done to each entry, in order. Both backends write their code from it. */
export interface StraightLine {
  readonly products: readonly (readonly Product[])[];
  /** Of each row its entries of L, from the first column, and of U, from the last. */
  readonly lower: readonly (readonly RowEntry[])[];
  readonly upper: readonly (readonly RowEntry[])[];
}

/** Above either, code that is unrolled is slower to make than it saves. */
const mostUnrolled = { size: 60, products: 4000 } as const;

/** Whether the factoring of this matrix is written as straight-line code. */
export const worthUnrolling = (elimination: Elimination): boolean =>
  elimination.size <= mostUnrolled.size && productCount(elimination) <= mostUnrolled.products;

/** How many products there are to subtract: the work of factoring, known before it is unrolled. */
function productCount({ size, starts, rows, diagonal }: Elimination): number {
  let count = 0;
  for (let j = 0; j < size; j++) {
    for (let e = starts[j]!; e < diagonal[j]!; e++) count += starts[rows[e]! + 1]! - diagonal[rows[e]!]! - 1;
  }
  return count;
}

export function unroll(elimination: Elimination): StraightLine {
  const { size, starts, rows, diagonal } = elimination;
  const products = Array.from(rows, (): Product[] => []);
  const lower = Array.from({ length: size }, (): RowEntry[] => []);
  const upper = Array.from({ length: size }, (): RowEntry[] => []);
  const at = new Int32Array(size);
  for (let j = 0; j < size; j++) {
    const [start, middle, end] = [starts[j]!, diagonal[j]!, starts[j + 1]!];
    for (let e = start; e < end; e++) at[rows[e]!] = e;
    for (let e = start; e < middle; e++) {
      const k = rows[e]!;
      upper[k]!.unshift({ place: e, column: j });
      for (let l = diagonal[k]! + 1; l < starts[k + 1]!; l++)
        products[at[rows[l]!]!]!.push({ lower: l, upper: e });
    }
    for (let e = middle + 1; e < end; e++) lower[rows[e]!]!.push({ place: e, column: j });
  }
  return { products, lower, upper };
}
