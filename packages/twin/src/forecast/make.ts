import type { RunStart } from "../assimilate/ensemble-run.ts";
import { failure } from "../errors/registry.ts";
import { biasOf } from "../findings/sensor-drift.ts";
import { digestName, digestText } from "../observation/digest.ts";
import type { Instant } from "../observation/observation.ts";
import type { Prepared } from "../twin/prepare.ts";
import { feltInputs } from "../twin/inputs.ts";
import type { TakenInput } from "../twin/twin.ts";
import { type Twin, twinId } from "../twin/twin.ts";
import { calibrated, moveWithBand, rawBand, scaleAt, stretches } from "./band.ts";
import { blended, sayAt } from "./blend/blend.ts";
import { type CandidateName, candidateNames } from "./blend/candidate-names.ts";
import { weightsOf } from "./blend/candidates.ts";
import { type BlendMove, movedBand, moveOf } from "./blend/moved-band.ts";
import type { Forecast, ForecastPoint } from "./forecast.ts";
import { forecastPoints, type Paths, pushForward } from "./paths.ts";
import { calibrationRecord } from "./record.ts";
import { risksOf } from "./risks.ts";
import { afterSilence } from "./silence.ts";
import { correctedBand, correctionOf, type SensorCorrection } from "./sensor-correction.ts";

export interface ForecastAsk {
  /** The moment it is made for: the watermark, or later where the sensor has been silent. */
  readonly madeAt: Instant;
  readonly horizonMinutes: number;
}

/**
 * The twin's forecast of what the sensor will read (its error is part of the band), or what it would read if it did not drift
 * where drift is told, with the inputs in force: a basal
 * rate goes on, a running meal or walk runs out, what is unexplained fades as the design tells. Points stand at the
 * twin's slot starts, five minutes apart in the designs that we ship.
 *
 * @throws HomeostatError HS3065 for a moment before the twin's watermark
 */
export function forecast(prepared: Prepared, twin: Twin, ask: ForecastAsk): Forecast {
  return forecastFrom(prepared, twin, twin, twin.inputs, ask, "").forecast;
}

export interface Made {
  readonly forecast: Forecast;
  readonly paths: Paths;
  /** What the other candidates made of the members' bands. */
  readonly move: BlendMove;
}

/**
 * A forecast from members that stand somewhere, with inputs of one's own.
 * @param branch tells this forecast from others of the same twin in its id
 * @param sameMove that of the forecast it branches off from: what a pattern says knows nothing of changes
 */
export function forecastFrom(
  prepared: Prepared,
  twin: Twin,
  start: RunStart,
  inputs: readonly TakenInput[],
  { madeAt, horizonMinutes }: ForecastAsk,
  branch: string,
  sameMove?: BlendMove,
): Made {
  const { design, model } = prepared;
  if (madeAt < twin.watermark)
    throw failure("HS3065", { minutes: Math.ceil((twin.watermark - madeAt) / 60_000) });
  const { horizons } = design.scoring;
  const furthest = Math.max(horizonMinutes, ...horizons.map((horizon) => horizon + design.slotMinutes));
  const times = forecastPoints(prepared, twin.born, madeAt, madeAt + furthest * 60_000);
  const far = pushForward(prepared, start, inputs, times);
  const felt = feltInputs(prepared, inputs, twin.watermark);
  const now = { ...twin, tracking: afterSilence(twin.tracking, madeAt - twin.watermark) };
  const move =
    sameMove ??
    moveNow(prepared, now, felt === inputs ? far : pushForward(prepared, start, felt, times), madeAt);
  const paths = until(far, madeAt + horizonMinutes * 60_000);
  const read = moveToBands(prepared, now, paths, madeAt, move);
  const correction = correctionOf(prepared, twin, twin.members);
  const { bands, moved } = correction === null ? read : inBlood(read, correction);
  const id = twinId(twin);
  return {
    paths: correction === null ? paths : { ...paths, truth: scaled(paths.truth, correction.factors) },
    move,
    forecast: {
      id: digestName(digestText(JSON.stringify([id, madeAt, horizonMinutes, branch]))),
      subject: twin.subject,
      twin: id,
      output: design.forecasts,
      unit: model.spec.outputs[design.forecasts]!.unit,
      madeAt,
      points: paths.points.map((at, i): ForecastPoint => ({ at, quantiles: bands[i]! })),
      risks: risksOf(design.alarms, paths.points, moved, twin.members.weights),
      record: calibrationRecord(twin),
      shares: sharesOf(now),
      ...(correction === null ? {} : { sensorBias: biasOf(correction.belief) }),
    },
  };
}

interface Foreseen {
  readonly bands: readonly (readonly number[])[];
  /** The members' readings, one array a point, moved as the band was. */
  readonly moved: readonly Float64Array[];
}

const scaled = (rows: readonly Float64Array[], factors: Float64Array): Float64Array[] =>
  rows.map((values) => values.map((value, m) => value * factors[m]!));

function inBlood({ bands, moved }: Foreseen, { belief, factors }: SensorCorrection): Foreseen {
  return { bands: bands.map((band) => correctedBand(band, belief)), moved: scaled(moved, factors) };
}

/** The calibrated bands, and the members' readings moved with them. */
function moveToBands(
  { design }: Prepared,
  { tracking, members }: Twin,
  { points, reading, expected, fresh }: Paths,
  madeAt: Instant,
  move: BlendMove,
): Foreseen {
  const { horizons } = design.scoring;
  const bands: (readonly number[])[] = [];
  const stretched = stretches(tracking);
  const moved = reading.map((values, i) => {
    const raw = rawBand(expected[i]!, fresh[i]!, members.weights);
    const minutes = (points[i]! - madeAt) / 60_000;
    const blend = movedBand(raw, move, horizons, minutes);
    const band = calibrated(blend, scaleAt(horizons, stretched, minutes));
    bands.push(band);
    return values.map((value) => moveWithBand(value, raw, band));
  });
  return { bands, moved };
}

/** What the candidates make of the members' bands at the scored horizons. */
function moveNow(
  { design, slotMs }: Prepared,
  { tracking, members, born }: Twin,
  { points, expected, fresh }: Paths,
  madeAt: Instant,
): BlendMove {
  const { candidates } = tracking;
  const { scoring } = design;
  const raws = scoring.horizons.map((minutes) => {
    const due = born + Math.round((madeAt + minutes * 60_000 - born) / slotMs) * slotMs;
    const i = points.indexOf(due);
    return rawBand(expected[i]!, fresh[i]!, members.weights);
  });
  const blends = raws.map((raw, horizon) =>
    blended(sayAt(candidates, scoring, horizon, madeAt, raw), candidates.records[horizon]!),
  );
  return moveOf(raws, blends);
}

/** The paths as far as a time. */
function until({ points, truth, reading, expected, fresh }: Paths, time: Instant): Paths {
  const count = points.filter((at) => at <= time).length;
  const first = <T>(all: readonly T[]) => all.slice(0, count);
  return {
    points: first(points),
    truth: first(truth),
    reading: first(reading),
    expected: first(expected),
    fresh: first(fresh),
  };
}

/** How much of a say each candidate has at each scored horizon. */
export function sharesOf({
  design,
  tracking,
}: Pick<Twin, "design" | "tracking">): NonNullable<Forecast["shares"]> {
  return design.scoring.horizons.map((horizonMinutes, h) => {
    const weights = weightsOf(tracking.candidates.records[h]!);
    const shares = Object.fromEntries(candidateNames.map((name, c) => [name, weights[c]!]));
    return { horizonMinutes, shares: shares as Record<CandidateName, number> };
  });
}
