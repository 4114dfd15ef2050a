import { type PosteriorJudgement, quantilesOf } from "@homeostat/engine/infer";

const levels = { q05: 0.05, q50: 0.5, q95: 0.95 };

/** Quantiles of each effect by the least that tells them right; none where only a sampler does. */
export function posteriorAnswer({ enough, law, drawn }: PosteriorJudgement, effects: readonly string[]) {
  if (enough === "sampler") return undefined;
  const { draws, weights } = drawn;
  const quantile = (k: number, level: number) =>
    law === undefined
      ? quantilesOf(
          Float64Array.from(draws, (draw) => draw[k]!),
          weights,
          [level],
        )[0]!
      : law.quantile(k, level);
  return Object.fromEntries(
    effects.map((name, k) => [
      name,
      Object.fromEntries(Object.entries(levels).map(([label, level]) => [label, quantile(k, level)])),
    ]),
  );
}
