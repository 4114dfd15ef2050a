import { drawMembers, ensembleBlocks, lower, type WorkerPool } from "@homeostat/engine";
import { parseWholeNumber } from "../arguments/whole-number.ts";
import type { Console } from "../output/console.ts";
import { nodeWorkers } from "../workers/node-workers.ts";
import type { EnsembleFlags, EnsembleRequest, EnsembleRun } from "./ensemble-run.ts";
import { writeCourses } from "./write-courses.ts";
import { writeSummary } from "./write-summary.ts";

/**
 * Runs members drawn from the spread of the model's parameters, or paths of one person by chance, on worker threads, and writes
 * their courses to a file, or their summary to a file or standard output.
 */
export async function runEnsemble(request: EnsembleRequest, flags: EnsembleFlags, console: Console) {
  const workers =
    flags.workers === undefined ? undefined : parseWholeNumber("--workers", flags.workers, 1, 1024);
  const pool = nodeWorkers(workers);
  const bar = console.progress(flags.paths === undefined ? "members" : "paths");
  try {
    const run = prepare(pool, request, flags, (done, total) => bar.update(done, total));
    const write = flags.summary === undefined ? writeCourses : writeSummary;
    await write(run, flags, console);
  } finally {
    bar.stop();
    pool.close();
  }
}

function prepare(
  pool: WorkerPool,
  { model, parameters, ...rest }: EnsembleRequest,
  flags: EnsembleFlags,
  progress: (done: number, total: number) => void,
): EnsembleRun {
  const option = flags.paths === undefined ? "--members" : "--paths";
  const members = parseWholeNumber(option, flags.paths ?? flags.members ?? "", 1, 10_000_000);
  const seed = parseWholeNumber("--seed", flags.seed, 0, Number.MAX_SAFE_INTEGER);
  const drawn = () =>
    flags.paths === undefined ? drawMembers(model, { members, seed, given: parameters }) : {};
  const { noise, jumps } = rest;
  return {
    model,
    members,
    workers: pool.workers,
    provenance: {
      model: model.id,
      hash: lower(model).hash,
      reference: model.reference.doi ?? model.reference.citation,
      status: model.status,
      members: String(members),
      seed: String(seed),
      given: JSON.stringify(parameters),
      schedule: JSON.stringify(rest.schedule),
      ...(noise === undefined ? {} : { noise: JSON.stringify(noise) }),
      ...(jumps === undefined ? {} : { jumps: JSON.stringify(jumps) }),
    },
    blocks: (signal) => {
      const each = { ...parameters, ...drawn() };
      return ensembleBlocks(pool, model, { ...rest, members, parameters: each, signal, progress });
    },
  };
}
