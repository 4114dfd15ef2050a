import { randomUUID } from "node:crypto";
import { HomeostatError } from "@homeostat/engine";
import type { Job } from "../contract/schemas.ts";
import { failure } from "../errors/registry.ts";
import type { LiveBus } from "../live/bus.ts";
import type { Store } from "../store/store.ts";
import { Pace } from "./pace.ts";

/** What long work is given: a way to say how far it is, and a signal that asks it to stop. */
export interface JobContext {
  readonly signal: AbortSignal;
  progress(done: number, total: number | null, message: string): void;
}

export interface JobOrder {
  readonly id?: string;
  readonly kind: string;
  readonly title: string;
  /** True for work that does not wait for its turn behind the others. */
  readonly beside?: boolean;
  work(context: JobContext): Promise<unknown>;
}

interface Running {
  job: Job;
  readonly startedAt: number;
  readonly abort: AbortController;
  readonly finished: Promise<Job>;
}

const TELL_EVERY = 200;

/** Runs long work one piece at a time (and beside it what need not wait), tells how far it is, keeps what came of it. */
export class Jobs {
  readonly #store: Store;
  readonly #bus: LiveBus;
  readonly #running = new Map<string, Running>();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(store: Store, bus: LiveBus) {
    this.#store = store;
    this.#bus = bus;
  }

  /** Jobs that an earlier run of the server left unfinished, oldest first: to be started again, or closed. */
  async leftOver(): Promise<readonly Job[]> {
    return (await this.#store.jobs.running()).filter(({ id }) => !this.#running.has(id));
  }

  async close(job: Job, error: HomeostatError): Promise<void> {
    await this.#store.jobs.put({ ...job, state: "failed", error: error.toJSON() }, Date.now());
  }

  async start(order: JobOrder): Promise<Job> {
    const { promise: finished, resolve } = Promise.withResolvers<Job>();
    const job = newJob(order);
    const running: Running = { job, startedAt: Date.now(), abort: new AbortController(), finished };
    this.#running.set(job.id, running);
    await this.#save(running);
    const turn = (order.beside ? Promise.resolve() : this.#queue).then(() => this.#run(running, order));
    if (!order.beside) this.#queue = turn;
    void turn.then(() => resolve(running.job));
    return job;
  }

  async list(): Promise<readonly Job[]> {
    const stored = await this.#store.jobs.newest(50);
    return stored.map((job) => this.#running.get(job.id)?.job ?? job);
  }

  /** @throws HS5201 where there is none. */
  async get(id: string): Promise<Job> {
    const job = this.#running.get(id)?.job ?? (await this.#store.jobs.get(id));
    if (!job) throw failure("HS5201", { job: id });
    return job;
  }

  /** Asks a job to stop; what it stored by then stands. @throws HS5201, HS5202. */
  async cancel(id: string): Promise<Job> {
    const running = this.#running.get(id);
    if (!running) throw failure("HS5202", { job: (await this.get(id)).id });
    running.abort.abort();
    return running.finished;
  }

  async finished(id: string): Promise<Job> {
    return this.#running.get(id)?.finished ?? this.get(id);
  }

  /** Stops what runs and leaves it marked as running, so that the next start takes it up again. */
  async stop(): Promise<void> {
    const all = [...this.#running.values()];
    this.#stopping = true;
    for (const { abort } of all) abort.abort();
    await Promise.all(all.map(({ finished }) => finished));
  }

  #stopping = false;

  async #run(running: Running, order: JobOrder): Promise<void> {
    let told = 0;
    /** Waiting for its turn is no work. */
    const pace = new Pace(Date.now());
    const { signal } = running.abort;
    const progress = (done: number, total: number | null, message: string) => {
      const now = Date.now();
      running.job = { ...running.job, done, total, message };
      if (now - told < TELL_EVERY) return;
      told = now;
      running.job = { ...running.job, etaSeconds: pace.secondsLeft(now, done, total) };
      this.#bus.publish({ type: "job", job: running.job });
    };
    const came = await outcome(order, { signal, progress });
    running.job = { ...running.job, ...came, etaSeconds: null };
    if (!(this.#stopping && running.job.state === "cancelled")) await this.#save(running);
    this.#running.delete(running.job.id);
  }

  async #save(running: Running): Promise<void> {
    await this.#store.jobs.put(running.job, running.startedAt);
    this.#bus.publish({ type: "job", job: running.job });
  }
}

async function outcome(order: JobOrder, context: JobContext): Promise<Partial<Job>> {
  try {
    context.signal.throwIfAborted();
    return { state: "done", result: await order.work(context) };
  } catch (error) {
    if (context.signal.aborted)
      return { state: "cancelled", message: "Cancelled: what was stored by then stands." };
    const known =
      error instanceof HomeostatError ? error : failure("HS5107", { reference: order.kind }, {}, error);
    return { state: "failed", message: known.message, error: known.toJSON() };
  }
}

const newJob = ({ id, kind, title }: JobOrder): Job => ({
  id: id ?? randomUUID(),
  kind,
  title,
  state: "running",
  done: 0,
  total: null,
  etaSeconds: null,
  message: "Waiting for its turn.",
  result: null,
  error: null,
});
