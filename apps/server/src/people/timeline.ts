import type { LaneSeries, Timeline } from "../contract/schemas.ts";
import type { Platform } from "../platform.ts";
import type { SeriesPoint } from "../store/queries/lanes.ts";
import { parseCodes } from "./codes-parameter.ts";
import { thin } from "./thin.ts";

const DAY = 24 * 3_600_000;
const POINTS_OF_A_LANE = 2000;

interface Asked {
  readonly from?: number;
  readonly to?: number;
  readonly limit?: number;
  readonly codes?: string;
}

/** The lanes of a span; without one, the 24 hours before the person's present. @throws HS5007, HS5101 */
export async function timelineOf(platform: Platform, subject: string, asked: Asked): Promise<Timeline> {
  const { store } = platform;
  await store.people.get(subject);
  const to = asked.to ?? (await presentOf(platform, subject)) + 1;
  const span = { from: asked.from ?? to - DAY, to };
  const codes = asked.codes === undefined ? undefined : parseCodes(asked.codes);
  const [points, filtered, context] = await Promise.all([
    store.lanes.series(subject, span, codes),
    store.twins.filtered(subject, span),
    store.people.context(subject),
  ]);
  const lanes = Map.groupBy(points, ({ system, code, unit }) => `${system}|${code}|${unit}`);
  return {
    ...span,
    lanes: [...lanes.values()].map((lane) => seriesOf(lane, asked.limit ?? POINTS_OF_A_LANE)),
    filtered: [...filtered],
    marks: context.filter(({ start }) => start !== null && start >= span.from && start < span.to),
  };
}

/** Virtual people live in the clinic's time; an imported record's present is where it ends. */
async function presentOf({ store, now }: Platform, subject: string): Promise<number> {
  const { origin } = await store.people.get(subject);
  if (origin === "virtual") return now();
  const lanes = await store.lanes.of(subject);
  return Math.max(...lanes.map(({ last }) => last), 0) || now();
}

function seriesOf(lane: readonly SeriesPoint[], limit: number): LaneSeries {
  const { system, code, unit } = lane[0]!;
  const { points, thinned } = thin(
    lane.map(({ key, start, end, value, quality, reason }) => ({ key, start, end, value, quality, reason })),
    limit,
  );
  return { code: { system, code }, unit: unit ?? "", points: [...points], thinned };
}
