import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { LiveEvent } from "../contract/schemas.ts";
import { failure } from "../errors/registry.ts";
import { LiveBus } from "../live/bus.ts";
import { openStore } from "../store/open-store.ts";
import type { Store } from "../store/store.ts";
import { type JobContext, Jobs } from "./jobs.ts";

let store: Store;
let jobs: Jobs;
let told: LiveEvent[];
beforeAll(async () => {
  store = await openStore({ kind: "memory" });
});
afterAll(() => store.close());
beforeEach(() => {
  told = [];
  const bus = new LiveBus("run");
  bus.listen(({ event }) => told.push(event));
  jobs = new Jobs(store, bus);
});

const order = (work: (context: JobContext) => Promise<unknown>) => ({ kind: "test", title: "A test", work });
/** Runs until it is asked to stop. */
const endless = ({ signal }: JobContext) =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

test("a job tells its progress, keeps its result, and is found by id", async () => {
  const { id } = await jobs.start(
    order(async ({ progress }) => {
      progress(1, 4, "a quarter");
      return { answer: 42 };
    }),
  );
  const done = await jobs.finished(id);
  expect(done).toMatchObject({ state: "done", done: 1, total: 4, result: { answer: 42 }, error: null });
  expect(await jobs.get(id)).toEqual(done);
  expect((await jobs.list())[0]).toEqual(done);
  expect(told.at(-1)).toEqual({ type: "job", job: done });
});

test("a job that fails keeps the error with its cure", async () => {
  const { id } = await jobs.start(
    order(async () => {
      throw failure("HS5002", { problem: "no space" });
    }),
  );
  expect(await jobs.finished(id)).toMatchObject({ state: "failed", error: { code: "HS5002" } });
});

test("a running job can be cancelled, one that waits too, and a finished one no more", async () => {
  const running = await jobs.start(order(endless));
  const waiting = await jobs.start(order(async () => "never"));
  expect((await jobs.cancel(running.id)).state).toBe("cancelled");
  await expect(jobs.cancel(running.id)).rejects.toMatchObject({ code: "HS5202" });
  await expect(jobs.cancel("none")).rejects.toMatchObject({ code: "HS5201" });
  expect((await jobs.finished(waiting.id)).result).toBe("never");
});

test("a job that the server's stop cut short is left over for the next start", async () => {
  const { id } = await jobs.start(order(endless));
  await jobs.stop();
  const next = new Jobs(store, new LiveBus("next"));
  const left = await next.leftOver();
  expect(left.map((job) => job.id)).toEqual([id]);
  await next.close(left[0]!, failure("HS5203"));
  expect(await next.get(id)).toMatchObject({ state: "failed", error: { code: "HS5203" } });
});
