import { drawsOf, type Sample } from "../sample.ts";
import { bulkSize, tailSize } from "./effective-size.ts";
import { errorOfMean, errorOfSd } from "./monte-carlo-error.ts";
import { mean, quantileOf, variance } from "./series.ts";
import { byWalker, nestedRHat, splitRHat } from "./split-rhat.ts";

/** One quantity of a sample, and how well it is known. */
export interface QuantitySummary {
  readonly name: string;
  readonly mean: number;
  readonly sd: number;
  readonly quantiles: { readonly q05: number; readonly q50: number; readonly q95: number };
  /** Monte-Carlo standard errors of the mean and of the standard deviation. */
  readonly error: { readonly mean: number; readonly sd: number };
  readonly bulkSize: number;
  readonly tailSize: number;
  /** How far chains, or ensembles as wholes, stand apart: 1 where they agree. */
  readonly rHat: number;
  /** Of ensembles: how far their walkers stand apart, 1 where each has forgotten where it began. */
  readonly walkerRHat?: number;
}

/** Each quantity of a sample, in their order. */
export function summarise(sample: Sample): readonly QuantitySummary[] {
  return sample.quantities.map((name, k) => {
    const width = sample.chains[0]?.width ?? 1;
    const series = sample.chains.map(({ values }) => values[k]!);
    const all = drawsOf(sample, k).sort();
    return {
      name,
      mean: mean(all),
      sd: Math.sqrt(variance(all)),
      quantiles: { q05: quantileOf(all, 0.05), q50: quantileOf(all, 0.5), q95: quantileOf(all, 0.95) },
      error: { mean: errorOfMean(series, width), sd: errorOfSd(series, width) },
      bulkSize: bulkSize(series, width),
      tailSize: tailSize(series, width),
      ...(width === 1
        ? { rHat: splitRHat(series) }
        : { rHat: nestedRHat(series, width), walkerRHat: splitRHat(byWalker(series, width)) }),
    };
  });
}
