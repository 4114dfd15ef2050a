import type { Forecast, Job, LiveEvent, Patient, PatientRow, Timeline } from "@homeostat/server/contract";

type ObservationEvent = Extract<LiveEvent, { type: "observation" }>;
type Point = Timeline["lanes"][number]["points"][number];

const rank = { now: 0, watch: 1, steady: 2, none: 3 } as const;

/** The order of the panel: who needs attention first; ties by name, so that equal rows never swap. */
export const byAttention = (a: PatientRow, b: PatientRow): number =>
  rank[a.attention.level] - rank[b.attention.level] ||
  b.attention.score - a.attention.score ||
  a.name.localeCompare(b.name);

export const withRows = (rows: readonly PatientRow[], news: readonly PatientRow[]): PatientRow[] => {
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const row of news) byId.set(row.id, row);
  return [...byId.values()].sort(byAttention);
};

export const withRowInPatient = (patient: Patient, row: PatientRow): Patient => ({ ...patient, row });

const pointOf = (event: ObservationEvent): Point => ({
  key: event.key,
  start: event.start,
  end: event.end,
  value: event.value,
  quality: event.quality === "ok" || event.quality === "suspect" ? event.quality : "refused",
  reason: null,
});

const withPoint = (points: readonly Point[], point: Point): Point[] => {
  const others = points.filter((one) => one.key !== point.key);
  const after = others.findIndex((one) => one.start > point.start);
  return after < 0 ? [...others, point] : [...others.slice(0, after), point, ...others.slice(after)];
};

const firstOfLane = (event: ObservationEvent): Timeline["lanes"][number] => ({
  code: event.code,
  unit: "",
  points: [pointOf(event)],
  thinned: false,
});

const sameCode = (a: { system: string; code: string }, b: { system: string; code: string }): boolean =>
  a.system === b.system && a.code === b.code;

/** The timeline with a new observation in its lane (begun, where it is the first); unchanged where it falls outside the window. */
export const withObservation = (timeline: Timeline, event: ObservationEvent): Timeline => {
  if (event.start < timeline.from || event.start > timeline.to) return timeline;
  if (!timeline.lanes.some((lane) => sameCode(lane.code, event.code)))
    return { ...timeline, lanes: [...timeline.lanes, firstOfLane(event)] };
  const lanes = timeline.lanes.map((lane) =>
    sameCode(lane.code, event.code) ? { ...lane, points: withPoint(lane.points, pointOf(event)) } : lane,
  );
  return { ...timeline, lanes };
};

/** The timeline with what the twin has believed since: later words replace earlier ones of the same instant. */
export const withFiltered = (timeline: Timeline, news: Timeline["filtered"]): Timeline => {
  const inside = news.filter(({ at }) => at >= timeline.from && at <= timeline.to);
  const first = inside[0];
  if (!first) return timeline;
  const fresh = new Set(inside.map(({ at }) => at));
  const kept = timeline.filtered.filter(({ at }) => !fresh.has(at));
  return { ...timeline, filtered: [...kept, ...inside].sort((a, b) => a.at - b.at) };
};

export const withJob = (jobs: readonly Job[], job: Job): Job[] =>
  jobs.some(({ id }) => id === job.id) ? jobs.map((one) => (one.id === job.id ? job : one)) : [job, ...jobs];

/** The later of two forecasts: events and answers may cross on the wire. */
export const laterForecast = (old: Forecast | undefined, next: Forecast): Forecast =>
  old && old.madeAt > next.madeAt ? old : next;
