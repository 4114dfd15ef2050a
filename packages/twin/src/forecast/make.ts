import { failure } from "@homeostat/engine";
import type { RunStart } from "../assimilate/ensemble-run.ts";
import { digestName, digestText } from "../observation/digest.ts";
import type { Instant } from "../observation/observation.ts";
import type { Prepared } from "../twin/prepare.ts";
import type { TakenInput } from "../twin/twin.ts";
import { type Twin, twinId } from "../twin/twin.ts";
import { calibrated, moveWithBand, rawBand, scaleAt } from "./band.ts";
import type { Forecast, ForecastPoint } from "./forecast.ts";
import { forecastPoints, type Paths, pushForward } from "./paths.ts";
import { calibrationRecord } from "./record.ts";
import { risksOf } from "./risks.ts";

export interface ForecastAsk {
  /** The moment it is made for: the watermark, or later where the sensor has been silent. */
  readonly madeAt: Instant;
  readonly horizonMinutes: number;
}

/**
 * The twin's forecast of what the sensor will read (its error is part of the band), with the inputs in force: a basal
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
}

/**
 * A forecast from members that stand somewhere, with inputs of one's own.
 * @param branch tells this forecast from others of the same twin in its id
 */
export function forecastFrom(
  prepared: Prepared,
  twin: Twin,
  start: RunStart,
  inputs: readonly TakenInput[],
  { madeAt, horizonMinutes }: ForecastAsk,
  branch: string,
): Made {
  const { design, model } = prepared;
  if (madeAt < twin.watermark)
    throw failure("HS3065", { minutes: Math.ceil((twin.watermark - madeAt) / 60_000) });
  const times = forecastPoints(prepared, twin.born, madeAt, madeAt + horizonMinutes * 60_000);
  const paths = pushForward(prepared, start, inputs, times);
  const { bands, moved } = moveToBands(prepared, twin, paths, madeAt);
  const id = twinId(twin);
  return {
    paths,
    forecast: {
      id: digestName(digestText(JSON.stringify([id, madeAt, horizonMinutes, branch]))),
      subject: twin.subject,
      twin: id,
      output: design.forecasts,
      unit: model.spec.outputs[design.forecasts]!.unit,
      madeAt,
      points: times.map((at, i): ForecastPoint => ({ at, quantiles: bands[i]! })),
      risks: risksOf(design.alarms, times, moved, twin.members.weights),
      record: calibrationRecord(twin),
    },
  };
}

/** The calibrated bands, and the members' readings moved with them. */
function moveToBands(
  { design }: Prepared,
  { tracking, members }: Twin,
  { points, reading, expected, fresh }: Paths,
  madeAt: Instant,
) {
  const bands: (readonly number[])[] = [];
  const moved = reading.map((values, i) => {
    const raw = rawBand(expected[i]!, fresh[i]!, members.weights);
    const scale = scaleAt(design.scoring.horizons, tracking.scales, (points[i]! - madeAt) / 60_000);
    const band = calibrated(raw, scale);
    bands.push(band);
    return values.map((value) => moveWithBand(value, raw, band));
  });
  return { bands, moved };
}
