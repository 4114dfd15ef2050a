import { changeKinds, edgeTable } from "../compile/wasm/edge-functions.ts";
import type { BoundSchedule } from "../solve/bound-schedule.ts";
import { firstAtLeast } from "../solve/input-timeline.ts";

/** A schedule as the pair machine reads it (see edge-functions.ts), and where each edge begins, in bytes. */
export interface EdgeTable {
  readonly bytes: Uint8Array;
  /** One more than there are edges: the last stands at infinity. */
  readonly starts: Float64Array;
}

interface Change {
  readonly kind: number;
  readonly slot: number;
  readonly a: number;
  readonly b: number;
}

/** Whether no input follows a line: the machine holds inputs constant between edges. */
export function holdsInputs({ timelines }: BoundSchedule): boolean {
  return timelines.every(({ slope }) => slope.every((value) => value === 0));
}

/** Writes a schedule that holds its inputs as a table. */
export function edgeTableOf(schedule: BoundSchedule): EdgeTable {
  const edges = Array.from(schedule.edges, (time) => ({ time, changes: changesAt(schedule, time) }));
  edges.push({ time: Number.POSITIVE_INFINITY, changes: [] });
  const starts = new Float64Array(edges.length);
  let size = 0;
  edges.forEach(({ changes }, i) => {
    starts[i] = size;
    size += edgeTable.head + edgeTable.change * changes.length;
  });
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  edges.forEach(({ time, changes }, i) => {
    const head = starts[i]!;
    view.setFloat64(head, time, true);
    view.setInt32(head + 8, changes.length, true);
    changes.forEach((change, j) => {
      writeChange(view, head + edgeTable.head + j * edgeTable.change, change);
    });
  });
  return { bytes, starts };
}

function writeChange(view: DataView, at: number, { kind, slot, a, b }: Change): void {
  view.setInt32(at, kind, true);
  view.setInt32(at + 4, slot, true);
  view.setFloat64(at + 8, a, true);
  view.setFloat64(at + 16, b, true);
}

/** The order of one instant, as `bindSchedule` documents it. */
function changesAt(schedule: BoundSchedule, time: number): readonly Change[] {
  const { fires = [], adds = [] } = schedule.jumps.get(time) ?? {};
  const inputs = (rates: "held" | "extra") =>
    schedule.timelines.flatMap((timeline): Change[] => {
      const piece = firstAtLeast(timeline.times, time);
      if (timeline.times[piece] !== time) return [];
      const [a, b] = [timeline.base[piece]!, timeline[rates][piece]!];
      return [{ kind: changeKinds.set, slot: timeline.input, a, b }];
    });
  return [
    ...(fires.length > 0 ? inputs("held") : []),
    ...fires.map((slot): Change => ({ kind: changeKinds.fire, slot, a: 0, b: 0 })),
    ...adds.map(({ state, amount }): Change => ({ kind: changeKinds.add, slot: state, a: amount, b: 0 })),
    ...inputs("extra"),
  ];
}
