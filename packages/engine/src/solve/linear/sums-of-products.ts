/** Sums of products of two lists of numbers, each added to one of a third: what a sparse product does, written down once. */
export interface SumsOfProducts {
  /** Where each sum goes. */
  readonly to: Int32Array;
  /** Where the factors of each sum begin, and where those of the last one end. */
  readonly starts: Int32Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
}

/** The places of one sum's factors, in pairs. */
export interface PairsOfFactors {
  readonly to: number;
  readonly pairs: readonly (readonly [left: number, right: number])[];
}

export function sumsOfProducts(sums: readonly PairsOfFactors[]): SumsOfProducts {
  const pairs = sums.flatMap((one) => one.pairs);
  const starts = new Int32Array(sums.length + 1);
  sums.forEach((one, i) => {
    starts[i + 1] = starts[i]! + one.pairs.length;
  });
  return {
    to: Int32Array.from(sums, ({ to }) => to),
    starts,
    left: Int32Array.from(pairs, ([place]) => place),
    right: Int32Array.from(pairs, ([, place]) => place),
  };
}

/** into[to] += Σ a[left]·b[right], sum by sum. */
export function addSums(
  { to, starts, left, right }: SumsOfProducts,
  into: Float64Array,
  a: Float64Array,
  b: Float64Array,
): void {
  for (let i = 0; i < to.length; i++) {
    const end = starts[i + 1]!;
    let sum = 0;
    for (let e = starts[i]!; e < end; e++) sum += a[left[e]!]! * b[right[e]!]!;
    into[to[i]!]! += sum;
  }
}
