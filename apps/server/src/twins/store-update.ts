import type { Queries } from "../store/store.ts";
import type { TwinUpdate } from "./protocol.ts";

/** How often a forecast is kept as it was shown, for the record of what was said. */
const FORECAST_EVERY = 30 * 60_000;

/**
 * Stores what became of a twin. Its belief after each measurement is always kept; its newest state only when `whole`,
 * for it is large, changes with every reading, and can be had again from its last checkpoint.
 */
export async function storeUpdate(queries: Queries, update: TwinUpdate, whole: boolean): Promise<void> {
  const { subject, design, watermark, digest, card, forecast, replayedFrom } = update;
  const { twins } = queries;
  if (replayedFrom !== null) await twins.rewind(subject, replayedFrom);
  await twins.addFiltered(update.filtered.map((point) => ({ subject, ...point })));
  await twins.addNotes(update.notes);
  for (const { through, ...fresh } of update.checkpoints.fresh) {
    await twins.putCheckpoint({ subject, design, watermark: through, ...fresh });
  }
  if (update.checkpoints.fresh.length > 0)
    await twins.keepCheckpoints(subject, design, update.checkpoints.kept);
  if (forecast !== null && isDue(update)) await twins.addForecasts([forecast]);
  if (whole) await twins.put({ subject, design, watermark, digest, card, forecast });
}

/** Whether the update passed a half hour. */
function isDue({ filtered, forecast }: TwinUpdate): boolean {
  const first = filtered[0]?.at;
  if (first === undefined || forecast === null) return false;
  return Math.floor(forecast.madeAt / FORECAST_EVERY) !== Math.floor((first - 1) / FORECAST_EVERY);
}
