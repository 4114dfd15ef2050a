/** Mean of the numbers that are numbers; NaN where there is none. */
export function mean(values: Iterable<number>): number {
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return sum / count;
}

/** Sample standard deviation (n − 1) of the numbers that are numbers; NaN where there are fewer than two. */
export function standardDeviation(values: readonly number[] | Float64Array): number {
  const middle = mean(values);
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += (value - middle) ** 2;
    count++;
  }
  return count > 1 ? Math.sqrt(sum / (count - 1)) : Number.NaN;
}
