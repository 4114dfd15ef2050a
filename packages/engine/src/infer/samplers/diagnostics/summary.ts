import { drawsOf, type Sample } from "../sample.ts";
import { bulkSize, tailSize } from "./effective-size.ts";
import { errorOfMean, errorOfSd } from "./monte-carlo-error.ts";
import { mean, quantileOf, type Series, variance } from "./series.ts";
import { splitRHat } from "./split-rhat.ts";

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
  readonly rHat: number;
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
      rHat: splitRHat(byWalker(series, width)),
    };
  });
}

/** Each walker of an ensemble as a chain. */
function byWalker(series: Series, width: number): Series {
  return series.flatMap((part) =>
    Array.from({ length: width }, (_, walker) =>
      Float64Array.from({ length: part.length / width }, (_, i) => part[i * width + walker]!),
    ),
  );
}
