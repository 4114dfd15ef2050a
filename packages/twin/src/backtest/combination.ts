import { crpsFromQuantiles } from "@homeostat/engine/infer";
import { forecastLevels } from "../forecast/forecast.ts";
import type { Instant } from "../observation/observation.ts";
import { BandCalibration } from "./calibration.ts";
import type { Episode, ForecastContext } from "./context.ts";
import { ExpertWeights } from "./expert-weights.ts";
import { type Forecaster, levelCount, type QuantilePath } from "./forecaster.ts";
import { minute } from "./protocol.ts";

/** What the experts said at a moment whose outcome is awaited. */
interface Pending {
  readonly madeAt: Instant;
  readonly experts: readonly QuantilePath[];
  readonly raw: QuantilePath;
  readonly stretched: QuantilePath;
}

/** The record is kept from a forecast every half hour. */
const every = 30 * minute;

/**
 * One forecast out of several: quantiles averaged with weights by past score for this person, then the bands
 * calibrated on the combination's own past errors. Any forecaster can be an expert: autoregressions, a twin.
 */
export class Combination implements Forecaster {
  readonly name: string;
  readonly experts: readonly Forecaster[];
  private readonly steps: number;
  private readonly weights: ExpertWeights;
  private readonly calibration: BandCalibration;
  private readonly pending = new Map<string, Pending[]>();
  private readonly lastNoted = new Map<string, Instant>();

  constructor(name: string, experts: readonly Forecaster[], steps: number) {
    this.name = name;
    this.experts = experts;
    this.steps = steps;
    this.weights = new ExpertWeights(experts.length);
    this.calibration = new BandCalibration(steps);
  }

  note(context: ForecastContext): void {
    for (const expert of this.experts) expert.note?.(context);
    const last = this.lastNoted.get(context.subject);
    if (last !== undefined && context.madeAt - last < every) return;
    this.lastNoted.set(context.subject, context.madeAt);
    const experts = this.experts.map((expert) => expert.forecast(context));
    const { subject, madeAt } = context;
    const raw = this.average(subject, experts);
    const stretched = this.calibration.apply(subject, raw);
    const waiting = this.pending.get(subject) ?? [];
    waiting.push({ madeAt, experts, raw, stretched });
    this.pending.set(subject, waiting);
  }

  learn(episode: Episode): void {
    this.score(episode);
    for (const expert of this.experts) expert.learn(episode);
  }

  forecast(context: ForecastContext): QuantilePath {
    const experts = this.experts.map((expert) => expert.forecast(context));
    return this.calibration.apply(context.subject, this.average(context.subject, experts));
  }

  /** Current weight of each expert for a person, by name. */
  weightsFor(subject: string): Readonly<Record<string, number>> {
    const weights = this.weights.of(subject);
    return Object.fromEntries(this.experts.map((expert, e) => [expert.name, weights[e]!]));
  }

  private score({ context: { subject, madeAt }, truth }: Episode): void {
    const waiting = this.pending.get(subject) ?? [];
    while (waiting.length > 0 && waiting[0]!.madeAt < madeAt) waiting.shift();
    if (waiting[0]?.madeAt !== madeAt) return;
    const { experts, raw, stretched } = waiting.shift()!;
    this.weights.add(
      subject,
      Float64Array.from(experts, (path) => meanCrps(path, truth)),
    );
    this.calibration.add(subject, raw, stretched, truth);
  }

  private average(subject: string, experts: readonly QuantilePath[]): QuantilePath {
    const weights = this.weights.of(subject);
    const path = new Float64Array(this.steps * levelCount);
    experts.forEach((expert, e) => {
      for (let i = 0; i < path.length; i++) path[i]! += weights[e]! * expert[i]!;
    });
    return path;
  }
}

function meanCrps(path: QuantilePath, truth: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < truth.length; k++)
    sum += crpsFromQuantiles(forecastLevels, path, truth[k]!, k * levelCount);
  return sum / truth.length;
}
