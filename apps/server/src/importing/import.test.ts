import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ImportSummary } from "../contract/schemas.ts";
import { type Served, serve } from "../http/test/serve.ts";
import { importPaths } from "../index.ts";
import { takeUpJobs } from "./import-job.ts";
import { bundle, series } from "./test/records.ts";

let served: Served;
let folder: string;
beforeAll(async () => {
  served = await serve();
  folder = mkdtempSync(join(tmpdir(), "homeostat-import-"));
  writeFileSync(join(folder, "ada.json"), JSON.stringify(bundle));
  writeFileSync(join(folder, "cut-short.json"), JSON.stringify(bundle).slice(0, 900));
  writeFileSync(join(folder, "iglu.csv"), series(200));
});
afterAll(async () => {
  await served.end();
  rmSync(folder, { recursive: true, force: true });
});

const importAll = () => importPaths(served.platform, [folder]);

test("what is right is stored, what is wrong is counted with place and cure, and twice adds nothing", async () => {
  const first = await importAll();
  // The file that was cut short repeats the problem and one weight before its end.
  expect(first).toMatchObject({ files: 3, context: 2, observations: 203, new: 2 + 1 + 202 });
  const codes = first.refusals.map(({ code }) => code);
  expect(first.refused).toBe(first.refusals.reduce((sum, { count }) => sum + count, 0));
  expect(codes.length).toBeGreaterThanOrEqual(3);
  for (const { cure, places } of first.refusals) {
    expect(cure).not.toBe("");
    expect(places[0]).toContain(folder);
  }
  expect(await importAll()).toEqual({ ...first, new: 0 });
});

test("who was imported is in the panel at once, with a twin soon where the data carry one, and else why not", async () => {
  const rows = (await served.server.inject({ url: "/api/patients" })).json();
  expect(rows).toHaveLength(2);
  const page = async (name: RegExp) => {
    const { id } = rows.find((row: { name: string }) => name.test(row.name));
    return (await served.server.inject({ url: `/api/patients/${encodeURIComponent(id)}` })).json();
  };
  const ada = await page(/Ada Example/);
  expect(ada.row.problems).toEqual(["Diabetes"]);
  expect(ada.lanes).toMatchObject([{ title: "Weight", unit: "kg", count: 2 }]);
  expect(ada.twin).toBeNull();
  expect(ada.noTwin).toMatch(/no series of glucose readings/i);
  const waiting = await page(/1/);
  expect(waiting).toMatchObject({ twin: null, row: { twinWaits: true } });
  expect(waiting.noTwin).toMatch(/being built/);
  expect(waiting.row.attention.why).toContain("twin not built yet");
  await served.platform.builds.start();
  await served.platform.builds.idle();
  const sensor = await page(/1/);
  expect(sensor.twin.observations).toBe(200);
  expect(sensor.row.twinWaits).toBeUndefined();
});

test("files sent to the API are imported as a job", async () => {
  const { server, platform } = served;
  const form = new FormData();
  form.append("files", new Blob([JSON.stringify(bundle)]), "../../ada.json");
  const request = new Request("http://localhost/", { method: "POST", body: form });
  const sent = await server.inject({
    method: "POST",
    url: "/api/imports",
    headers: { "content-type": request.headers.get("content-type")! },
    payload: Buffer.from(await request.arrayBuffer()),
  });
  expect(sent.statusCode).toBe(200);
  const job = await platform.jobs.finished(sent.json().id);
  expect(job.state).toBe("done");
  const summary = job.result as ImportSummary;
  expect(summary).toMatchObject({ files: 1, new: 0 });
  const places = summary.refusals.flatMap((one) => one.places);
  expect(places.length).toBeGreaterThan(0);
  for (const place of places) expect(place).toMatch(/^ada\.json /);
});

test("an import that a stop cut short goes on at the next start from what was uploaded; other work is closed", async () => {
  const { platform } = served;
  const running = {
    title: "cut short",
    state: "running",
    done: 3,
    total: 9,
    message: "",
    result: null,
  } as const;
  const job = (id: string, kind: string) => ({ ...running, id, kind, etaSeconds: null, error: null });
  const uploaded = join(platform.uploads, "cut-import");
  mkdirSync(uploaded, { recursive: true });
  writeFileSync(join(uploaded, "ada.json"), JSON.stringify(bundle));
  await platform.store.jobs.put(job("cut-import", "import"), 1);
  await platform.store.jobs.put(job("cut-other", "other"), 2);
  await takeUpJobs(platform);
  expect(await platform.jobs.finished("cut-import")).toMatchObject({
    state: "done",
    result: { files: 1, new: 0 },
  });
  expect(await platform.jobs.get("cut-other")).toMatchObject({ state: "failed", error: { code: "HS5203" } });
  expect(existsSync(uploaded)).toBe(false);
});

test("an import that is stopped leaves what it stored, and says that it was stopped", async () => {
  const stop = new AbortController();
  stop.abort(new Error("enough"));
  await expect(importPaths(served.platform, [folder], { signal: stop.signal })).rejects.toThrow("enough");
});
