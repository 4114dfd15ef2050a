import type { BoundSchedule } from "../../solve/bound-schedule.ts";

/** Segments from edge to edge between which nothing but additions to states happens. */
interface LinearStretch {
  readonly start: number;
  /** Events that fire at its start. */
  readonly fires: readonly number[];
  /** Its segments. */
  readonly first: number;
  readonly last: number;
  /** Places of all durations that it asks for. */
  readonly needs: Int32Array;
}

/**
 * What is common to all members with one schedule and the same wanted times. Arrays of segments hold one number more
 * than there are segments.
 */
export interface LinearPlan {
  readonly stretches: readonly LinearStretch[];
  /** Every time that is wanted since the edge before it, each once. */
  readonly durations: Float64Array;
  /** For each wanted time before the end where its propagator stands. */
  readonly places: Int32Array;
  /** The first wanted time of each segment. */
  readonly outputs: Int32Array;
  /** Where the propagator over each segment stands. */
  readonly over: Int32Array;
  /** The first addition at the start of each segment; states and amounts of all. */
  readonly additions: Int32Array;
  readonly states: Int32Array;
  readonly amounts: Float64Array;
}

/** `stride` is how many numbers a propagator takes. */
export function linearPlan(
  schedule: BoundSchedule,
  from: number,
  to: number,
  times: Float64Array,
  stride: number,
): LinearPlan {
  const edges = schedule.edges.filter((edge) => edge > from && edge < to);
  const bounds = from < to ? Float64Array.of(from, ...edges, to) : new Float64Array(0);
  const count = Math.max(0, bounds.length - 1);
  const known = new Map<number, number>();
  const place = (duration: number): number => {
    const at = known.get(duration) ?? known.size;
    known.set(duration, at);
    return stride * at;
  };
  const [places, outputs, over] = [times.length, count + 1, count].map((size) => new Int32Array(size)) as [
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  let next = 0;
  for (let segment = 0; segment < count; segment++) {
    const [start, end] = [bounds[segment]!, bounds[segment + 1]!];
    for (; times[next]! < end; next++) places[next] = place(times[next]! - start);
    over[segment] = place(end - start);
    outputs[segment + 1] = next;
  }
  const ofSegments = { places, outputs, over, ...additionsOf(schedule, bounds.subarray(0, count)) };
  const stretches = stretchesOf(schedule, bounds.subarray(0, count)).map((stretch) => ({
    ...stretch,
    needs: needsOf(stretch, ofSegments, stride),
  }));
  return { stretches, durations: Float64Array.from(known.keys()), ...ofSegments };
}

function additionsOf({ jumps }: BoundSchedule, starts: Float64Array) {
  const adds = [...starts].map((start) => jumps.at(start)?.adds ?? []);
  const additions = new Int32Array(starts.length + 1);
  adds.forEach((list, segment) => {
    additions[segment + 1] = additions[segment]! + list.length;
  });
  const all = adds.flat();
  return {
    additions,
    states: Int32Array.from(all, ({ state }) => state),
    amounts: Float64Array.from(all, ({ amount }) => amount),
  };
}

/** A stretch begins where inputs change or events fire. */
function stretchesOf({ jumps, timelines }: BoundSchedule, starts: Float64Array) {
  const changes = new Set(timelines.flatMap(({ times }) => [...times]));
  const fires = (start: number) => jumps.at(start)?.fires ?? [];
  const heads = [...starts.keys()].filter(
    (i) => i === 0 || changes.has(starts[i]!) || fires(starts[i]!).length > 0,
  );
  return heads.map((first, i) => {
    const start = starts[first]!;
    return { start, fires: fires(start), first, last: heads[i + 1] ?? starts.length };
  });
}

function needsOf(
  { first, last }: Pick<LinearStretch, "first" | "last">,
  { places, outputs, over }: Pick<LinearPlan, "places" | "outputs" | "over">,
  stride: number,
): Int32Array {
  const wanted = places.subarray(outputs[first]!, outputs[last]!);
  return Int32Array.from(new Set([...wanted, ...over.subarray(first, last)]), (at) => at / stride);
}
