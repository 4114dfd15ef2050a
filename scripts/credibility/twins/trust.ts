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

function regression(list: Found["learned"]): { share: number; sd: number } {
  const pairs = list.map(({ truth, median, priorMedian, toFree }) => {
    const origin = toFree(priorMedian);
    return { x: toFree(median) - origin, y: toFree(truth) - origin };
  });
  const both = pairs.reduce((sum, { x, y }) => sum + x * y, 0);
  const own = pairs.reduce((sum, { x }) => sum + x * x, 0);
  const share = Math.min(1, Math.max(0, both / own));
  const squares = pairs.reduce((sum, { x, y }) => sum + (y - share * x) ** 2, 0);
  const round = (value: number) => Math.round(100 * value) / 100;
  return { share: round(share), sd: round(Math.sqrt(squares / (pairs.length - 1))) };
}
