import type { TSchema } from "typebox";
import { Check } from "typebox/value";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as contract from "../contract/schemas.ts";
import { begin, minute } from "../store/test/samples.ts";
import { routes } from "./routes.ts";
import { addSensorPerson, type Served, serve } from "./test/serve.ts";

let served: Served;
beforeAll(async () => {
  served = await serve();
  await addSensorPerson(served.platform, "grace");
  await served.platform.twins.load("grace");
  await served.platform.reloadPanel();
});
afterAll(() => served.end());

async function get(url: string, status = 200) {
  const response = await served.server.inject({ url });
  expect(response.statusCode, `${url}: ${response.body.slice(0, 300)}`).toBe(status);
  return response.json();
}

const fits = (schema: TSchema, value: unknown) => expect(Check(schema, value)).toBe(true);
const problem = (body: { code: string }, code: string) => {
  fits(contract.Problem, body);
  expect(body.code).toBe(code);
};

test("every answer has the shape that the contract and the documentation give it", async () => {
  const { id: model } = (await get("/api/models"))[0];
  const urls = {
    "/api/patients": "/api/patients?query=grace",
    "/api/patients/:id": "/api/patients/grace",
    "/api/patients/:id/timeline": "/api/patients/grace/timeline?limit=50",
    "/api/patients/:id/observations": "/api/patients/grace/observations?limit=3",
    "/api/patients/:id/inputs": "/api/patients/grace/inputs",
    "/api/patients/:id/forecast": "/api/patients/grace/forecast",
    "/api/patients/:id/forecasts": `/api/patients/grace/forecasts?from=0&to=${begin * 2}`,
    "/api/patients/:id/twin/tellings": "/api/patients/grace/twin/tellings",
    "/api/patients/:id/glucose": "/api/patients/grace/glucose",
    "/api/patients/:id/plans": "/api/patients/grace/plans",
    "/api/models": "/api/models",
    "/api/models/:id": `/api/models/${model}`,
    "/api/accuracy": "/api/accuracy",
    "/api/jobs": "/api/jobs",
    "/health/live": "/health/live",
    "/health/ready": "/health/ready",
  };
  for (const [pattern, url] of Object.entries(urls)) {
    const { answer } = routes.find(({ shape }) => shape.url === pattern && shape.method === "GET")!.shape;
    fits(answer, await get(url));
  }
});

test("the panel finds people by name, and a person's page has lanes and a twin", async () => {
  expect(await get("/api/patients?query=nobody+at+all")).toEqual([]);
  expect((await get("/api/patients?query=exam%20gra"))[0].id).toBe("grace");
  const patient = await get("/api/patients/grace");
  expect(patient.lanes).toMatchObject([
    { title: "Glucose (sensor)", count: 200, mark: "point", normal: [70, 180] },
  ]);
  expect(patient.twin).toMatchObject({ observations: 200, refused: 0 });
  expect(patient.noTwin).toBeNull();
  expect(patient.offsetMinutes).toBe(60);
});

test("a timeline is thinned to what was asked for and keeps the extremes", async () => {
  const url = `/api/patients/grace/timeline?from=${begin}&to=${begin + 1000 * minute}`;
  const [whole, thinned] = [await get(url), await get(`${url}&limit=20`)];
  const values = (timeline: contract.Timeline) => timeline.lanes[0]!.points.map(({ value }) => value);
  expect(values(whole)).toHaveLength(200);
  expect(thinned.lanes[0].thinned).toBe(true);
  expect(values(thinned).length).toBeLessThanOrEqual(20);
  expect(Math.max(...values(thinned))).toBe(Math.max(...values(whole)));
  expect(Math.min(...values(thinned))).toBe(Math.min(...values(whole)));
  expect(whole.filtered).toHaveLength(200);
});

test("the log is read page by page, with where each entry came from", async () => {
  const url = "/api/patients/grace/observations?limit=150";
  const first = await get(url);
  const second = await get(`${url}&after=${encodeURIComponent(first.next)}`);
  expect(first.items[0].source).toEqual({ system: "test", device: "cgm-1", resource: "line 0" });
  expect([...first.items, ...second.items].map(({ key }: { key: string }) => key)).toHaveLength(200);
  expect(second.next).toBeNull();
});

test("the forecast starts where the twin stands, and its quantiles are in order", async () => {
  const forecast: contract.Forecast = await get("/api/patients/grace/forecast?horizonMinutes=60");
  expect(forecast.madeAt).toBe(begin + 199 * 5 * minute);
  expect(forecast.points.at(-1)!.at).toBe(forecast.madeAt + 60 * minute);
  for (const { quantiles } of forecast.points) expect(quantiles.toSorted((a, b) => a - b)).toEqual(quantiles);
});

test("a what-if that changes nothing makes no difference; as a plan it is kept until it is dropped", async () => {
  const { server } = served;
  const scenario = { name: "as it is", changes: [] };
  const tried = await server.inject({
    method: "POST",
    url: "/api/patients/grace/whatif",
    payload: { scenario },
  });
  fits(contract.WhatIf, tried.json());
  for (const { quantiles } of tried.json().difference)
    for (const gap of quantiles) expect(gap).toBeCloseTo(0, 9);
  const saved = await server.inject({ method: "POST", url: "/api/patients/grace/plans", payload: scenario });
  fits(contract.SavedPlan, saved.json());
  expect(await get("/api/patients/grace/plans")).toEqual([saved.json()]);
  const url = `/api/patients/grace/plans/${saved.json().id}`;
  expect((await server.inject({ method: "DELETE", url })).statusCode).toBe(200);
  problem((await server.inject({ method: "DELETE", url })).json(), "HS5111");
});

test("the snapshot is bytes with a digest", async () => {
  const response = await served.server.inject({ url: "/api/patients/grace/twin/snapshot" });
  expect(response.headers["content-type"]).toBe("application/octet-stream");
  expect(response.headers["x-homeostat-digest"]).toBe((await get("/api/patients/grace")).twin.digest);
  expect(response.rawPayload.subarray(0, 4).toString("latin1")).toBe("HSTW");
});

test("what is wrong with a request is told by code, rule and cure", async () => {
  const { server } = served;
  problem(await get("/api/patients/nobody", 404), "HS5007");
  problem(await get("/api/models/none", 404), "HS5112");
  problem(await get("/api/jobs/none", 404), "HS5201");
  problem(await get("/api/nothing", 404), "HS5102");
  problem(await get("/api/patients/grace/timeline?limit=many", 400), "HS5101");
  problem(await get("/api/patients/grace/timeline?codes=nocode", 400), "HS5101");
  problem(await get("/api/clock", 409), "HS5114");
  const post = (url: string, payload: object | string, type = "application/json") =>
    server.inject({ method: "POST", url, payload, headers: { "content-type": type } });
  problem((await post("/api/patients/grace/whatif", { scenario: { name: "" } })).json(), "HS5101");
  problem((await post("/api/patients/grace/whatif", '{"scenario":')).json(), "HS5101");
  problem(
    (await post("/api/patients/grace/whatif", { scenario: { name: "x", changes: [] }, extra: 1 })).json(),
    "HS5101",
  );
  problem((await post("/api/imports", "x", "text/plain")).json(), "HS5113");
});

test("only requests to this machine by its own name are answered", async () => {
  const { server } = served;
  const asked = (headers: Record<string, string>) => server.inject({ url: "/api/patients", headers });
  problem((await asked({ host: "clinic.example:4600" })).json(), "HS5104");
  problem((await asked({ host: "localhost:4600", origin: "https://evil.example" })).json(), "HS5104");
  expect((await asked({ host: "127.0.0.1:4600", origin: "http://localhost:4600" })).statusCode).toBe(200);
  expect((await asked({ host: "[::1]:4600" })).statusCode).toBe(200);
});

test("the documentation names every route, and pages may not make scripts of text", async () => {
  const openapi = await get("/api/openapi.json");
  const documented = Object.keys(openapi.paths);
  for (const { shape } of routes) expect(documented).toContain(shape.url.replace(/:(\w+)/g, "{$1}"));
  const policy = (await served.server.inject({ url: "/health/live" })).headers["content-security-policy"];
  expect(policy).toContain("script-src 'self';");
  expect(policy).not.toContain("unsafe-eval");
});

test("metrics carry routes, never ids", async () => {
  await get("/api/patients/grace");
  const { body } = await served.server.inject({ url: "/metrics" });
  expect(body).toContain(
    'homeostat_http_request_seconds_count{method="GET",route="/api/patients/:id",status="200"}',
  );
  expect(body).not.toContain("grace");
});
