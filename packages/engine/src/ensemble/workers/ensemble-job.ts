import { failure } from "../../errors/registry.ts";
import type { Schedule } from "../../solve/schedule.ts";
import type { Runnable } from "../runnable.ts";
import { type BlockPlan, blockAt } from "./block-plan.ts";
import { partOf } from "./member-columns-of.ts";
import type { CommonOptions } from "./common-options.ts";
import type { BlockMessage, BlockResult, MemberColumns, SharedJob } from "./messages.ts";

export interface JobOrder {
  readonly model: Runnable;
  readonly options: CommonOptions;
  readonly columns: MemberColumns;
  readonly schedule: Schedule | ((member: number) => Schedule);
  readonly plan: BlockPlan;
  readonly ahead: number;
  readonly shared: SharedJob | undefined;
  readonly progress: ((done: number, total: number) => void) | undefined;
}

/** A block whose worker falls this often is what makes it fall. */
const mostTries = 2;

/** One ensemble on its way: which blocks are to be given out, which are back, and who waits for one. */
export class EnsembleJob {
  readonly order: JobOrder;
  /** Told when there may be something to give out, or nothing more. */
  changed: () => void = () => {};
  private readonly ready = new Map<number, BlockResult>();
  private readonly again: number[] = [];
  private readonly tries = new Map<number, number>();
  private next = 0;
  private reading = 0;
  private membersDone = 0;
  private waiting: PromiseWithResolvers<BlockResult> | undefined;
  private error: Error | undefined;

  constructor(order: JobOrder) {
    this.order = order;
  }

  /** The next block to give out; none beyond the window ahead of the reader. */
  take(): number | undefined {
    if (this.error !== undefined) return undefined;
    const { plan, ahead } = this.order;
    const again = this.again.shift();
    if (again !== undefined) return again;
    return this.next < plan.count && this.next < this.reading + ahead ? this.next++ : undefined;
  }

  /** What a worker must know of a block. */
  message(job: number, block: number, worker: number): BlockMessage {
    const { plan, columns, schedule, shared } = this.order;
    const { first, count } = blockAt(plan, block);
    const own = shared === undefined ? { columns: partOf(columns, first, count, true) } : {};
    const schedules =
      typeof schedule === "function"
        ? { schedules: Array.from({ length: count }, (_, i) => schedule(first + i)) }
        : {};
    return { kind: "block", job, block, first, count, worker, ...own, ...schedules };
  }

  /** The results of a block, in order: asking for one says that those before it are no longer needed. */
  read(block: number): Promise<BlockResult> {
    this.waiting = Promise.withResolvers<BlockResult>();
    const { promise } = this.waiting;
    this.reading = block;
    this.settle();
    this.changed();
    return promise;
  }

  done(block: number, result: BlockResult): void {
    if (this.error !== undefined || this.isBack(block)) return;
    this.ready.set(block, result);
    this.membersDone += blockAt(this.order.plan, block).count;
    this.order.progress?.(this.membersDone, this.order.plan.members);
    this.settle();
  }

  /** A worker fell that held this block; `running` if it was at work on it: its second fall fails the job. */
  lost(block: number, running: boolean, reason: string): void {
    if (this.isBack(block)) return;
    const tries = (this.tries.get(block) ?? 0) + (running ? 1 : 0);
    this.tries.set(block, tries);
    const { first, count } = blockAt(this.order.plan, block);
    if (tries < mostTries) this.again.push(block);
    else this.fail(failure("HS1404", { first, last: first + count - 1, reason }));
  }

  fail(error: Error): void {
    this.error ??= error;
    const { shared } = this.order;
    if (shared !== undefined) Atomics.store(shared.claims, 0, 1);
    this.settle();
  }

  private isBack(block: number): boolean {
    return block < this.reading || this.ready.has(block);
  }

  private settle(): void {
    const { waiting } = this;
    if (waiting === undefined) return;
    const result = this.ready.get(this.reading);
    if (this.error !== undefined) waiting.reject(this.error);
    else if (result !== undefined) waiting.resolve(result);
    else return;
    this.ready.delete(this.reading);
    this.waiting = undefined;
    if (this.error === undefined) this.reading++;
  }
}
