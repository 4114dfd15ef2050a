import { changeKinds, edgeTable } from "../compile/wasm/edge-functions.ts";
import type { BoundSchedule } from "../solve/bound-schedule.ts";
import type { Jump } from "../solve/jumps-in-time.ts";

/** A schedule as the pair machine reads it (see edge-functions.ts), and where each edge begins, in bytes. */
export interface EdgeTable {
  readonly bytes: Uint8Array;
  /** One more than there are edges: the last stands at infinity. */
  readonly starts: Int32Array;
}

/** Whether no input follows a line: the machine holds inputs constant between edges. */
export function holdsInputs({ timelines }: BoundSchedule): boolean {
  return timelines.every(({ slope }) => slope.every((value) => value === 0));
}

/** Writes a schedule that holds its inputs as a table, each instant in the order that `bindSchedule` documents. */
export function edgeTableOf(schedule: BoundSchedule): EdgeTable {
  const { edges, jumps } = schedule;
  const table = new TableWriter(mostBytes(schedule));
  const starts = new Int32Array(edges.length + 1);
  const inputs = new ChangingInputs(schedule, table);
  for (let i = 0; i < edges.length; i++) {
    const time = edges[i]!;
    starts[i] = table.open(time);
    const jump = jumps.at(time);
    if (jump !== undefined) writeJump(table, jump, () => inputs.write(time, "held"));
    inputs.write(time, "extra");
    inputs.pass(time);
  }
  starts[edges.length] = table.open(Number.POSITIVE_INFINITY);
  return { bytes: table.bytes(), starts };
}

function writeJump(table: TableWriter, { fires, adds }: Jump, heldInputs: () => void): void {
  if (fires.length > 0) heldInputs();
  for (const event of fires) table.change(changeKinds.fire, event, 0, 0);
  for (const { state, amount } of adds) table.change(changeKinds.add, state, amount, 0);
}

function mostBytes({ edges, timelines, jumps }: BoundSchedule): number {
  let changes = jumps.count;
  for (const { times } of timelines) changes += 2 * times.length;
  return edgeTable.head * (edges.length + 1) + edgeTable.change * changes;
}

/** Walks through the pieces of each input as the edges pass. */
class ChangingInputs {
  private readonly timelines: BoundSchedule["timelines"];
  private readonly table: TableWriter;
  private readonly next: Int32Array;

  constructor({ timelines }: BoundSchedule, table: TableWriter) {
    this.timelines = timelines;
    this.table = table;
    this.next = new Int32Array(timelines.length);
  }

  write(time: number, rates: "held" | "extra"): void {
    for (let i = 0; i < this.timelines.length; i++) {
      const timeline = this.timelines[i]!;
      const piece = this.next[i]!;
      if (timeline.times[piece] !== time) continue;
      this.table.change(changeKinds.set, timeline.input, timeline.base[piece]!, timeline[rates][piece]!);
    }
  }

  pass(time: number): void {
    for (let i = 0; i < this.timelines.length; i++) {
      if (this.timelines[i]!.times[this.next[i]!] === time) this.next[i]!++;
    }
  }
}

class TableWriter {
  private readonly view: DataView;
  private end = 0;
  private head = 0;

  constructor(size: number) {
    this.view = new DataView(new ArrayBuffer(size));
  }

  open(time: number): number {
    this.head = this.end;
    this.view.setFloat64(this.head, time, true);
    this.end += edgeTable.head;
    return this.head;
  }

  change(kind: number, slot: number, a: number, b: number): void {
    const { view, end } = this;
    view.setInt32(end, kind, true);
    view.setInt32(end + 4, slot, true);
    view.setFloat64(end + 8, a, true);
    view.setFloat64(end + 16, b, true);
    view.setInt32(this.head + 8, view.getInt32(this.head + 8, true) + 1, true);
    this.end += edgeTable.change;
  }

  bytes(): Uint8Array {
    return new Uint8Array(this.view.buffer, 0, this.end);
  }
}
