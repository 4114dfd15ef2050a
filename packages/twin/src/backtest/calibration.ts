import { EmpiricalDistribution } from "@homeostat/engine/infer";
import { forecastLevels } from "../forecast/forecast.ts";
import { highLevel, levelCount, lowLevel, medianLevel, type QuantilePath } from "./forecaster.ts";

/** How much everyone's errors count against a person's own, in scored forecasts. */
const borrowed = 100;
/** Errors are forgotten by half: a person's own over a week of half-hourly forecasts, everyone's over 2,000 forecasts. */
const keepOwn = 0.5 ** (1 / 336);
const keepEveryone = 0.5 ** (1 / 2000);
/** How far a band's edge moves, on a logarithm, when one truth falls on the wrong side of it. */
const pace = 0.01;

/**
 * Stretches the bands of a forecast so that the past truths fell into them as often as they promise: conformal
 * quantiles of the errors in units of the forecast's own half-width, for each step ahead (Lei et al. 2018,
 * doi:10.1080/01621459.2017.1307116, section 5.2), a person's own joined with everyone's. Forecasts get better as more is
 * learnt, so past errors promise too much width: each edge also follows how often it held lately, over everyone (Gibbs &
 * Candès 2021, arXiv:2106.00170).
 */
export class BandCalibration {
  private readonly steps: number;
  private readonly everyone: readonly EmpiricalDistribution[];
  private readonly people = new Map<string, readonly EmpiricalDistribution[]>();
  /** Logarithm of a factor for each step and level. */
  private readonly edges: Float64Array;

  constructor(steps: number) {
    this.steps = steps;
    this.everyone = distributions(steps, keepEveryone);
    this.edges = new Float64Array(steps * levelCount);
  }

  /** Takes note of what came after a forecast, as it was before and after its bands were stretched. */
  add(subject: string, raw: QuantilePath, stretched: QuantilePath, truth: Float64Array): void {
    this.follow(stretched, truth);
    const own = this.people.get(subject) ?? distributions(this.steps, keepOwn);
    this.people.set(subject, own);
    for (let k = 0; k < this.steps; k++) {
      const error = (truth[k]! - raw[k * levelCount + medianLevel]!) / halfWidth(raw, k);
      own[k]!.add(error);
      this.everyone[k]!.add(error);
    }
  }

  /** The forecast with its bands stretched; its median stays. */
  apply(subject: string, raw: QuantilePath): QuantilePath {
    const own = this.people.get(subject);
    const path = raw.slice();
    for (let k = 0; k < this.steps; k++) {
      if (own === undefined || this.everyone[k]!.size < borrowed) continue;
      const errors = own[k]!.quantiles(forecastLevels, this.everyone[k]!, borrowed);
      const middle = raw[k * levelCount + medianLevel]!;
      for (let q = 0; q < levelCount; q++) {
        const side = q < medianLevel ? Math.min(0, errors[q]!) : Math.max(0, errors[q]!);
        const factor = halfWidth(raw, k) * Math.exp(this.edges[k * levelCount + q]!);
        path[k * levelCount + q] = middle + (q === medianLevel ? 0 : side * factor);
      }
    }
    return path;
  }

  private follow(stretched: QuantilePath, truth: Float64Array): void {
    for (let i = 0; i < stretched.length; i++) {
      const level = forecastLevels[i % levelCount]!;
      const observed = truth[Math.floor(i / levelCount)]!;
      const outside = level < 0.5 ? observed < stretched[i]! : observed > stretched[i]!;
      this.edges[i]! += pace * (Number(outside) - Math.min(level, 1 - level));
    }
  }
}

function distributions(steps: number, keep: number): readonly EmpiricalDistribution[] {
  return Array.from({ length: steps }, () => new EmpiricalDistribution(keep));
}

/** Half the width of the raw 80 % band at a step. */
function halfWidth(raw: QuantilePath, step: number): number {
  return Math.max((raw[step * levelCount + highLevel]! - raw[step * levelCount + lowLevel]!) / 2, 0.1);
}
