/**
 * Iterations of a warm-up at whose end the metric is learned anew: after a first stretch that only finds the step size,
 * windows that double in length from 25, and a last stretch for the step size again (the schedule of Stan's reference
 * manual, "Automatic parameter tuning"); short warm-ups keep its proportions.
 */
export function warmUpWindows(iterations: number): {
  readonly from: number;
  readonly ends: readonly number[];
} {
  if (iterations < 20) return { from: iterations, ends: [] };
  const short = iterations < 150;
  const from = short ? Math.floor(0.15 * iterations) : 75;
  const last = iterations - (short ? Math.floor(0.1 * iterations) : 50);
  const ends: number[] = [];
  let end = from + (short ? last - from : 25);
  for (let length = end - from; end < last; length *= 2) {
    ends.push(end);
    const next = end + 2 * length;
    end = next + 4 * length > last ? last : next;
  }
  return { from, ends: [...ends, last] };
}
