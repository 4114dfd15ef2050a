import { randomStream } from "@homeostat/engine";
import { glucoseManagementIndicator, glucoseOfDays, knownCodes, sameCode } from "@homeostat/twin";
import type { GlucoseSummary } from "../contract/schemas.ts";
import type { Platform } from "../platform.ts";

const DAY = 86_400_000;
const DAYS = 14;
const { code } = knownCodes.cgmGlucose;

/** What the readings of a person's last two weeks say by themselves; null without readings. @throws HS5007 */
export async function glucoseSummaryOf({ store }: Platform, subject: string): Promise<GlucoseSummary | null> {
  await store.people.get(subject);
  const lane = (await store.lanes.of(subject)).find((one) => sameCode(one.code, code));
  if (!lane) return null;
  const span = { from: lane.last - DAYS * DAY, to: lane.last + 1 };
  const [points, offset] = await Promise.all([
    store.lanes.series(subject, span, [code]),
    store.observations.latestOffset(subject),
  ]);
  const kept = points.filter(({ quality }) => quality !== "refused");
  if (kept.length === 0) return null;
  const times = Float64Array.from(kept, ({ start }) => start + (offset ?? 0) * 60_000);
  const glucose = Float64Array.from(kept, ({ value }) => value);
  const of = glucoseOfDays(times, glucose, randomStream({ seed: 1, member: 0, purpose: "days drawn again" }));
  return {
    from: kept[0]!.start,
    to: kept.at(-1)!.start,
    ...of,
    gmi: glucoseManagementIndicator(glucose),
  } as GlucoseSummary;
}
