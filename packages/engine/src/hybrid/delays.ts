import type { History } from "./history.ts";
import type { HybridSystem } from "./hybrid-system.ts";
import { observer } from "./observer.ts";

/** Puts the delayed values that hold at time `t` into `u`. */
export type RefreshDelays = (t: number, y: Float64Array, p: Float64Array, u: Float64Array) => void;

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

  refresh(history: History): RefreshDelays {
    return (t, y, p, u) => this.#fill(history, t, y, p, u, this.#depth);
  }

  /** A delay inside a delay is looked up at its own, earlier time; as deep as there are delays. */
  #fill(history: History, t: number, y: Float64Array, p: Float64Array, u: Float64Array, depth: number): void {
    if (depth === 0) return;
    const by = this.#by(t, y, p, u).slice();
    this.#hybrid.delays.forEach(({ input }, i) => {
      const delay = by[i]!;
      const past = y.slice();
      const inputs = u.slice();
      if (delay > 0) history.at(t - delay, past);
      this.#fill(history, t - delay, past, p, inputs, depth - 1);
      u[input] = this.#of(t - delay, past, p, inputs)[i]!;
    });
  }
}
