import { crpsFromQuantiles } from "@homeostat/engine/infer";
import type { RunStart } from "../assimilate/ensemble-run.ts";
import type { Instant } from "../observation/observation.ts";
import { feltInputs } from "../twin/inputs.ts";
import type { Prepared } from "../twin/prepare.ts";
import type { TakenInput } from "../twin/twin.ts";
import { calibrated, learnScale, learnSize, rawBand, scaleAt, stretches } from "./band.ts";
import { blended, learnReading, learnTruth, sayAt, withEffect } from "./blend/blend.ts";
import { movedBand, moveOf } from "./blend/moved-band.ts";
import { forecastLevels } from "./forecast.ts";
import { pushForward } from "./paths.ts";
import type { PendingForecast, Score, Tracking } from "./tracking.ts";

/**
 * Holds a measured truth against the forecasts that wait for it.
 * @param remembered what patterns learn in its place, where it is doubted
 */
export function scoreForecasts(
  prepared: Prepared,
  tracking: Tracking,
  at: Instant,
  truth: number,
  remembered: number | null,
): Tracking {
  const reach = prepared.slotMs / 2;
  const scores = [...tracking.scores];
  const scales = [...tracking.scales];
  const sizes = [...tracking.sizes];
  const pending: PendingForecast[] = [];
  let candidates = learnReading(tracking.candidates, prepared.design.scoring, at, remembered ?? truth);
  for (const forecast of tracking.pending) {
    const waiting = forecast.points.filter((point) => {
      if (Math.abs(point.at - at) > reach) return point.at > at;
      const { horizon, quantiles, said, half } = point;
      sizes[horizon] = learnSize(sizes[horizon]!, truth - medianOf(quantiles), half);
      scales[horizon] = learnScale(scales[horizon]!, quantiles, truth, scores[horizon]!.count);
      scores[horizon] = scored(scores[horizon]!, quantiles, forecast.last, truth);
      candidates = learnTruth(candidates, horizon, said, truth);
      return false;
    });
    if (waiting.length > 0) pending.push({ ...forecast, points: waiting });
  }
  return { ...tracking, scores, scales, sizes, candidates, pending };
}

/** Without the readings after `since`, which turned out to be wrong: until others come, only the model has a say. */
export function withoutReadings(tracking: Tracking, since: Instant): Tracking {
  const { candidates } = tracking;
  const recent = candidates.recent.filter(({ at }) => at <= since);
  return { ...tracking, candidates: { ...candidates, recent } };
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
  const { scoring } = prepared.design;
  const { horizons } = scoring;
  const { candidates } = tracking;
  const { watermark: madeAt, born } = start;
  const nearest = (minutes: number) => {
    const slots = Math.round((madeAt + minutes * 60_000 - born) / prepared.slotMs);
    return born + slots * prepared.slotMs;
  };
  const points = horizons.map(nearest);
  const raws = rawBandsAt(prepared, start, inputs, points);
  const felt = feltInputs(prepared, inputs, madeAt);
  const feltRaws = felt === inputs ? raws : rawBandsAt(prepared, start, felt, points);
  const said = feltRaws.map((raw, horizon) => sayAt(candidates, scoring, horizon, madeAt, raw));
  const move = moveOf(
    feltRaws,
    said.map((one, horizon) => blended(one, candidates.records[horizon]!)),
  );
  const stretched = stretches(tracking);
  const forecast: PendingForecast = {
    madeAt,
    last,
    points: points.map((at, horizon) => {
      const minutes = (at - madeAt) / 60_000;
      const blend = movedBand(raws[horizon]!, move, horizons, minutes);
      const effect = medianOf(raws[horizon]!) - medianOf(feltRaws[horizon]!);
      const quantiles = calibrated(blend, scaleAt(horizons, stretched, minutes));
      const half = (blend[5]! - blend[1]!) / 2;
      return { horizon, at, quantiles, said: withEffect(said[horizon]!, effect), half };
    }),
  };
  return { ...tracking, made: madeAt, pending: [...tracking.pending, forecast] };
}

/** The members' own quantiles at some times ahead. */
function rawBandsAt(
  prepared: Prepared,
  start: RunStart,
  inputs: readonly TakenInput[],
  points: readonly Instant[],
): readonly (readonly number[])[] {
  const { expected, fresh } = pushForward(prepared, start, inputs, points);
  return points.map((_, i) => rawBand(expected[i]!, fresh[i]!, start.members.weights));
}

const medianOf = (quantiles: readonly number[]) => quantiles[quantiles.length >> 1]!;

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
