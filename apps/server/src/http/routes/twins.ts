import { randomUUID } from "node:crypto";
import { Type } from "typebox";
import { Forecast, ParameterTelling, SavedPlan, Scenario, WhatIf } from "../../contract/schemas.ts";
import { Bytes, Id, route } from "../route.ts";

const Instant = Type.Integer({ description: "Milliseconds since 1970-01-01T00:00Z" });
const Horizon = Type.Integer({ minimum: 5, maximum: 24 * 60, description: "Minutes" });
const HOUR = 3_600_000;

const forecast = route(
  {
    method: "GET",
    url: "/api/patients/:id/forecast",
    tag: "twins",
    summary: "The one forecast: quantiles, risks, and how earlier forecasts fared",
    params: Id,
    query: Type.Object({ horizonMinutes: Type.Optional(Horizon) }),
    answer: Forecast,
  },
  ({ twins }, { params, query }) => twins.forecast(params.id, query.horizonMinutes),
);

const past = route(
  {
    method: "GET",
    url: "/api/patients/:id/forecasts",
    tag: "twins",
    summary: "Forecasts as they were made then",
    params: Id,
    query: Type.Object({ from: Type.Optional(Instant), to: Type.Optional(Instant) }),
    answer: Type.Array(Forecast),
  },
  async ({ store, now }, { params, query }) => {
    await store.people.get(params.id);
    const { to = now() + 1, from = to - 6 * HOUR } = query;
    return [...(await store.twins.forecasts(params.id, { from, to }, 500))];
  },
);

const snapshot = route(
  {
    method: "GET",
    url: "/api/patients/:id/twin/snapshot",
    tag: "twins",
    summary: "The twin itself, for a branch in the page",
    params: Id,
    answer: Type.Unknown({ description: "application/octet-stream" }),
  },
  async ({ twins }, { params }) => {
    const { bytes, digest } = await twins.snapshot(params.id);
    return new Bytes(bytes, { "x-homeostat-digest": digest });
  },
);

const tellings = route(
  {
    method: "GET",
    url: "/api/patients/:id/twin/tellings",
    tag: "twins",
    summary: "Which measurement or occasion would tell each learned parameter more closely, and how much",
    params: Id,
    answer: Type.Array(ParameterTelling),
  },
  async ({ twins }, { params }) => [...(await twins.tellings(params.id))],
);

const whatIf = route(
  {
    method: "POST",
    url: "/api/patients/:id/whatif",
    tag: "twins",
    summary: "Branch the twin, change its inputs, compare",
    params: Id,
    body: Type.Object(
      { scenario: Scenario, horizonMinutes: Type.Optional(Horizon) },
      { additionalProperties: false },
    ),
    answer: WhatIf,
  },
  ({ twins }, { params, body }) => twins.whatIf(params.id, body.scenario, body.horizonMinutes),
);

const plans = [
  route(
    {
      method: "POST",
      url: "/api/patients/:id/plans",
      tag: "plans",
      summary: "Keep a scenario as a plan, with the forecast that it was made on",
      params: Id,
      body: Scenario,
      answer: SavedPlan,
    },
    async ({ twins, store, now }, { params, body }) => {
      const { changed } = await twins.whatIf(params.id, body, undefined);
      await store.twins.addForecasts([changed], "plan");
      const plan = {
        id: randomUUID(),
        subject: params.id,
        scenario: body,
        savedAt: now(),
        forecastId: changed.id,
      };
      await store.plans.add(plan);
      return plan;
    },
  ),
  route(
    {
      method: "GET",
      url: "/api/patients/:id/plans",
      tag: "plans",
      summary: "Plans that were kept",
      params: Id,
      answer: Type.Array(SavedPlan),
    },
    async ({ store }, { params }) => [...(await store.plans.of(params.id))],
  ),
  route(
    {
      method: "DELETE",
      url: "/api/patients/:id/plans/:plan",
      tag: "plans",
      summary: "Drop a plan",
      params: Type.Object({ id: Type.String(), plan: Type.String() }),
      answer: Type.Null(),
    },
    async ({ store }, { params }) => {
      await store.plans.remove(params.id, params.plan);
      return null;
    },
  ),
];

const wanted = route(
  {
    method: "POST",
    url: "/api/twins/wanted",
    tag: "twins",
    summary: "Build the twins of these people before others: they are on somebody's screen",
    body: Type.Object({ ids: Type.Array(Type.String(), { maxItems: 500 }) }, { additionalProperties: false }),
    answer: Type.Null(),
  },
  ({ builds }, { body }) => {
    builds.first(body.ids);
    return null;
  },
);

export const twinRoutes = [forecast, past, snapshot, tellings, whatIf, wanted, ...plans];
