/** Root mean squared error, in the unit of the values. */
export function rootMeanSquaredError(forecast: ArrayLike<number>, observed: ArrayLike<number>): number {
  return Math.sqrt(meanOver(forecast, observed, (f, o) => (f - o) ** 2));
}

/** Mean absolute error, in the unit of the values. */
export function meanAbsoluteError(forecast: ArrayLike<number>, observed: ArrayLike<number>): number {
  return meanOver(forecast, observed, (f, o) => Math.abs(f - o));
}

/** Mean absolute relative difference from the observed, as sensors are judged by (1 = 100 %). */
export function meanAbsoluteRelativeDifference(
  forecast: ArrayLike<number>,
  observed: ArrayLike<number>,
): number {
  return meanOver(forecast, observed, (f, o) => Math.abs(f - o) / o);
}

function meanOver(
  forecast: ArrayLike<number>,
  observed: ArrayLike<number>,
  loss: (forecast: number, observed: number) => number,
): number {
  let sum = 0;
  for (let i = 0; i < observed.length; i++) sum += loss(forecast[i]!, observed[i]!);
  return sum / observed.length;
}
