import { failure } from "../errors/registry.ts";
import type { OutputGrid } from "../solve/output-grid.ts";
import type { Changes, Jumps } from "./jump-method.ts";

/** One member on its way. */
interface Way {
  readonly jumps: Jumps;
  /** At a time, where the counts are now; scratch. */
  readonly propensities: (t: number) => Float64Array;
  readonly changes: Changes;
  readonly names: readonly string[];
  readonly states: readonly string[];
  readonly y: Float64Array;
  readonly u: Float64Array;
  readonly mostEvents: number;
  readonly cancelled: () => boolean;
}

/** Moves between two looks at whether the work is still wanted. */
const patience = 4096;

/** The events of one member, one after the other; within a leap they come evenly. */
export class JumpPath {
  events = 0;
  moves = 0;
  finds = 0;
  private readonly way: Way;
  private readonly between: Float64Array;

  constructor(way: Way) {
    this.way = way;
    this.between = new Float64Array(way.y.length);
  }

  /** From one edge to before the next, or past `to`. */
  go(from: number, end: number, to: number, grid: OutputGrid): void {
    const { jumps, propensities, y, u } = this.way;
    for (let t = from; ; ) {
      const rates = propensities(t);
      jumps.find(rates, y, end - t);
      this.finds++;
      const next = jumps.wait === end - t ? end : t + jumps.wait;
      while (grid.next < next && grid.next < end) grid.give(this.within((grid.next - t) / jumps.wait), u);
      if (next > to) return;
      if (next > end) {
        jumps.passed(rates, end - t);
        return;
      }
      jumps.happened(rates);
      this.move(next);
      if (next === end) return;
      t = next;
    }
  }

  private move(time: number): void {
    const { reaction, counts } = this.way.jumps;
    counts?.forEach((count, i) => {
      if (count > 0) this.add(i, count);
    });
    if (reaction >= 0) {
      this.add(reaction, 1);
      this.refuseDebt(reaction, time);
    }
    this.moves++;
    this.check(time);
  }

  private add(reaction: number, times: number): void {
    const { changes, y } = this.way;
    for (const { state, by } of changes[reaction]!) y[state]! += times * by;
    this.events += times;
  }

  /** What is used up was there. */
  private refuseDebt(reaction: number, time: number): void {
    const { changes, names, states, y } = this.way;
    for (const { state, by } of changes[reaction]!)
      if (by < 0 && y[state]! < 0)
        throw failure("HS1417", { name: names[reaction]!, state: states[state]!, time });
  }

  private check(time: number): void {
    const { mostEvents, cancelled } = this.way;
    if (this.events > mostEvents) throw failure("HS1412", { most: mostEvents, time });
    if (this.moves % patience === 0 && cancelled()) throw failure("HS1313", { time });
  }

  /** Each event whole; as it was before the leap where those so far would take a count below 0. */
  private within(share: number): Float64Array {
    const { between } = this;
    const { changes, jumps, y } = this.way;
    const { counts } = jumps;
    if (counts === undefined || !(share > 0)) return y;
    between.set(y);
    for (const [i, count] of counts.entries()) {
      const times = Math.round(share * count);
      for (const { state, by } of changes[i]!) between[state]! += times * by;
    }
    return between.every((value, i) => value >= 0 || value === y[i]) ? between : y;
  }
}
