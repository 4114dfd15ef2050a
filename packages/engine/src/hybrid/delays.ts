import type { History } from "./history.ts";
import type { HybridSystem } from "./hybrid-system.ts";
import { observer } from "./observer.ts";

/** Puts the delayed values that hold at time `t` into `u`. */
export type RefreshDelays = (t: number, y: Float64Array, p: Float64Array, u: Float64Array) => void;

interface Known {
  readonly history: History;
  readonly start: number;
}

/** How far back the delays reach now, and the shortest of them. */
export interface DelayTimes {
  readonly shortest: number;
  readonly longest: number;
}

/** A delayed expression is evaluated on the states, the clock and the delayed inputs of its own time. */
export class Delays {
  readonly any: boolean;
  readonly #hybrid: HybridSystem;
  readonly #of: ReturnType<typeof observer>;
  readonly #before: ReturnType<typeof observer>;
  readonly #by: ReturnType<typeof observer>;
  readonly #depth: number;

  constructor(hybrid: HybridSystem) {
    const { system, delays } = hybrid;
    this.any = delays.length > 0;
    this.#hybrid = hybrid;
    this.#of = observer(
      system,
      "delayed",
      delays.map((one) => one.of),
    );
    this.#before = observer(
      system,
      "before",
      delays.map((one) => one.before ?? one.of),
    );
    this.#by = observer(
      system,
      "delay",
      delays.map((one) => one.by),
    );
    this.#depth = delays.length;
  }

  times(t: number, y: Float64Array, p: Float64Array, u: Float64Array): DelayTimes {
    const by = this.#by(t, y, p, u).filter((delay) => delay > 0);
    return { shortest: Math.min(...by), longest: Math.max(0, ...by) };
  }

  refresh(history: History, start: number): RefreshDelays {
    return (t, y, p, u) => this.#fill({ history, start }, t, y, p, u, this.#depth);
  }

  /** A delay inside a delay is looked up at its own, earlier time, as deep as there are delays. Inputs are filled in order, as the length of one delay may read those before it. */
  #fill(known: Known, t: number, y: Float64Array, p: Float64Array, u: Float64Array, depth: number): void {
    if (depth === 0) return;
    this.#hybrid.delays.forEach(({ input }, i) => {
      const delay = this.#by(t, y, p, u)[i]!;
      u[input] = this.#value(known, i, t, delay, y, p, u, depth);
    });
  }

  #value(
    known: Known,
    i: number,
    t: number,
    delay: number,
    y: Float64Array,
    p: Float64Array,
    u: Float64Array,
    depth: number,
  ): number {
    const then = t - delay;
    const isGiven = this.#hybrid.delays[i]!.before !== undefined;
    if (then < known.start && isGiven) return this.#before(then, y, p, u)[i]!;
    const past = y.slice();
    const inputs = u.slice();
    if (delay > 0) known.history.at(Math.max(then, known.start), past);
    this.#fill(known, then, past, p, inputs, depth - 1);
    return this.#of(then, past, p, inputs)[i]!;
  }
}
