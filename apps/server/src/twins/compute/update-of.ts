import {
  calibrationRecord,
  type Followed,
  forecast,
  learnedParameters,
  type Prepared,
  sensorWords,
  sharesOf,
  type Twin,
  twinId,
  wordsOf,
} from "@homeostat/twin";
import type { CalibrationRecord, Forecast, TwinCard } from "../../contract/schemas.ts";
import type { TwinUpdate } from "../protocol.ts";

const STANDING_HORIZON_MINUTES = 240;

/** What is stored and shown of a twin after it followed its log. */
export function updateOf(
  prepared: Prepared,
  { history, filtered, notes, replayedFrom }: Followed,
  checkpoints: TwinUpdate["checkpoints"],
  foretell: boolean,
): TwinUpdate {
  const { twin } = history;
  const { subject, design, watermark } = twin;
  return {
    subject,
    design: design.id,
    watermark,
    digest: twinId(twin),
    card: cardOf(prepared, twin),
    forecast: foretell && twin.observations > 0 ? standingForecast(prepared, twin) : null,
    filtered: [...filtered],
    notes: notes.map((note) => ({ subject, ...note })),
    replayedFrom,
    checkpoints,
  };
}

const standingForecast = (prepared: Prepared, twin: Twin): Forecast =>
  forecast(prepared, twin, {
    madeAt: twin.watermark,
    horizonMinutes: STANDING_HORIZON_MINUTES,
  }) as Forecast;

function cardOf(prepared: Prepared, twin: Twin): TwinCard {
  const { design, modelHash, watermark, observations, refused } = twin;
  const record = calibrationRecord(twin);
  return {
    design: design.id,
    title: design.title,
    model: design.model,
    modelHash,
    status: record.length > 0 ? "calibrated" : "unvalidated",
    members: design.members,
    watermark,
    observations,
    refused,
    digest: twinId(twin),
    summary: summaryOf(record, sharesOf(twin), observations),
    learned: learnedParameters(prepared, twin).map((learned) => ({ ...learned, truth: null })),
    record,
    findings: findingsOf(twin),
    sensor: sensorWords(prepared, twin),
  };
}

function findingsOf({ findings }: Twin): TwinCard["findings"] {
  return findings
    .map((finding) => {
      const { kind, code, from, to, going, readings, chance } = finding;
      return { kind, code, from, to, going, readings, chance, ...wordsOf(finding) };
    })
    .toReversed();
}

/** What the twin is worth, from its own record of the shortest horizon. */
function summaryOf(
  record: readonly CalibrationRecord[],
  shares: ReturnType<typeof sharesOf>,
  observations: number,
): string {
  const first = record[0];
  if (!first || first.count < 12)
    return `Still close to the population's twin: ${observations} observations so far`;
  const { horizonMinutes, count, covered80, rmse, persistenceRmse } = first;
  const better = Math.round(100 * (1 - rmse / persistenceRmse));
  const against = better > 0 ? `, ${better} % closer than "nothing changes"` : "";
  return `${leadOf(shares)}. Its 80 % band held ${Math.round(100 * covered80)} % of ${count} readings ${horizonMinutes} min ahead${against}`;
}

/** Who has most to say in its forecasts, at the middle horizon. */
function leadOf(shares: ReturnType<typeof sharesOf>): string {
  const { shares: own } = shares[shares.length >> 1]!;
  const model = own.model + own["model with residual"];
  const percent = Math.round(100 * model);
  if (model >= 0.6) return `Forecasts mostly by the model (${percent} %)`;
  if (own.pattern >= 0.6)
    return `Forecasts mostly by the person's pattern (${Math.round(100 * own.pattern)} %)`;
  return `Forecasts by the model (${percent} %) and the person's pattern (${Math.round(100 * own.pattern)} %)`;
}
