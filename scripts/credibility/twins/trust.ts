import type { Found } from "./found.ts";

/** Regression, through the prior's middle, of the truth on what was learned. */
export function trustOf(
  found: readonly Found[],
): Record<string, Record<string, { share: number; sd: number }>> {
  const learned = found.flatMap((one) => one.learned);
  const byDesign = Map.groupBy(learned, ({ design }) => design);
  return Object.fromEntries(
    [...byDesign].map(([design, own]) => {
      const names = Map.groupBy(own, ({ name }) => name);
      return [design, Object.fromEntries([...names].map(([name, list]) => [name, regression(list)]))];
    }),
  );
}

/**
 * The share is shrunk by what chance alone makes of it: (1 − v/s²)₊ s for an estimate s of variance v, as James & Stein 1961 and
 * Efron & Morris 1973 (doi:10.1080/01621459.1973.10481350) have it. What so many people do not show to be borne out is not believed.
 */
function regression(list: Found["learned"]): { share: number; sd: number } {
  const pairs = list.map(({ truth, median, priorMedian, toFree }) => {
    const origin = toFree(priorMedian);
    return { x: toFree(median) - origin, y: toFree(truth) - origin };
  });
  const both = pairs.reduce((sum, { x, y }) => sum + x * y, 0);
  const own = pairs.reduce((sum, { x }) => sum + x * x, 0);
  const apart = (share: number) =>
    pairs.reduce((sum, { x, y }) => sum + (y - share * x) ** 2, 0) / (pairs.length - 1);
  const fitted = both / own;
  const chance = apart(fitted) / own;
  const shrunk = fitted * Math.max(0, 1 - chance / (fitted * fitted));
  const share = Math.min(1, Math.max(0, shrunk));
  const round = (value: number) => Math.round(100 * value) / 100;
  return { share: round(share), sd: round(Math.sqrt(apart(share))) };
}
