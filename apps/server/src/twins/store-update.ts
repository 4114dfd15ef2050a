import type { Queries } from "../store/store.ts";
import type { TwinUpdate } from "./protocol.ts";

/** How often a forecast is kept as it was shown, for the record of what was said. */
const FORECAST_EVERY = 30 * 60_000;

/** Stores what twins believed after each measurement, what they refused, said, and where they can be taken up again. */
export async function storeUpdates(queries: Queries, updates: readonly TwinUpdate[]): Promise<void> {
  const { twins } = queries;
  for (const { subject, replayedFrom } of updates)
    if (replayedFrom !== null) await twins.rewind(subject, replayedFrom);
  await twins.addFiltered(
    updates.flatMap(({ subject, filtered }) => filtered.map((point) => ({ subject, ...point }))),
  );
  await twins.addNotes(updates.flatMap(({ notes }) => notes));
  await twins.addForecasts(
    updates.flatMap((update) => (update.forecast !== null && isDue(update) ? [update.forecast] : [])),
  );
  for (const update of updates) await storeCheckpoints(queries, update);
}

async function storeCheckpoints({ twins }: Queries, update: TwinUpdate): Promise<void> {
  const { subject, design, checkpoints } = update;
  for (const { through, ...fresh } of checkpoints.fresh) {
    await twins.putCheckpoint({ subject, design, watermark: through, ...fresh });
  }
  if (checkpoints.fresh.length > 0) await twins.keepCheckpoints(subject, design, checkpoints.kept);
}

/** Whether the update passed a half hour. */
function isDue({ filtered, forecast }: TwinUpdate): boolean {
  const first = filtered[0]?.at;
  if (first === undefined || forecast === null) return false;
  return Math.floor(forecast.madeAt / FORECAST_EVERY) !== Math.floor((first - 1) / FORECAST_EVERY);
}
