/** Seconds that the rest takes at the pace so far; null while that cannot be told. */
export function etaSeconds(done: number, total: number | null, elapsedMilliseconds: number): number | null {
  if (total === null || done <= 0 || elapsedMilliseconds < 500) return null;
  return Math.max(0, ((total - done) * elapsedMilliseconds) / done / 1000);
}
