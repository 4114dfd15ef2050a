/** Effects that share a covariance: a block of Ω, at one place or, as for effects of each occasion, at several. */
export interface OmegaBlock {
  /** Indices of the effects, copy by copy. */
  readonly places: readonly (readonly number[])[];
  /** A population fit leaves it as it is. */
  readonly fixed: boolean;
}

/** A block of a covariance matrix of n rows, row by row. */
export function blockOf(omega: Float64Array, n: number, members: readonly number[]): Float64Array {
  return Float64Array.from(members.flatMap((row) => members.map((column) => omega[row * n + column]!)));
}

/** Writes a block to all of its places. */
export function placeBlock(
  omega: Float64Array,
  n: number,
  { places }: OmegaBlock,
  block: Float64Array,
): void {
  for (const members of places)
    members.forEach((row, i) => {
      members.forEach((column, j) => {
        omega[row * n + column] = block[i * members.length + j]!;
      });
    });
}
