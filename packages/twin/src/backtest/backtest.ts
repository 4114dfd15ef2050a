import { failure } from "../errors/registry.ts";
import type { Instant } from "../observation/observation.ts";
import type { CgmSeries } from "./cgm-series.ts";
import { glucoseCombination, plainLinear } from "./experts.ts";
import {
  type Forecaster,
  highLevel,
  levelCount,
  lowLevel,
  medianLevel,
  type QuantilePath,
} from "./forecaster.ts";
import { LinearForecaster } from "./linear-forecaster.ts";
import { Persistence } from "./persistence.ts";
import { type Protocol, protocolFor, step } from "./protocol.ts";
import { PersonReplay, type ReplayListener } from "./replay.ts";
import { type BacktestScore, ScoreSheet } from "./score.ts";
import { timeline } from "./timeline.ts";
import { testOrigins } from "./windows.ts";

export interface BacktestOptions {
  /** A multiple of 5. */
  readonly horizonMinutes: number;
  /** How windows are cut; from the data set itself where absent. */
  readonly protocol?: Protocol;
  /** The forecaster put to the test, for a number of 5-min steps; the glucose combination where absent. */
  readonly forecaster?: (steps: number) => Forecaster;
}

export interface BacktestProgress {
  readonly done: number;
  readonly total: number;
}

/** One forecast value: made at one time for another, from nothing later than `madeAt`. */
export interface BacktestRow {
  readonly subject: string;
  readonly madeAt: Instant;
  readonly forTime: Instant;
  readonly median: number;
  readonly p10: number;
  readonly p90: number;
}

/** Scores in the names that `homeostat backtest --json` prints; baselines on the same windows. */
export interface BacktestSummary extends BacktestScore {
  readonly windows: number;
  readonly subjects: number;
  readonly persistence: BacktestScore;
  readonly linear: BacktestScore;
}

export interface BacktestResult {
  readonly summary: BacktestSummary;
  readonly rows: readonly BacktestRow[];
  readonly protocol: Protocol;
}

const readingsPerReport = 2000;

/**
 * Replays all people's readings in the order of time, lets every forecaster learn as the truth comes in, and scores
 * the forecasts of the protocol's test windows. Yields progress; stop iterating to cancel.
 *
 * Throws HS3102 for a horizon that is not a positive multiple of 5 min, HS3103 where no record is long enough.
 */
export function* backtest(
  series: readonly CgmSeries[],
  options: BacktestOptions,
): Generator<BacktestProgress, BacktestResult> {
  const { horizonMinutes } = options;
  if (!(horizonMinutes > 0) || horizonMinutes % 5 !== 0) throw failure("HS3102", { horizonMinutes });
  const protocol = options.protocol ?? protocolFor(series, horizonMinutes);
  const bench = new Bench(series, protocol, options.forecaster ?? glucoseCombination);
  const total = series.reduce((sum, one) => sum + one.times.length, 0);
  let done = 0;
  for (const { person, reading } of timeline(series)) {
    bench.play(person, reading);
    if (++done % readingsPerReport === 0) yield { done, total };
  }
  yield { done, total };
  return bench.result();
}

/** A forecaster, its scores, and what it said that still awaits its truth. */
interface Entrant {
  readonly forecaster: Forecaster;
  readonly sheet: ScoreSheet;
  readonly said: Map<string, QuantilePath>;
}

/** Feeds all forecasters the same replay and scores them on the same windows. */
class Bench implements ReplayListener {
  private readonly people: readonly PersonReplay[];
  private readonly origins: readonly ReadonlySet<number>[];
  private readonly entrants: readonly Entrant[];
  private readonly rows: BacktestRow[] = [];
  private readonly scored = new Set<number>();
  private readonly protocol: Protocol;
  private sum = 0;
  private count = 0;

  constructor(series: readonly CgmSeries[], protocol: Protocol, tested: (steps: number) => Forecaster) {
    const { horizon, gapMinutes } = protocol;
    this.protocol = protocol;
    this.people = series.map((one, person) => new PersonReplay(one, person, horizon, gapMinutes));
    this.origins = series.map((one) => new Set(testOrigins(one, protocol)));
    const forecasters = [
      tested(horizon),
      new Persistence(horizon),
      new LinearForecaster(plainLinear, horizon),
    ];
    this.entrants = forecasters.map((forecaster) => ({
      forecaster,
      sheet: new ScoreSheet(),
      said: new Map(),
    }));
  }

  play(person: number, reading: number): void {
    const replay = this.people[person]!;
    this.sum += replay.series.glucose[reading]!;
    this.count++;
    replay.play(reading, this.sum / this.count, this);
  }

  onContext(context: Parameters<ReplayListener["onContext"]>[0], person: number, reading: number): void {
    for (const { forecaster } of this.entrants) forecaster.note?.(context);
    if (!this.origins[person]!.has(reading)) return;
    for (const { forecaster, said } of this.entrants)
      said.set(`${person}:${reading}`, forecaster.forecast(context));
  }

  onEpisode(episode: Parameters<ReplayListener["onEpisode"]>[0], person: number, reading: number): void {
    const window = `${person}:${reading}`;
    this.entrants.forEach(({ sheet, said }, index) => {
      const path = said.get(window);
      if (path === undefined) return;
      sheet.add(path, episode.truth);
      said.delete(window);
      if (index === 0) this.report(episode.context.subject, episode.context.madeAt, path, person);
    });
    for (const { forecaster } of this.entrants) forecaster.learn(episode);
  }

  result(): BacktestResult {
    const [tested, persistence, linear] = this.entrants.map(({ sheet }) => sheet);
    if (tested!.windows === 0) throw failure("HS3103", { hours: (this.protocol.minimumSegment * 5) / 60 });
    const summary = {
      windows: tested!.windows,
      subjects: this.scored.size,
      ...tested!.score(),
      persistence: persistence!.score(),
      linear: linear!.score(),
    };
    return { summary, rows: this.rows, protocol: this.protocol };
  }

  private report(subject: string, madeAt: Instant, path: QuantilePath, person: number): void {
    this.scored.add(person);
    for (let k = 0; k < this.protocol.horizon; k++) {
      const at = (level: number) => path[k * levelCount + level]!;
      const forTime = madeAt + (k + 1) * step;
      this.rows.push({
        subject,
        madeAt,
        forTime,
        median: at(medianLevel),
        p10: at(lowLevel),
        p90: at(highLevel),
      });
    }
  }
}
