/** Letters to add, remove, change or swap to get from one word to the other; capitals count half. */
function distance(from: string, to: string): number {
  if (from.toLowerCase() === to.toLowerCase()) return from === to ? 0 : 0.5;
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, j) => j);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1];
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      const change = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (same ? 0 : 1));
      next.push(swapped ? Math.min(change, before[j - 2]! + 1) : change);
    }
    [before, row] = [row, next];
  }
  return row[to.length]!;
}

/** The candidate nearest to a mistyped word, when one is near enough to be meant. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  // Of one letter only the case can be wrong: any other letter is as near as the next.
  let least = word.length === 1 ? 0.6 : Math.max(1, Math.floor(word.length / 3)) + 0.1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= least) continue;
    const apart = distance(word, candidate);
    if (apart < least) [best, least] = [candidate, apart];
  }
  return best;
}

/** A sentence for a cure: the nearest candidate, or the list of them where none is near. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const all = [...candidates];
  const best = nearest(word, all);
  if (best !== undefined) return `Did you mean '${best}'?`;
  if (all.length === 0) return "There is none.";
  const shown = all.slice(0, 12).join(", ");
  return `Known: ${shown}${all.length > 12 ? ", …" : ""}.`;
}
