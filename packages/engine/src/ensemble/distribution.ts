import type { Spread } from "../model/model-spec.ts";
import { logNormalSigma } from "./draw.ts";
import { normalDensity, normalProbability } from "./normal-distribution.ts";
import { normalQuantile } from "./normal-quantile.ts";
import type { RandomStream } from "./random-stream.ts";

/**
 * How a parameter differs between people. On the free scale every value is allowed and the population is standard
 * normal: filters and fits work there.
 */
export interface Distribution {
  toFree(value: number): number;
  fromFree(z: number): number;
  /** The value below which this share of people lies. */
  quantile(probability: number): number;
  density(value: number): number;
  /** One draw of the stream. */
  sample(stream: RandomStream): number;
}

/** A one-to-one map to the free scale, with its slope. */
interface FreeScale {
  toFree(value: number): number;
  fromFree(z: number): number;
  slope(value: number): number;
}

/** The distribution that a spread makes around a parameter's own value, its median (for a uniform, its range alone). */
export function distributionOf(spread: Spread, median: number): Distribution {
  const { toFree, fromFree, slope } = freeScale(spread, median);
  return {
    toFree,
    fromFree,
    quantile: (probability) => fromFree(normalQuantile(probability)),
    density: (value) => {
      const z = toFree(value);
      return Number.isFinite(z) ? normalDensity(z) * slope(value) : 0;
    },
    sample: (stream) => fromFree(normalQuantile(stream.uniform())),
  };
}

function freeScale(spread: Spread, median: number): FreeScale {
  switch (spread.kind) {
    case "normal":
      return {
        toFree: (value) => (value - median) / spread.sd,
        fromFree: (z) => median + spread.sd * z,
        slope: () => 1 / spread.sd,
      };
    case "logNormal":
      return logScale(logNormalSigma(spread.cv), median);
    case "logitNormal":
      return logitScale(spread.sd, spread.low, spread.high - spread.low, median);
    case "uniform":
      return uniformScale(spread.low, spread.high - spread.low);
  }
}

function logScale(sigma: number, median: number): FreeScale {
  return {
    toFree: (value) => Math.log(value / median) / sigma,
    fromFree: (z) => median * Math.exp(sigma * z),
    slope: (value) => 1 / (sigma * value),
  };
}

function logitScale(sd: number, low: number, width: number, median: number): FreeScale {
  const logit = (value: number) => Math.log((value - low) / (low + width - value));
  const centre = logit(median);
  return {
    toFree: (value) => (logit(value) - centre) / sd,
    fromFree: (z) => low + width / (1 + Math.exp(-(centre + sd * z))),
    slope: (value) => width / (sd * (value - low) * (low + width - value)),
  };
}

function uniformScale(low: number, width: number): FreeScale {
  const toFree = (value: number) => normalQuantile((value - low) / width);
  return {
    toFree,
    fromFree: (z) => low + width * normalProbability(z),
    slope: (value) => 1 / (width * normalDensity(toFree(value))),
  };
}
