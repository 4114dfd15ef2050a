import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { addSensorPerson } from "../http/test/serve.ts";
import { takeUpJobs } from "../importing/import-job.ts";
import { openPlatform } from "../open-platform.ts";
import type { Platform } from "../platform.ts";
import { reading } from "../store/test/samples.ts";

const people = ["ann", "bob", "cyd"];

/** Observations as an import brings them: with the mark that their twins have to follow. */
async function arrive(platform: Platform, subjects: readonly string[]): Promise<void> {
  for (const subject of subjects) await addSensorPerson(platform, subject);
  await platform.store.waiting.add(subjects);
  platform.twins.changed(subjects);
  await platform.reloadPanel();
}

test("who is on a screen comes first, then all; what comes while a twin is built is followed too", async () => {
  const platform = await openPlatform({ ephemeral: true });
  await arrive(platform, people);
  const order: string[] = [];
  platform.bus.listen(({ event }) => {
    if (event.type === "row" && !event.row.twinWaits) order.push(event.row.id);
  });
  platform.builds.first(["cyd", "bob"]);
  await platform.builds.start();
  await platform.builds.idle();
  expect(order).toEqual(["cyd", "bob", "ann"]);
  const [job] = await platform.jobs.list();
  expect(job).toMatchObject({ kind: "twins", state: "done", total: 3, result: { built: 3 } });
  expect(await platform.store.waiting.all()).toEqual([]);

  platform.twins.changed(["ann"]);
  await platform.store.waiting.add(["ann"]);
  const loading = platform.twins.load("ann");
  await platform.store.observations.add([reading("ann", 200)]);
  await platform.store.waiting.add(["ann"]);
  platform.twins.changed(["ann"]);
  await loading;
  expect(platform.twins.waiting.has("ann")).toBe(true);
  await platform.builds.start();
  await platform.builds.idle();
  expect(platform.twins.standing("ann")?.card.observations).toBe(201);
  expect(await platform.store.waiting.all()).toEqual([]);
  await platform.close();
});

test("who is opened waits for nobody; a cancel and a stop lose nobody, and the job goes on under its own id", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "homeostat-builds-"));
  const platform = await openPlatform({ dataDir });
  await arrive(platform, people);
  await platform.builds.start();
  const [job] = await platform.jobs.list();
  expect((await platform.jobs.cancel(job!.id)).state).toBe("cancelled");
  await platform.twins.forecast("cyd");
  expect(await platform.store.waiting.all()).not.toContain("cyd");
  await platform.builds.start();
  const [cutShort] = await platform.jobs.list();
  await platform.close();

  const again = await openPlatform({ dataDir });
  expect([...again.twins.waiting.keys()]).toEqual(await again.store.waiting.all());
  await takeUpJobs(again);
  await again.builds.idle();
  for (const subject of people) expect(again.twins.standing(subject)?.card.observations).toBe(200);
  expect(await again.jobs.get(cutShort!.id)).toMatchObject({ state: "done" });
  expect(await again.store.waiting.all()).toEqual([]);
  await again.close();
  rmSync(dataDir, { recursive: true, force: true });
});
