import { HomeostatError } from "../../errors/homeostat-error.ts";
import { outputTimes } from "../../solve/output-times.ts";
import type { EnsembleOptions } from "../ensemble-options.ts";
import { type Runnable, systemOf } from "../runnable.ts";
import { simulateEnsemble } from "../simulate-ensemble.ts";
import type { CommonOptions } from "./common-options.ts";
import { partOf } from "./member-columns-of.ts";
import type { BlockMessage, BlockResult, FromWorker, JobMessage, ToWorker } from "./messages.ts";
import { tellError } from "../../errors/told-error.ts";
import { runnableFrom } from "./runnable-data.ts";
import type { WorkerPort } from "./worker-port.ts";

type Place = Pick<EnsembleOptions, "into">;

/** The whole of a worker: runs the blocks of members that arrive on its port. Models are compiled once. */
export function serveEnsembles(port: Pick<WorkerPort, "post" | "listen">): void {
  const server = new EnsembleServer(port);
  port.listen(
    (message) => server.hear(message as ToWorker),
    () => {},
  );
}

interface KnownJob extends JobMessage {
  readonly compiled: Runnable;
}

class EnsembleServer {
  private readonly port: Pick<WorkerPort, "post">;
  private readonly models = new Map<number, Runnable>();
  private readonly jobs = new Map<number, KnownJob>();

  constructor(port: Pick<WorkerPort, "post">) {
    this.port = port;
  }

  hear(message: ToWorker): void {
    if (message.kind === "model") this.models.set(message.id, runnableFrom(message.model));
    else if (message.kind === "job")
      this.jobs.set(message.job, { ...message, compiled: this.models.get(message.model)! });
    else if (message.kind === "forget") this.jobs.delete(message.job);
    else this.answer(message);
  }

  private answer(message: BlockMessage): void {
    const { job, block } = message;
    const known = this.jobs.get(job);
    if (known === undefined || !claim(known, message)) this.post({ kind: "skipped", job, block });
    else this.run(known, message);
  }

  private run(known: KnownJob, message: BlockMessage): void {
    const { job, block } = message;
    try {
      const result = runBlock(known, message);
      const buffers = result.columns.map(({ buffer }) => buffer as ArrayBuffer);
      this.post({ kind: "done", job, block, result }, buffers);
    } catch (error) {
      if (error instanceof HomeostatError && error.code === "HS1313")
        this.post({ kind: "skipped", job, block });
      else this.post({ kind: "failed", job, block, error: tellError(error) });
    }
  }

  private post(message: FromWorker, transfer: readonly ArrayBuffer[] = []): void {
    this.port.post(message, transfer);
  }
}

/** Takes a block for this worker, unless another has it. */
function claim({ shared }: JobMessage, { block, worker }: BlockMessage): boolean {
  return shared === undefined || Atomics.compareExchange(shared.claims, 1 + block, 0, worker) === 0;
}

function runBlock(job: KnownJob, message: BlockMessage): BlockResult {
  const { shared, schedule = [], options } = job;
  const { first, count, schedules } = message;
  const columns = message.columns ?? partOf(shared!.columns, first, count, false);
  const solution = simulateEnsemble(job.compiled, {
    ...options,
    ...pathsOf(options, first),
    ...columns,
    ...placeOf(job, message),
    members: count,
    schedule: schedules === undefined ? schedule : (member) => schedules[member]!,
    signal: {
      get aborted() {
        return shared !== undefined && Atomics.load(shared.claims, 0) !== 0;
      },
    },
  });
  return {
    columns: shared?.results === undefined ? Object.values(solution.outputs) : [],
    failures: solution.failures.map(({ member, error }) => ({
      member: first + member,
      error: tellError(error),
    })),
    ranBy: solution.ranBy,
  };
}

/** Paths of noise and of reactions are counted over all members. */
function pathsOf({ noise, jumps }: CommonOptions, first: number): Pick<CommonOptions, "noise" | "jumps"> {
  const on = <T extends { readonly member?: number }>(one: T): T => ({
    ...one,
    member: (one.member ?? 0) + first,
  });
  return {
    ...(noise === undefined || noise === "off" ? {} : { noise: on(noise) }),
    ...(jumps === undefined ? {} : { jumps: on(jumps) }),
  };
}

/** Where a block's results go in the shared columns; nowhere yet without them. */
function placeOf({ compiled, options, shared }: KnownJob, { first, count }: BlockMessage): Place {
  if (shared?.results === undefined) return {};
  const { length } = outputTimes(options);
  const names = options.keep ?? systemOf(compiled).outputs.map(({ name }) => name);
  const part = (column: Float64Array) => column.subarray(first * length, (first + count) * length);
  return { into: Object.fromEntries(names.map((name, i) => [name, part(shared.results![i]!)])) };
}
