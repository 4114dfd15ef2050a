import type { Fared } from "./contest.ts";

/** How all candidates fared on one data set. */
export interface Contested {
  readonly dataSet: string;
  readonly fared: readonly Fared[];
}

/**
 * What a choice is made by: the logarithm of the median error and half that of the mean square, each beside that of the
 * design in use (the first), over all half-hourly forecasts; means over the data sets. Lower is better.
 */
export function worthOf(contested: readonly Contested[], candidate: number): number {
  const each = contested.map(({ fared }) => {
    const [own, used] = [fared[candidate]!.all, fared[0]!.all];
    return Math.log(own.rmse / used.rmse) + Math.log(own.mse / used.mse) / 2;
  });
  return each.reduce((sum, one) => sum + one, 0) / (2 * each.length);
}

function bestOn(contested: readonly Contested[]): number {
  const count = contested[0]!.fared.length;
  const worths = Array.from({ length: count }, (_, candidate) => worthOf(contested, candidate));
  return worths.indexOf(Math.min(...worths));
}

/** The candidate that each data set would be forecast with, had it never been seen: chosen on all others. */
export function leftOut(contested: readonly Contested[]): readonly number[] {
  return contested.map((one) => bestOn(contested.filter((other) => other !== one)));
}
