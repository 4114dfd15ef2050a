/** How little the data say of an effect, and with which other it is confused. */
export interface WeakEffect {
  readonly name: string;
  /** 1 − posterior variance / prior variance. */
  readonly learned: number;
  /** The effect that goes with it most closely in the posterior, where it does: |correlation| above 0.9. */
  readonly confusedWith?: { readonly name: string; readonly correlation: number };
}

/** Below this share of the prior variance taken away, and above this correlation, an effect counts as not identified. */
const least = 0.1;
const most = 0.9;

/**
 * Effects that the data do not identify: those of which they teach next to nothing, and those that they confuse with
 * another. Covariances row by row.
 */
export function weakEffects(
  names: readonly string[],
  prior: Float64Array,
  posterior: Float64Array,
): readonly WeakEffect[] {
  const n = names.length;
  return names.flatMap((name, k) => {
    const learned = 1 - posterior[k * (n + 1)]! / prior[k * (n + 1)]!;
    const partner = closest(posterior, k, n);
    const confused = partner !== undefined && Math.abs(partner.correlation) > most;
    if (learned >= least && !confused) return [];
    const confusedWith = { name: names[partner?.index ?? k]!, correlation: partner?.correlation ?? 0 };
    return [{ name, learned, ...(confused ? { confusedWith } : {}) }];
  });
}

function closest(covariance: Float64Array, k: number, n: number) {
  const found = Array.from({ length: n }, (_, index) => ({
    index,
    correlation:
      covariance[k * n + index]! / Math.sqrt(covariance[k * (n + 1)]! * covariance[index * (n + 1)]!),
  })).filter(({ index, correlation }) => index !== k && Number.isFinite(correlation));
  return found.sort((a, b) => Math.abs(b.correlation) - Math.abs(a.correlation))[0];
}
