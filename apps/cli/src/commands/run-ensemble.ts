import { renameSync, rmSync } from "node:fs";
import {
  drawMembers,
  type EnsembleBlock,
  ensembleBlocks,
  lower,
  type MethodName,
  type Model,
  type Schedule,
  type WorkerPool,
} from "@homeostat/engine";
import { parseWholeNumber } from "../arguments/whole-number.ts";
import { failure } from "../errors/registry.ts";
import type { Console } from "../output/console.ts";
import { noteFailures, toldFailures } from "../output/member-failures.ts";
import { untilInterrupted } from "../output/until-interrupted.ts";
import { kindOfResults, openResults } from "../results/open-results.ts";
import { headerOf, type ResultsFile } from "../results/results-file.ts";
import { nodeWorkers } from "../workers/node-workers.ts";

export interface EnsembleRequest {
  readonly model: Model;
  /** The same for all members. */
  readonly parameters: Readonly<Record<string, number>>;
  readonly schedule: Schedule;
  readonly to: number;
  readonly every: number;
  readonly method?: MethodName;
}

export interface EnsembleFlags {
  readonly members: string;
  readonly seed: string;
  readonly workers?: string;
  readonly out?: string;
  readonly json?: boolean;
}

type Failures = EnsembleBlock["failures"][number][];

/** Draws members from the spread of the model's parameters, runs them on worker threads and writes their results to a file. */
export async function runEnsemble(request: EnsembleRequest, flags: EnsembleFlags, console: Console) {
  const members = parseWholeNumber("--members", flags.members, 1, 10_000_000);
  const seed = parseWholeNumber("--seed", flags.seed, 0, Number.MAX_SAFE_INTEGER);
  const workers =
    flags.workers === undefined ? undefined : parseWholeNumber("--workers", flags.workers, 1, 1024);
  if (flags.out === undefined) throw failure("HS6010", { members });
  const kind = kindOfResults(flags.out);
  const { model, parameters } = request;
  const hash = lower(model).hash;
  const header = headerOf(model, {
    model: model.id,
    hash,
    reference: model.reference.doi ?? model.reference.citation,
    status: model.status,
    members: String(members),
    seed: String(seed),
    given: JSON.stringify(parameters),
    schedule: JSON.stringify(request.schedule),
  });
  const part = `${flags.out}.part`;
  const pool = nodeWorkers(workers);
  try {
    const file = await openResults(part, kind, header);
    const failures = await untilInterrupted((signal) =>
      writeBlocks(pool, request, { members, seed, signal }, file, console),
    );
    renameSync(part, flags.out);
    report(
      { model: model.id, hash, members, workers: pool.workers, failures, out: flags.out },
      flags,
      console,
    );
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  } finally {
    pool.close();
  }
}

async function writeBlocks(
  pool: WorkerPool,
  { model, parameters, ...rest }: EnsembleRequest,
  {
    members,
    seed,
    signal,
  }: { readonly members: number; readonly seed: number; readonly signal: AbortSignal },
  file: ResultsFile,
  console: Console,
): Promise<Failures> {
  const bar = console.progress("members");
  const failures: Failures = [];
  try {
    const blocks = ensembleBlocks(pool, model, {
      ...rest,
      members,
      parameters: { ...parameters, ...drawMembers(model, { members, seed, given: parameters }) },
      signal,
      progress: (done, total) => bar.update(done, total),
    });
    for await (const block of blocks) {
      await file.write(block);
      failures.push(...block.failures);
    }
    return failures;
  } finally {
    bar.stop();
    await file.close();
  }
}

interface Report {
  readonly model: string;
  readonly hash: string;
  readonly members: number;
  readonly workers: number;
  readonly failures: Failures;
  readonly out: string;
}

function report({ failures, ...rest }: Report, { json }: EnsembleFlags, console: Console): void {
  const { members, out, workers, hash } = rest;
  if (json) {
    console.json({ ...rest, failures: toldFailures(failures) });
    return;
  }
  console.note(`${members} members in ${out} (${workers} workers, model ${hash.slice(0, 12)})`);
  noteFailures(failures, console);
}
