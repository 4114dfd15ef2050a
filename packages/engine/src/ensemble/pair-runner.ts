import type { PairMachine } from "../compile/wasm/compile-wasm.ts";
import { laneFields } from "../compile/wasm/memory-layout.ts";
import { runAnswers } from "../compile/wasm/run-function.ts";
import type { BoundSchedule } from "../solve/bound-schedule.ts";
import { firstAtLeast } from "../solve/ascending-times.ts";
import type { Member } from "../solve/integrator.ts";
import { type EdgeTable, edgeTableOf } from "./edge-table.ts";

/** One member to run: its state, where its inputs stand at the start, and its schedule. */
export interface PairTask {
  readonly index: number;
  readonly member: Member;
  /** Inputs at rest, and in force at the start. */
  readonly rest: Float64Array;
  readonly inputs: Float64Array;
  readonly schedule: BoundSchedule;
}

/** A member at its goal: its state and inputs there, and the outputs of the first `given` wanted times, a column each. */
export interface PairResult {
  readonly task: PairTask;
  readonly y: Float64Array;
  readonly u: Float64Array;
  /** They share the machine's memory: to be copied before it goes on. */
  readonly outputs: readonly Float64Array[];
  readonly given: number;
}

export interface PairRun {
  readonly from: number;
  readonly to: number;
  readonly times: Float64Array;
  readonly outputCount: number;
  readonly absolute: Float64Array;
  readonly relative: number;
  readonly mostSteps: number;
  /** The next member; undefined when there is none left. */
  readonly next: () => PairTask | undefined;
  readonly done: (result: PairResult) => void;
  /** A member that cannot go on. */
  readonly stuck: (task: PairTask) => void;
  /** Called every few thousand attempts. */
  readonly pause: () => void;
}

const budget = 20_000;

/**
 * Feeds members to the two lanes of a machine: a lane that is done takes the next member at once, whatever the other
 * does. A member's numbers do not depend on its neighbour.
 */
export class PairRunner {
  private readonly machine: PairMachine;
  private readonly plan: PairRun;
  private readonly tables = new WeakMap<BoundSchedule, EdgeTable>();
  private readonly tasks: (PairTask | undefined)[] = [undefined, undefined];
  private readonly loaded: (BoundSchedule | undefined)[] = [undefined, undefined];
  private readonly capacity = [0, 0];
  private readonly tableAt = [0, 0];
  private readonly timesAt: number;
  /** From one output's column to the next's, in bytes. */
  private readonly column: number;
  private readonly outputsAt: readonly [number, number];
  private end: number;
  private view: DataView;

  constructor(machine: PairMachine, plan: PairRun) {
    this.machine = machine;
    this.plan = plan;
    this.column = columnBytes(plan.times.length);
    const rows = this.column * plan.outputCount;
    this.timesAt = machine.layout.free;
    const first = this.timesAt + 16 * Math.ceil((plan.times.length + 1) / 2);
    this.outputsAt = [first, first + rows];
    this.end = first + 2 * rows;
    this.view = this.reserve(this.end);
    this.prepare();
  }

  run(): void {
    this.load(0);
    this.load(1);
    while (this.tasks.some((task) => task !== undefined)) {
      const answer = this.machine.run(budget);
      if (answer === runAnswers.budget) this.plan.pause();
      else if ((answer & runAnswers.stuck) !== 0) this.giveUp(answer);
      else this.finish((answer - runAnswers.goal) as 0 | 1);
    }
  }

  private finish(lane: 0 | 1): void {
    const { layout } = this.machine;
    const task = this.tasks[lane]!;
    const place = this.outputsAt[lane];
    const given = (this.view.getInt32(layout.lanes + 16 * lane + laneFields.output, true) - place) / 8;
    const column = (_: unknown, at: number) =>
      new Float64Array(this.view.buffer as ArrayBuffer, place + at * this.column, given);
    this.plan.done({
      task,
      y: this.read(layout.y, task.member.y.length, lane),
      u: this.read(layout.inputs, task.inputs.length, lane),
      outputs: Array.from({ length: this.plan.outputCount }, column),
      given,
    });
    this.load(lane);
  }

  private giveUp(answer: number): void {
    for (const lane of [0, 1] as const) {
      if ((answer & (1 << lane)) === 0) continue;
      this.plan.stuck(this.tasks[lane]!);
      this.load(lane);
    }
  }

  /** Puts the next member into a lane, or lets the lane rest. */
  private load(lane: 0 | 1): void {
    const { layout } = this.machine;
    const { from, to } = this.plan;
    const task = this.plan.next();
    this.tasks[lane] = task;
    this.mask(layout.active, lane, task !== undefined);
    if (task === undefined) return;
    const { member, rest, inputs, schedule } = task;
    this.write(layout.y, member.y, lane);
    this.write(layout.parameters, member.p, lane);
    this.write(layout.rest, rest, lane);
    this.write(layout.inputs, inputs, lane);
    for (const [at, value] of [
      [layout.time, from],
      [layout.end, from],
      [layout.goal, to],
      [layout.step, member.step],
      [layout.wanted, this.plan.times[0] ?? Number.POSITIVE_INFINITY],
    ] as const) {
      this.view.setFloat64(at + 8 * lane, value, true);
    }
    this.view.setInt32(layout.stale, 1, true);
    this.mask(layout.fresh, lane, true);
    this.openTables(lane, schedule, layout.lanes + 16 * lane);
  }

  private openTables(lane: 0 | 1, schedule: BoundSchedule, own: number): void {
    const { starts } = this.table(lane, schedule);
    const edge = this.tableAt[lane]! + starts[firstAtLeast(schedule.edges, this.plan.from)]!;
    this.view.setInt32(own + laneFields.edge, edge, true);
    this.view.setInt32(own + laneFields.wanted, this.timesAt, true);
    this.view.setInt32(own + laneFields.output, this.outputsAt[lane], true);
  }

  private table(lane: 0 | 1, schedule: BoundSchedule): EdgeTable {
    const table = this.tables.get(schedule) ?? edgeTableOf(schedule);
    this.tables.set(schedule, table);
    if (this.loaded[lane] === schedule) return table;
    if (table.bytes.length > this.capacity[lane]!) {
      this.capacity[lane] = 2 * table.bytes.length;
      this.tableAt[lane] = this.end;
      this.end += 16 * Math.ceil(this.capacity[lane]! / 16);
      this.view = this.reserve(this.end);
    }
    new Uint8Array(this.view.buffer).set(table.bytes, this.tableAt[lane]!);
    this.loaded[lane] = schedule;
    return table;
  }

  private prepare(): void {
    const { layout } = this.machine;
    const { times, absolute, relative, mostSteps } = this.plan;
    this.view.setInt32(layout.column, this.column, true);
    times.forEach((time, i) => {
      this.view.setFloat64(this.timesAt + 8 * i, time, true);
    });
    this.view.setFloat64(this.timesAt + 8 * times.length, Number.POSITIVE_INFINITY, true);
    for (const lane of [0, 1] as const) {
      this.write(layout.absolute, absolute, lane);
      this.view.setFloat64(layout.relative + 8 * lane, relative, true);
      this.view.setBigInt64(layout.mostTries + 8 * lane, BigInt(mostSteps), true);
      this.view.setBigInt64(layout.laneMasks + 24 * lane, -1n, true);
      this.view.setBigInt64(layout.fresh + 8 * lane, 0n, true);
    }
  }

  /** Makes the memory reach to `end`. */
  private reserve(end: number): DataView {
    const { memory } = this.machine;
    const missing = Math.ceil((end - memory.buffer.byteLength) / 65536);
    if (missing > 0) memory.grow(missing);
    return new DataView(memory.buffer);
  }

  private mask(at: number, lane: 0 | 1, on: boolean): void {
    this.view.setBigInt64(at + 8 * lane, on ? -1n : 0n, true);
  }

  private write(at: number, values: Float64Array, lane: 0 | 1): void {
    for (let i = 0; i < values.length; i++) this.view.setFloat64(at + 16 * i + 8 * lane, values[i]!, true);
  }

  private read(at: number, count: number, lane: 0 | 1): Float64Array {
    return Float64Array.from({ length: count }, (_, i) => this.view.getFloat64(at + 16 * i + 8 * lane, true));
  }
}

/** A column's length in an odd number of cache lines, so that the rows of many columns do not contend for one place. */
function columnBytes(count: number): number {
  return 64 * (Math.ceil(count / 8) | 1);
}
