/** The grid on which patterns are seen. */
export const gridStep = 5 * 60_000;
/** Steps of the past that a moment is laid out on: two hours and a half. */
export const lagCount = 30;

/** Glucose on a 5-min grid backwards from reading `at`, using readings `from` … `at` only. */
export function lagsAt(times: Float64Array, glucose: Float64Array, from: number, at: number): Float64Array {
  const lags = new Float64Array(lagCount);
  let right = at;
  for (let lag = 0; lag < lagCount; lag++) {
    const due = times[at]! - lag * gridStep;
    while (right > from && times[right - 1]! >= due) right--;
    lags[lag] = valueAt(times, glucose, from, right, due);
  }
  return lags;
}

/** Value at `due`, where `right` is the earliest reading at or after it; constant before the stretch began. */
function valueAt(
  times: Float64Array,
  glucose: Float64Array,
  from: number,
  right: number,
  due: number,
): number {
  if (right === from) return glucose[from]!;
  const share = (due - times[right - 1]!) / (times[right]! - times[right - 1]!);
  return glucose[right - 1]! + share * (glucose[right]! - glucose[right - 1]!);
}
