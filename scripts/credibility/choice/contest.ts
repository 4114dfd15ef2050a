import {
  backtest,
  type CgmSeries,
  type Episode,
  type ForecastContext,
  type Forecaster,
  forecastLevels,
  LinearForecaster,
  type Protocol,
  type QuantilePath,
} from "@homeostat/twin";
import type { Candidate } from "./designs.ts";

/** Median over windows of the error within a window (mg/dL), and mean over windows of its square. */
export interface Errors {
  readonly windows: number;
  readonly rmse: number;
  readonly mse: number;
}

/** How one design fared on one data set: half-hourly forecasts after each person's first day, and the protocol's windows. */
export interface Fared {
  readonly all: Errors;
  readonly test: Errors;
}

const levels = forecastLevels.length;
const middle = forecastLevels.indexOf(0.5);
const halfHour = 30 * 60_000;
const day = 24 * 60 * 60_000;

/** Many designs in one replay: each is fed and asked as if it were alone, for asking a forecaster changes nothing. */
class Contest implements Forecaster {
  readonly name = "contest";
  readonly #entrants: readonly LinearForecaster[];
  readonly #all: readonly number[][];
  readonly #test: readonly number[][];
  readonly #asked = new Set<ForecastContext>();
  readonly #said = new Map<ForecastContext, readonly QuantilePath[]>();
  readonly #first = new Map<string, number>();
  readonly #last = new Map<string, number>();

  constructor(candidates: readonly Candidate[], steps: number) {
    this.#entrants = candidates.map(({ design }) => new LinearForecaster(design, steps));
    this.#all = candidates.map(() => []);
    this.#test = candidates.map(() => []);
  }

  note(context: ForecastContext): void {
    const { subject, madeAt } = context;
    const first = this.#first.get(subject) ?? madeAt;
    this.#first.set(subject, first);
    if (madeAt - first < day || madeAt - (this.#last.get(subject) ?? 0) < halfHour) return;
    this.#last.set(subject, madeAt);
    this.#say(context);
  }

  forecast(context: ForecastContext): QuantilePath {
    this.#asked.add(context);
    return this.#say(context)[0]!;
  }

  learn(episode: Episode): void {
    const { context, truth } = episode;
    this.#said.get(context)?.forEach((path, c) => {
      const mse =
        truth.reduce((sum, one, k) => sum + (path[k * levels + middle]! - one) ** 2, 0) / truth.length;
      this.#all[c]!.push(mse);
      if (this.#asked.has(context)) this.#test[c]!.push(mse);
    });
    this.#said.delete(context);
    this.#asked.delete(context);
    for (const entrant of this.#entrants) entrant.learn(episode);
  }

  fared(): readonly Fared[] {
    return this.#entrants.map((_, c) => ({ all: errorsOf(this.#all[c]!), test: errorsOf(this.#test[c]!) }));
  }

  #say(context: ForecastContext): readonly QuantilePath[] {
    const said = this.#said.get(context) ?? this.#entrants.map((entrant) => entrant.forecast(context));
    this.#said.set(context, said);
    return said;
  }
}

function errorsOf(squares: readonly number[]): Errors {
  const sorted = [...squares].sort((a, b) => a - b);
  return {
    windows: sorted.length,
    rmse: Math.sqrt(sorted[sorted.length >> 1] ?? Number.NaN),
    mse: sorted.reduce((sum, one) => sum + one, 0) / sorted.length,
  };
}

/** Runs all candidates over one data set; in the order of the candidates. */
export function contest(
  series: readonly CgmSeries[],
  candidates: readonly Candidate[],
  protocol: Protocol,
  told: (share: number) => void,
): readonly Fared[] {
  const contestants = new Contest(candidates, protocol.horizon);
  const horizonMinutes = 5 * protocol.horizon;
  for (const { done, total } of backtest(series, { horizonMinutes, protocol, forecaster: () => contestants }))
    told(done / total);
  return contestants.fared();
}
