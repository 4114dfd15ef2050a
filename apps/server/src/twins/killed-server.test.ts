import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { encodeSnapshot } from "@homeostat/twin";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Job, PatientRow } from "../contract/schemas.ts";
import { takeUpJobs } from "../importing/import-job.ts";
import { series } from "../importing/test/records.ts";
import { openPlatform } from "../open-platform.ts";
import type { Store } from "../store/store.ts";
import { chooseFor } from "./choose-design.ts";
import { KeptTwin } from "./compute/keep-twin.ts";
import { seedOf } from "./seed.ts";

let folder: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "homeostat-killed-"));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

const program = fileURLToPath(new URL("./test/serve-until-killed.ts", import.meta.url));
const ids = ["1", "2", "3"];
const first = 60;
const all = 300;
const always = { from: 0, to: Number.MAX_SAFE_INTEGER };

/** A file of these people's readings, in the layout of the glucobench files. */
const fileOf = (count: number): string =>
  ids
    .flatMap((id) =>
      series(count)
        .split("\n")
        .slice(1)
        .map((line) => line.replace(/^1,/, `${id},`)),
    )
    .reduce((text, line) => `${text}\n${line}`, "id,time,gl");

interface Child {
  readonly address: string;
  kill(): Promise<void>;
}

async function served(): Promise<Child> {
  const child = spawn(process.execPath, [program, folder], { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  const closed = new Promise((resolve) => child.once("close", resolve));
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (text) => resolve(String(text).trim()));
    child.once("close", () => reject(new Error("the server ended before it was there")));
  });
  const kill = async () => {
    child.kill("SIGKILL");
    await closed;
  };
  return { address, kill };
}

const get = async <T>(url: string): Promise<T> => (await fetch(url)).json() as Promise<T>;

/** Asks again and again, quickly: it is the moment that counts. */
async function until<T>(ask: () => Promise<T>, holds: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (holds(answer)) return answer;
    await pause(5);
  }
}

const form = (count: number): FormData => {
  const data = new FormData();
  data.append("files", new Blob([fileOf(count)]), "iglu.csv");
  return data;
};

/** Sends readings; they are acknowledged once the job says that they are stored. */
async function acknowledged({ address }: Child, count: number): Promise<void> {
  const sent = (await (
    await fetch(`${address}/api/imports`, { method: "POST", body: form(count) })
  ).json()) as Job;
  const job = await until(
    () => get<Job>(`${address}/api/jobs/${sent.id}`),
    ({ state }) => state !== "running",
  );
  expect(job).toMatchObject({ state: "done", error: null });
}

const waiting = async ({ address }: Child): Promise<number> =>
  (await get<PatientRow[]>(`${address}/api/patients`)).filter(({ twinWaits }) => twinWaits).length;

/** What a twin of these readings believes that grew up, in the same two steps, where nothing happened. */
async function undisturbed(store: Store, subject: string): Promise<Uint8Array> {
  const choice = await chooseFor(store, subject);
  if ("why" in choice) throw new Error(choice.why);
  const log = await store.observations.between(subject, always);
  const begun = { ...choice, subject, seed: seedOf(subject), checkpoints: [] };
  const [kept] = KeptTwin.adopt({ ...begun, observations: log.slice(0, first) });
  kept.follow(log.slice(first), false);
  return encodeSnapshot(kept.history.twin);
}

test("kill -9 while twins wait and while they are built: nothing acknowledged is lost, and they believe the same, bit for bit", async () => {
  const server = await served();
  await acknowledged(server, first);
  await until(
    () => waiting(server),
    (left) => left === 0,
  );
  await acknowledged(server, all);
  const left = await until(
    () => waiting(server),
    (some) => some < ids.length,
  );
  await server.kill();

  const platform = await openPlatform({ dataDir: folder });
  const { store, twins, builds, panel } = platform;
  expect(twins.waiting.size).toBeGreaterThan(0);
  expect(twins.waiting.size).toBeLessThanOrEqual(left);
  await takeUpJobs(platform);
  await builds.idle();
  expect(twins.waiting.size).toBe(0);
  expect(panel.list("")).toHaveLength(ids.length);
  for (const { id } of panel.list("")) {
    expect(await store.observations.count(id)).toBe(all);
    expect((await twins.snapshot(id)).bytes).toEqual(await undisturbed(store, id));
  }
  await platform.close();
});
