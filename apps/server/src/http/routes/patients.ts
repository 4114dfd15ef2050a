import { type Static, Type } from "typebox";
import { GlucoseSummary, Patient, PatientRow, Timeline } from "../../contract/schemas.ts";
import { failure } from "../../errors/registry.ts";
import { parseCodes } from "../../people/codes-parameter.ts";
import { glucoseSummaryOf } from "../../people/glucose-summary.ts";
import { patientOf } from "../../people/patient.ts";
import { timelineOf } from "../../people/timeline.ts";
import type { Platform } from "../../platform.ts";
import { Id, route } from "../route.ts";

const Instant = Type.Integer({ description: "Milliseconds since 1970-01-01T00:00Z" });
const Codes = Type.String({ description: "system|code, separated by commas" });

const Observation = Type.Object(
  {
    key: Type.String(),
    subject: Type.String(),
    code: Type.Object({ system: Type.String(), code: Type.String() }),
    value: Type.Unknown({
      description: "{kind: quantity, value, unit} in the canonical unit, or {kind: coded, …}",
    }),
    asReceived: Type.Object({
      value: Type.Union([Type.Number(), Type.String()]),
      unit: Type.Union([Type.String(), Type.Null()]),
    }),
    start: Instant,
    end: Type.Optional(Instant),
    offsetMinutes: Type.Union([Type.Integer(), Type.Null()]),
    received: Instant,
    source: Type.Unknown({ description: "system, device, resource, path" }),
    quality: Type.Unknown({ description: "status ok, suspect or refused, and why" }),
    supersedes: Type.Optional(Type.String()),
  },
  { description: "One entry of the log, with where it came from" },
);
type Entry = Static<typeof Observation>;

const always = { from: -8.64e15, to: 8.64e15 };

async function known({ store }: Platform, id: string): Promise<void> {
  await store.people.get(id);
}

const panel = route(
  {
    method: "GET",
    url: "/api/patients",
    tag: "people",
    summary: "The panel: everybody, ordered by who needs attention first",
    query: Type.Object({ query: Type.Optional(Type.String({ maxLength: 200 })) }),
    answer: Type.Array(PatientRow),
  },
  ({ panel }, { query }) => [...panel.list(query.query ?? "")],
);

const one = route(
  {
    method: "GET",
    url: "/api/patients/:id",
    tag: "people",
    summary: "One person: problems, medications, lanes of the timeline, the twin",
    params: Id,
    answer: Patient,
  },
  (platform, { params }) => patientOf(platform, params.id),
);

const timeline = route(
  {
    method: "GET",
    url: "/api/patients/:id/timeline",
    tag: "people",
    summary: "Series of a span, thinned to what can be drawn, with the twin's filtered line",
    params: Id,
    query: Type.Object({
      from: Type.Optional(Instant),
      to: Type.Optional(Instant),
      limit: Type.Optional(
        Type.Integer({ minimum: 10, maximum: 20_000, description: "Points of each lane" }),
      ),
      codes: Type.Optional(Codes),
    }),
    answer: Timeline,
  },
  (platform, { params, query }) => timelineOf(platform, params.id, query),
);

const glucose = route(
  {
    method: "GET",
    url: "/api/patients/:id/glucose",
    tag: "people",
    summary: "Mean, variation and time in ranges of the last two weeks of sensor readings; null without any",
    params: Id,
    answer: Type.Union([GlucoseSummary, Type.Null()]),
  },
  (platform, { params }) => glucoseSummaryOf(platform, params.id),
);

const observations = route(
  {
    method: "GET",
    url: "/api/patients/:id/observations",
    tag: "people",
    summary: "The log with its provenance, page by page",
    params: Id,
    query: Type.Object({
      code: Type.Optional(Codes),
      from: Type.Optional(Instant),
      to: Type.Optional(Instant),
      after: Type.Optional(Type.String({ description: "The key that the page before ended with" })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000 })),
    }),
    answer: Type.Object({
      items: Type.Array(Observation),
      next: Type.Union([Type.String(), Type.Null()]),
    }),
  },
  async (platform, { params, query }) => {
    await known(platform, params.id);
    const { from = always.from, to = always.to, after = null, limit = 200 } = query;
    const codes = query.code === undefined ? undefined : parseCodes(query.code);
    const { observations } = platform.store;
    const items = await observations.page(params.id, { from, to }, codes, after, limit);
    return { items: items as Entry[], next: items.length === limit ? items.at(-1)!.key : null };
  },
);

const inputs = route(
  {
    method: "GET",
    url: "/api/patients/:id/inputs",
    tag: "twins",
    summary: "Doses, meals, activity and settings that the twin takes as its inputs",
    params: Id,
    query: Type.Object({ from: Type.Optional(Instant), to: Type.Optional(Instant) }),
    answer: Type.Array(Observation),
  },
  async (platform, { params, query }) => {
    await known(platform, params.id);
    const twin = platform.twins.standing(params.id);
    if (twin === null) throw failure("HS5109", { why: await platform.twins.whyNone(params.id) });
    const { from = twin.watermark - 24 * 3_600_000, to = twin.watermark + 24 * 3_600_000 } = query;
    const codes = await platform.twins.inputCodes(params.id);
    return (await platform.store.observations.between(params.id, { from, to }, codes)) as Entry[];
  },
);

export const patientRoutes = [panel, one, timeline, glucose, observations, inputs];
