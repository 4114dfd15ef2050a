import type { Instant } from "../observation/observation.ts";
import type { CgmSeries } from "./cgm-series.ts";
import { fewestKnown, usualBorrowed } from "../pattern/expert.ts";
import { lagsAt } from "../pattern/lags.ts";
import type { Episode, ForecastContext } from "./context.ts";
import { minute, step } from "./protocol.ts";
import { isGap } from "./segments.ts";

/** How far a reading may lie before the moment that it stands for: clocks of sensors drift by seconds. */
const tolerance = minute;

export interface ReplayListener {
  /** A reading came; a forecast can be made from here. `reading` is its index in the series. */
  onContext(context: ForecastContext, person: number, reading: number): void;
  /** The last truth of an earlier context came. */
  onEpisode(episode: Episode, person: number, reading: number): void;
}

interface Waiting {
  readonly context: ForecastContext;
  readonly reading: number;
  readonly truth: Float64Array;
  filled: number;
}

/**
 * Plays back one person's readings: each becomes a context, and an episode once the horizon has passed without a
 * gap. Nothing handed out stands on a reading that has not been played yet.
 */
export class PersonReplay {
  readonly series: CgmSeries;
  private readonly person: number;
  private readonly steps: number;
  private readonly gapMinutes: number;
  private waiting: Waiting[] = [];
  private from = 0;
  private sum = 0;

  constructor(series: CgmSeries, person: number, steps: number, gapMinutes: number) {
    this.series = series;
    this.person = person;
    this.steps = steps;
    this.gapMinutes = gapMinutes;
  }

  /** Plays reading `at`; readings are played in order. `everyone` is the mean of all people's readings so far. */
  play(at: number, everyone: number, listener: ReplayListener): void {
    const { times, glucose } = this.series;
    this.sum += glucose[at]!;
    if (at > 0 && isGap(times[at - 1]!, times[at]!, this.gapMinutes)) {
      this.waiting = [];
      this.from = at;
    }
    this.fill(at, listener);
    const known = Math.floor((times[at]! - times[this.from]! + tolerance) / step);
    if (known < fewestKnown) return;
    const context = this.context(at, known, everyone);
    this.waiting.push({ context, reading: at, truth: new Float64Array(this.steps), filled: 0 });
    listener.onContext(context, this.person, at);
  }

  private context(at: number, known: number, everyone: number): ForecastContext {
    const { subject, times, glucose, inputs = [] } = this.series;
    const madeAt: Instant = times[at]!;
    return {
      subject,
      madeAt,
      lags: lagsAt(times, glucose, this.from, at),
      known,
      usual: (this.sum + usualBorrowed * everyone) / (at + 1 + usualBorrowed),
      times: times.subarray(0, at + 1),
      glucose: glucose.subarray(0, at + 1),
      inputs: inputs.length === 0 ? inputs : inputs.filter((input) => input.at <= madeAt),
    };
  }

  /** Fills in what reading `at` tells about the futures of earlier contexts. */
  private fill(at: number, listener: ReplayListener): void {
    for (const one of this.waiting) this.fillOne(one, at);
    while (this.waiting.length > 0 && this.waiting[0]!.filled === this.steps) {
      const { context, truth, reading } = this.waiting.shift()!;
      listener.onEpisode({ context, truth }, this.person, reading);
    }
  }

  private fillOne(one: Waiting, at: number): void {
    const { times, glucose } = this.series;
    while (one.filled < this.steps) {
      const due = one.context.madeAt + (one.filled + 1) * step;
      if (due > times[at]! + tolerance) return;
      const share = Math.min(1, (due - times[at - 1]!) / (times[at]! - times[at - 1]!));
      one.truth[one.filled++] = glucose[at - 1]! + share * (glucose[at]! - glucose[at - 1]!);
    }
  }
}
