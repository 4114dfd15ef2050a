/** A: no effect on treatment … E: treatment opposite to the need. */
export type ErrorGridZone = "A" | "B" | "C" | "D" | "E";

/** Shares of pairs in each zone. */
export type ErrorGridShares = Readonly<Record<ErrorGridZone, number>>;

/** Shares of pairs (reference, other; mg/dL) in the zones of a grid. */
export function errorGridShares(
  zoneOf: (reference: number, other: number) => ErrorGridZone,
  reference: ArrayLike<number>,
  other: ArrayLike<number>,
): ErrorGridShares {
  const shares = { A: 0, B: 0, C: 0, D: 0, E: 0 };
  for (let i = 0; i < reference.length; i++) shares[zoneOf(reference[i]!, other[i]!)] += 1 / reference.length;
  return shares;
}
