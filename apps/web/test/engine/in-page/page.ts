import { simulateEnsembleOn } from "@homeostat/engine";
import { uvaPadovaS2008 } from "@homeostat/models";
import { dayOf } from "../../../../../bench/day.ts";
import { pageWorkers } from "../../../src/workers/page-workers.ts";
import { chances, cohort, ensembleDigest } from "../bits.ts";
import type { InPage } from "../asked.ts";

const inPage: InPage = {
  bits: () => answerOf(new Worker(new URL("./bits.worker.ts", import.meta.url), { type: "module" })),
  suite: (file: string) => answerOf(new Worker(file, { type: "module" })),
  async ensemble(workers: number) {
    const pool = pageWorkers(workers);
    try {
      const solution = await simulateEnsembleOn(pool, uvaPadovaS2008, { ...cohort, blockMembers: 8 });
      return { digest: ensembleDigest(solution), shared: pool.shared, ranBy: solution.ranBy };
    } finally {
      pool.close();
    }
  },
  async chance(workers: number) {
    const pool = pageWorkers(workers);
    const digests: Record<string, string> = {};
    for (const [name, [model, options]] of Object.entries(chances))
      digests[name] = ensembleDigest(await simulateEnsembleOn(pool, model, { ...options, blockMembers: 4 }));
    pool.close();
    return digests;
  },
  /** Milliseconds from the question to the answer of each of `rounds` what-ifs: 200 members through 24 hours. */
  async whatIf(workers: number, rounds: number) {
    const pool = pageWorkers(workers);
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const from = performance.now();
      const { outputs } = await simulateEnsembleOn(pool, uvaPadovaS2008, dayOf(200));
      times.push(performance.now() - from);
      if (!outputs.glucose.every(Number.isFinite)) throw new Error("a member did not reach the end");
    }
    pool.close();
    return times;
  },
};

function answerOf<T>(worker: Worker): Promise<T> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => {
      worker.terminate();
      resolve(data);
    };
    worker.onerror = ({ message, filename, lineno }) => reject(new Error(`${message} ${filename}:${lineno}`));
  });
}

Object.assign(globalThis, { inPage });
