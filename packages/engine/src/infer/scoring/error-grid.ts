import { requirePairs } from "./check-pairs.ts";

/** A: no effect on treatment … E: treatment opposite to the need. */
export type ErrorGridZone = "A" | "B" | "C" | "D" | "E";

/** Shares of pairs in each zone. */
export type ErrorGridShares = Readonly<Record<ErrorGridZone, number>>;

/** Shares of pairs (reference, other; mg/dL) in the zones of a grid; NaN of no pairs. @throws HS1681 */
export function errorGridShares(
  zoneOf: (reference: number, other: number) => ErrorGridZone,
  reference: ArrayLike<number>,
  other: ArrayLike<number>,
): ErrorGridShares {
  requirePairs("Pairs of a grid", reference, other);
  const counts = { A: 0, B: 0, C: 0, D: 0, E: 0 };
  for (let i = 0; i < reference.length; i++) counts[zoneOf(reference[i]!, other[i]!)]++;
  const share = (zone: ErrorGridZone) => counts[zone] / reference.length;
  return { A: share("A"), B: share("B"), C: share("C"), D: share("D"), E: share("E") };
}
