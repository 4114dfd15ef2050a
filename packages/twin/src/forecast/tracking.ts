import type { Instant } from "../observation/observation.ts";
import { type Candidates, newCandidates, type Said } from "./blend/blend.ts";

/** A forecast that waits for the truth, at the design's scoring horizons. */
export interface PendingForecast {
  readonly madeAt: Instant;
  /** The reading at `madeAt`: what "nothing changes" would have said. */
  readonly last: number;
  /** The horizons not yet scored. */
  readonly points: readonly PendingPoint[];
}

interface PendingPoint {
  /** Place in the design's scoring horizons. */
  readonly horizon: number;
  readonly at: Instant;
  /** Calibrated quantiles at `forecastLevels`. */
  readonly quantiles: readonly number[];
  readonly said: Said;
  /** Half the width of the 80 % band before anything was learned of bands. */
  readonly half: number;
}

/** Sums over the forecasts scored at one horizon. */
export interface Score {
  readonly count: number;
  readonly inside50: number;
  readonly inside80: number;
  readonly inside95: number;
  readonly squares: number;
  readonly persistenceSquares: number;
  readonly crps: number;
}

/**
 * How far each quantile of the raw band is moved out (above 1) or in: factors on its distance from the median, in the
 * order of `forecastLevels` without the median.
 */
export type BandScale = readonly number[];

/** How large errors were in half-widths of the band that was not yet stretched: sums that fade. */
export interface BandSize {
  readonly count: number;
  readonly sum: number;
}

/** What a twin knows of its own forecasts. Part of the fold: a rebuilt twin has the same record. */
export interface Tracking {
  readonly pending: readonly PendingForecast[];
  /** One a scoring horizon. */
  readonly scores: readonly Score[];
  readonly scales: readonly BandScale[];
  readonly sizes: readonly BandSize[];
  readonly candidates: Candidates;
  /** When the last forecast for scoring was made, or would have been but for hindsight. */
  readonly made: Instant;
  /** The latest time at which something was learned that had happened before the watermark. */
  readonly knownAt: Instant;
  /** Forecasts that were not scored, because the twin learned later what it should have known when it made them. */
  readonly hindsight: number;
}

const noScore: Score = {
  count: 0,
  inside50: 0,
  inside80: 0,
  inside95: 0,
  squares: 0,
  persistenceSquares: 0,
  crps: 0,
};

export function newTracking(horizons: readonly number[]): Tracking {
  return {
    pending: [],
    scores: horizons.map(() => noScore),
    scales: horizons.map(() => [1, 1, 1, 1, 1, 1]),
    sizes: horizons.map(() => ({ count: 0, sum: 0 })),
    candidates: newCandidates(horizons),
    made: Number.NEGATIVE_INFINITY,
    knownAt: Number.NEGATIVE_INFINITY,
    hindsight: 0,
  };
}
