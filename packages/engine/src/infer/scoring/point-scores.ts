import { requirePairs } from "./check-pairs.ts";

/** Root mean squared error, in the unit of the values; NaN where one of them is missing. @throws HS1681 unless they pair */
export function rootMeanSquaredError(forecast: ArrayLike<number>, observed: ArrayLike<number>): number {
  return Math.sqrt(meanOver(forecast, observed, (f, o) => (f - o) ** 2));
}

/** Mean absolute error, in the unit of the values; as above. @throws HS1681 */
export function meanAbsoluteError(forecast: ArrayLike<number>, observed: ArrayLike<number>): number {
  return meanOver(forecast, observed, (f, o) => Math.abs(f - o));
}

/** Mean absolute relative difference from the observed, as sensors are judged by (1 = 100 %); as above. @throws HS1681 */
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
  requirePairs("Forecasts", forecast, observed);
  let sum = 0;
  for (let i = 0; i < observed.length; i++) sum += loss(forecast[i]!, observed[i]!);
  return sum / observed.length;
}
