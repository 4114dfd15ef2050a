/**
 * Ensembles on workers, with shared memory and without: the bits of `simulateEnsemble`, blocks in order and no more of
 * them than the reader allows, an end to everything that goes wrong. Real threads and browser workers are tested in the
 * apps that open them.
 */
import { describe, expect, it } from "vitest";
import { model } from "../../model/model.ts";
import { pharmacodynamics } from "../../solve/linear/test/pharmacodynamics.ts";
import { oral, predators, tangent } from "../../solve/test/models.ts";
import { simulateEnsemble } from "../simulate-ensemble.ts";
import { ensembleBlocks } from "./ensemble-blocks.ts";
import type { BlockMessage } from "./messages.ts";
import { simulateEnsembleOn } from "./simulate-ensemble-on.ts";
import { type Fate, thread } from "./test/thread.ts";
import { WorkerPool } from "./worker-pool.ts";

const members = 50;
const rate = Float64Array.from({ length: members }, (_, i) => 0.5 + i / 40);
const options = { members, parameters: { rate }, to: 4, every: 0.5, blockMembers: 8 } as const;

const poolOf = (workers: number, shared: boolean, fate?: Fate, seen: BlockMessage[] = []) =>
  new WorkerPool(() => thread(fate, seen), { workers, shared });

describe.each([
  ["shared memory", true],
  ["transferred blocks", false],
])("on workers with %s", (_, shared) => {
  it.each([1, 2, 3, 11])("gives the same bits with %i", async (workers) => {
    const alone = simulateEnsemble(predators, options);
    const pool = poolOf(workers, shared);
    const together = await simulateEnsembleOn(pool, predators, options);
    expect(together).toEqual(alone);
    pool.close();
  });

  it("brings each member its own start, schedule and kept outputs", async () => {
    const own = {
      members: 20,
      starts: { body: Array.from({ length: 20 }, (__, i) => i) },
      inputs: { drip: 2 },
      schedule: (member: number) => [{ kind: "add", state: "body", at: 1, amount: member % 3 }] as const,
      to: 2,
      keep: ["level"],
    } as const;
    const pool = poolOf(2, shared);
    const together = await simulateEnsembleOn(pool, oral, { ...own, blockMembers: 3 });
    expect(together).toEqual(simulateEnsemble(oral, own));
    pool.close();
  });

  it("moves each member by its own path of noise, on whatever worker", async () => {
    const noisy = model({ ...predators, id: "noisy", noise: { x: "x*sqrt(rate)/5" } });
    const drawn = { ...options, noise: { seed: 3, step: 0.1, member: 100 } } as const;
    const pool = poolOf(3, shared);
    expect(await simulateEnsembleOn(pool, noisy, drawn)).toEqual(simulateEnsemble(noisy, drawn));
    const quiet = { ...options, noise: "off" } as const;
    expect(await simulateEnsembleOn(pool, noisy, quiet)).toEqual(simulateEnsemble(noisy, quiet));
    pool.close();
  });

  it("propagates the linear part exactly, to the same bits", async () => {
    const own = {
      members: 12,
      parameters: { ke: Float64Array.from({ length: 12 }, (__, i) => 0.1 + i / 40) },
      schedule: [{ kind: "add", state: "depot", at: 0, amount: 10 }],
      linearPart: "exact",
      to: 6,
      every: 1,
    } as const;
    const pool = poolOf(2, shared);
    const together = await simulateEnsembleOn(pool, pharmacodynamics, { ...own, blockMembers: 3 });
    expect(together).toEqual(simulateEnsemble(pharmacodynamics, own));
    const { linearPart: _, ...stepped } = own;
    expect(together.outputs).not.toEqual(simulateEnsemble(pharmacodynamics, stepped).outputs);
    pool.close();
  });

  it("lists the failures of members by their own number, and counts what is done", async () => {
    const k = Array.from({ length: 30 }, (__, i) => (i === 17 ? 1 : 0.1));
    const seen: number[] = [];
    const pool = poolOf(2, shared);
    const { failures, outputs } = await simulateEnsembleOn(pool, tangent, {
      members: 30,
      parameters: { k },
      to: 2,
      blockMembers: 10,
      progress: (done, total) => seen.push(done / total),
    });
    expect(failures).toMatchObject([{ member: 17, error: { code: "HS1311", place: { source: "tangent" } } }]);
    expect(outputs.x[35]).toBeNaN();
    expect(seen).toEqual([10 / 30, 20 / 30, 1]);
    pool.close();
  });

  it("hands blocks out in order, and works no further ahead than it may", async () => {
    const given: BlockMessage[] = [];
    const pool = poolOf(3, shared, undefined, given);
    const firsts: number[] = [];
    for await (const block of ensembleBlocks(pool, predators, { ...options, ahead: 2 })) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(Math.max(...given.map((one) => one.block))).toBeLessThanOrEqual(firsts.length + 2);
      firsts.push(block.first);
      expect(block.outputs.both.length).toBe(block.members * 9);
    }
    expect(firsts).toEqual([0, 8, 16, 24, 32, 40, 48]);
    pool.close();
  });

  it("gives the blocks of a fallen worker to another, with the same bits", async () => {
    let falls = 0;
    const pool = poolOf(2, shared, (block) =>
      block.block === 3 && falls++ === 0 ? "out of memory" : undefined,
    );
    expect(await simulateEnsembleOn(pool, predators, options)).toEqual(simulateEnsemble(predators, options));
    expect(falls).toBeGreaterThan(1);
    pool.close();
  });

  it("says which members make a worker fall twice", async () => {
    const pool = poolOf(2, shared, (block) => (block.block === 3 ? "out of memory" : undefined));
    await expect(simulateEnsembleOn(pool, predators, options)).rejects.toMatchObject({
      code: "HS1404",
      details: { first: 24, last: 31, reason: "out of memory" },
    });
    pool.close();
  });

  it("ends when it is told to, and the pool goes on with the next", async () => {
    const pool = poolOf(2, shared);
    const controller = new AbortController();
    const { signal } = controller;
    const progress = (done: number) => done >= 16 && controller.abort();
    await expect(simulateEnsembleOn(pool, predators, { ...options, signal, progress })).rejects.toMatchObject(
      {
        code: "HS1313",
      },
    );
    await expect(simulateEnsembleOn(pool, predators, { ...options, signal })).rejects.toMatchObject({
      code: "HS1313",
    });
    expect(await simulateEnsembleOn(pool, predators, options)).toEqual(simulateEnsemble(predators, options));
    pool.close();
  });

  it("stops the work of a reader who leaves", async () => {
    const given: BlockMessage[] = [];
    const pool = poolOf(2, shared, undefined, given);
    for await (const block of ensembleBlocks(pool, predators, { ...options, ahead: 1 })) {
      expect(block.first).toBe(0);
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(Math.max(...given.map((one) => one.block))).toBeLessThan(3);
    pool.close();
  });

  it("runs several ensembles at once", async () => {
    const pool = poolOf(2, shared);
    const both = [options, { ...options, to: 3 }];
    const results = await Promise.all(both.map((one) => simulateEnsembleOn(pool, predators, one)));
    expect(results).toEqual(both.map((one) => simulateEnsemble(predators, one)));
    pool.close();
  });

  it("refuses in the caller's words what does not fit", async () => {
    const pool = poolOf(2, shared);
    await expect(
      simulateEnsembleOn(pool, predators, { ...options, parameters: { rate: [1, 2] } }),
    ).rejects.toMatchObject({ code: "HS1403" });
    await expect(
      // @ts-expect-error: the model has no such parameter
      simulateEnsembleOn(pool, predators, { ...options, parameters: { rte: 1 } }),
    ).rejects.toMatchObject({ code: "HS1301", cure: "Did you mean 'rate'?" });
    pool.close();
    await expect(simulateEnsembleOn(pool, predators, options)).rejects.toMatchObject({ code: "HS1405" });
  });

  it("fails what is open when the pool is closed", async () => {
    const pool = poolOf(2, shared);
    const open = simulateEnsembleOn(pool, predators, options);
    pool.close();
    await expect(open).rejects.toMatchObject({ code: "HS1405" });
  });

  it("tells two models of the same equations apart by what they are, and sends each once", async () => {
    const twice = model({ ...predators, title: "again" });
    const pool = poolOf(1, shared);
    const first = await simulateEnsembleOn(pool, predators, options);
    expect(await simulateEnsembleOn(pool, twice, options)).toEqual(first);
    pool.close();
  });
});

it("refuses counts with which it would wait for ever", async () => {
  for (const workers of [0, -1, 1.5, Number.NaN])
    expect(() => poolOf(workers, true)).toThrow(expect.objectContaining({ code: "HS1413" }));
  const pool = poolOf(1, true);
  for (const odd of [{ ahead: 0 }, { blockMembers: 0 }, { blockMembers: Number.POSITIVE_INFINITY }])
    await expect(simulateEnsembleOn(pool, predators, { ...options, ...odd })).rejects.toMatchObject({
      code: "HS1413",
    });
  pool.close();
});

it("fails, and does not wait for ever, where no worker can be opened", async () => {
  const pool = new WorkerPool(
    () => {
      throw new Error("no threads here");
    },
    { workers: 2 },
  );
  await expect(simulateEnsembleOn(pool, predators, options)).rejects.toThrow("no threads here");
});
