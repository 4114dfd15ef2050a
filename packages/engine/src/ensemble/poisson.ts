import type { RandomStream } from "./random-stream.ts";

/** A count with the given mean, from one draw. */
export function drawPoisson(stream: RandomStream, mean: number): number {
  return poissonQuantile(stream.uniform(), mean);
}

/**
 * The count up to which the law of this mean has the wanted probability: the distribution function is summed upwards from
 * ten standard deviations below the mean (less than 1e-21 lies below), so that the work grows with √mean only.
 */
export function poissonQuantile(wanted: number, mean: number): number {
  if (mean === 0) return 0;
  let count = Math.max(0, Math.floor(mean - 10 * Math.sqrt(mean)));
  const most = Math.ceil(mean + 12 * Math.sqrt(mean) + 40);
  let probability = Math.exp(count * Math.log(mean) - mean - logFactorial(count));
  let sum = probability;
  while (sum < wanted && count < most) {
    count++;
    probability *= mean / count;
    sum += probability;
  }
  return count;
}

/** ln(n!): summed for small n, else Stirling's series (Abramowitz & Stegun 6.1.41), error below 1e-13 relative. */
export function logFactorial(n: number): number {
  if (n < 32) {
    let product = 1;
    for (let i = 2; i <= n; i++) product *= i;
    return Math.log(product);
  }
  const x = n + 1;
  const inverse = 1 / (x * x);
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / x;
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series;
}
