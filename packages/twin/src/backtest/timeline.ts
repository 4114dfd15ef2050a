import type { CgmSeries } from "./cgm-series.ts";

/** All people's readings in order of time; at one instant in the order of the people. */
export function* timeline(series: readonly CgmSeries[]): Generator<{ person: number; reading: number }> {
  const next = series.map(() => 0);
  const heap = series.map((_, person) => person).filter((person) => series[person]!.times.length > 0);
  const due = (slot: number) => series[heap[slot]!]!.times[next[heap[slot]!]!]!;
  const before = (a: number, b: number) => due(a) < due(b) || (due(a) === due(b) && heap[a]! < heap[b]!);
  const sink = (slot: number) => {
    for (let at = slot; ; ) {
      let first = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < heap.length && before(child, first)) first = child;
      if (first === at) return;
      [heap[at], heap[first]] = [heap[first]!, heap[at]!];
      at = first;
    }
  };
  for (let slot = heap.length >> 1; slot >= 0; slot--) sink(slot);
  while (heap.length > 0) {
    const person = heap[0]!;
    yield { person, reading: next[person]! };
    next[person]!++;
    if (next[person] === series[person]!.times.length) {
      const last = heap.pop()!;
      if (heap.length > 0) heap[0] = last;
    }
    sink(0);
  }
}
