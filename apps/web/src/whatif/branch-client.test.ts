import { describe, expect, it } from "vitest";
import { createBranchClient, type WorkerLike } from "./branch-client.ts";
import { started } from "./kinds.ts";
import type { FromWorker, ToWorker } from "./protocol.ts";

const fakeWorker = () => {
  const sent: ToWorker[] = [];
  const worker: WorkerLike = {
    postMessage: (message) => {
      sent.push(message);
    },
    onmessage: null,
    terminate: () => undefined,
  };
  const answer = (data: FromWorker) => worker.onmessage?.({ data } as MessageEvent<FromWorker>);
  return { sent, worker, answer };
};

const failed: FromWorker = { kind: "failed", turn: 1, message: "x" };

describe("the branch client", () => {
  it("asks one question at a time and of those that wait only the last", () => {
    const { sent, worker, answer } = fakeWorker();
    const heard: [FromWorker, number][] = [];
    let time = 0;
    const client = createBranchClient(
      worker,
      (message, at) => heard.push([message, at]),
      () => time,
    );
    for (time = 1; time <= 3; time += 1) client.tryOut([started("meal", time)]);
    expect(sent.length).toBe(1);
    answer(failed);
    expect(heard).toEqual([[failed, 1]]);
    expect(sent[1]).toMatchObject({ kind: "try", turn: 2, scenario: { changes: [{ at: 3 }] } });
    answer(failed);
    expect(sent.length).toBe(2);
    expect(heard[1]).toEqual([failed, 3]);
  });
  it("lets a question wait for the snapshot, and drops it for another snapshot", () => {
    const { sent, worker, answer } = fakeWorker();
    const client = createBranchClient(
      worker,
      () => undefined,
      () => 0,
    );
    const base = { snapshot: new ArrayBuffer(1), inputs: [], horizonMinutes: 60 };
    client.load(base);
    client.tryOut([]);
    client.load(base);
    answer(failed);
    expect(sent.map(({ kind }) => kind)).toEqual(["load", "load"]);
  });
});
