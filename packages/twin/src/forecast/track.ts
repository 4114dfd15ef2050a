import { crpsFromQuantiles } from "@homeostat/engine";
import type { RunStart } from "../assimilate/ensemble-run.ts";
import type { Instant } from "../observation/observation.ts";
import type { Prepared } from "../twin/prepare.ts";
import type { TakenInput } from "../twin/twin.ts";
import { calibrated, learnScale, rawBand, scaleAt } from "./band.ts";
import { forecastLevels } from "./forecast.ts";
import { pushForward } from "./paths.ts";
import type { PendingForecast, Score, Tracking } from "./tracking.ts";

/** Holds a measured truth against the forecasts that wait for it. */
export function scoreForecasts(prepared: Prepared, tracking: Tracking, at: Instant, truth: number): Tracking {
  const reach = prepared.slotMs / 2;
  const scores = [...tracking.scores];
  const scales = [...tracking.scales];
  const pending: PendingForecast[] = [];
  for (const forecast of tracking.pending) {
    const waiting = forecast.points.filter((point) => {
      if (Math.abs(point.at - at) > reach) return point.at > at;
      const { horizon, quantiles } = point;
      scores[horizon] = scored(scores[horizon]!, quantiles, forecast.last, truth);
      scales[horizon] = learnScale(scales[horizon]!, quantiles, truth);
      return false;
    });
    if (waiting.length > 0) pending.push({ ...forecast, points: waiting });
  }
  return { ...tracking, scores, scales, pending };
}

/** Whether a forecast for scoring is due at a measurement, the last one having been made at `made`. */
export function isDue({ design }: Prepared, born: Instant, made: Instant, at: Instant): boolean {
  const every = design.scoring.everyMinutes * 60_000;
  return Math.floor((at - born) / every) > Math.floor((made - born) / every);
}

/** Makes a forecast from where the members stand, and keeps it until its truth is known. */
export function keepForecast(
  prepared: Prepared,
  tracking: Tracking,
  start: RunStart,
  inputs: readonly TakenInput[],
  last: number,
): Tracking {
  const { horizons } = prepared.design.scoring;
  const { watermark: madeAt, members, born } = start;
  const nearest = (minutes: number) => {
    const slots = Math.round((madeAt + minutes * 60_000 - born) / prepared.slotMs);
    return born + slots * prepared.slotMs;
  };
  const points = horizons.map(nearest);
  const { expected, fresh } = pushForward(prepared, start, inputs, points);
  const forecast: PendingForecast = {
    madeAt,
    last,
    points: points.map((at, horizon) => {
      const scale = scaleAt(horizons, tracking.scales, (at - madeAt) / 60_000);
      const raw = rawBand(expected[horizon]!, fresh[horizon]!, members.weights);
      return { horizon, at, quantiles: calibrated(raw, scale) };
    }),
  };
  return { ...tracking, made: madeAt, pending: [...tracking.pending, forecast] };
}

function scored(score: Score, quantiles: readonly number[], last: number, truth: number): Score {
  const inside = (low: number, high: number) => Number(quantiles[low]! <= truth && truth <= quantiles[high]!);
  return {
    count: score.count + 1,
    inside50: score.inside50 + inside(2, 4),
    inside80: score.inside80 + inside(1, 5),
    inside95: score.inside95 + inside(0, 6),
    squares: score.squares + (truth - quantiles[3]!) ** 2,
    persistenceSquares: score.persistenceSquares + (truth - last) ** 2,
    crps: score.crps + crpsFromQuantiles(forecastLevels, quantiles, truth),
  };
}
