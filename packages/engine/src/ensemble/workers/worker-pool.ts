import { failure } from "../../errors/registry.ts";
import { checkCount } from "./check-count.ts";
import type { EnsembleJob } from "./ensemble-job.ts";
import type { FromWorker } from "./messages.ts";
import { type Offer, PoolWorker } from "./pool-worker.ts";
import { hearError } from "../../errors/told-error.ts";
import type { WorkerPort } from "./worker-port.ts";

export interface WorkerPoolOptions {
  readonly workers: number;
  /** Whether workers see the caller's memory; where not given, if the runtime allows it. */
  readonly shared?: boolean;
}

/** Blocks in a worker's hands: one at work, one that waits, so that it need not wait for the caller. */
const depth = 2;

/**
 * Workers that run ensembles, each opened when there is work for it. A free worker takes the next block of the oldest
 * job; when none is left, it takes one that waits behind a busy worker (with shared memory, where a claim is seen by
 * all at once). A worker that falls is replaced, and its blocks are given to the others.
 */
export class WorkerPool {
  readonly shared: boolean;
  readonly workers: number;
  private readonly open: () => WorkerPort;
  private readonly seats: (PoolWorker | undefined)[];
  private readonly jobs = new Map<number, EnsembleJob>();
  private nextJob = 1;
  private nextWorker = 1;
  private closed = false;

  constructor(open: () => WorkerPort, { workers, shared }: WorkerPoolOptions) {
    this.open = open;
    this.workers = checkCount("workers", workers);
    this.shared = shared ?? typeof SharedArrayBuffer !== "undefined";
    this.seats = new Array<PoolWorker | undefined>(this.workers).fill(undefined);
  }

  /** Takes a job on; the answer takes it off again. */
  take(job: EnsembleJob): () => void {
    if (this.closed) throw failure("HS1405", {});
    const id = this.nextJob++;
    this.jobs.set(id, job);
    job.changed = () => this.dispatch();
    return () => this.drop(id, job);
  }

  /** Ends all workers; jobs that are still open fail with HS1405. */
  close(): void {
    this.closed = true;
    for (const job of this.jobs.values()) job.fail(failure("HS1405", {}));
    this.seats.forEach((worker, seat) => {
      this.dismiss(worker, seat);
    });
  }

  private drop(id: number, job: EnsembleJob): void {
    if (!this.jobs.delete(id)) return;
    job.fail(failure("HS1313", { time: job.order.options.from ?? 0 }));
    this.seats.forEach((worker, seat) => {
      const busy = worker?.offers.some((offer) => offer.job === job) ?? false;
      // A worker at work reads no messages: without shared memory it cannot be told.
      if (busy && !this.shared) this.dismiss(worker, seat);
      else worker?.forget(id);
    });
    this.dispatch();
  }

  private dismiss(worker: PoolWorker | undefined, seat: number): void {
    this.seats[seat] = undefined;
    worker?.end();
    for (const { job, block } of worker?.offers ?? []) job.lost(block, false, "it was ended");
  }

  private dispatch(): void {
    if (this.closed) return;
    for (let hands = 1; hands <= depth; hands++) {
      for (let seat = 0; seat < this.workers; seat++) {
        if ((this.seats[seat]?.offers.length ?? 0) >= hands) continue;
        const offer = this.nextOffer() ?? (hands === 1 ? this.waitingElsewhere() : undefined);
        if (offer !== undefined) this.give(seat, offer);
      }
    }
  }

  private nextOffer(): Offer | undefined {
    for (const [id, job] of this.jobs) {
      const block = job.take();
      if (block !== undefined) return { id, job, block };
    }
    return undefined;
  }

  /** A block that waits behind another and that nobody has claimed. */
  private waitingElsewhere(): Offer | undefined {
    if (!this.shared) return undefined;
    for (const worker of this.seats) {
      const offer = worker?.offers[1];
      const claims = offer?.job.order.shared?.claims;
      if (offer !== undefined && claims !== undefined && Atomics.load(claims, 1 + offer.block) === 0)
        return offer;
    }
    return undefined;
  }

  private give(seat: number, offer: Offer): void {
    try {
      this.workerAt(seat).give(offer);
    } catch (error) {
      offer.job.fail(error instanceof Error ? error : new Error(String(error)));
    }
  }

  private workerAt(seat: number): PoolWorker {
    const known = this.seats[seat];
    if (known !== undefined) return known;
    const worker = new PoolWorker(this.nextWorker++, this.open());
    worker.listen(
      (message) => this.hear(worker, message),
      (reason) => this.fell(worker, seat, reason),
    );
    this.seats[seat] = worker;
    return worker;
  }

  private hear(worker: PoolWorker, message: FromWorker): void {
    const job = worker.answered(message);
    if (message.kind === "done") job?.done(message.block, message.result);
    else if (message.kind === "failed") job?.fail(hearError(message.error));
    this.dispatch();
  }

  private fell(worker: PoolWorker, seat: number, reason: string): void {
    if (this.seats[seat] !== worker) return;
    this.seats[seat] = undefined;
    worker.offers.forEach(({ job, block }, place) => {
      const owner = releaseClaim(job, block, worker.number);
      if (owner === worker.number) job.lost(block, true, reason);
      else if (owner === 0) job.lost(block, place === 0, reason);
    });
    this.dispatch();
  }
}

/** Frees the claim of a worker that fell; who had claimed the block (0: nobody, or there are no claims). */
function releaseClaim({ order }: EnsembleJob, block: number, worker: number): number {
  if (order.shared === undefined) return 0;
  return Atomics.compareExchange(order.shared.claims, 1 + block, worker, 0);
}
