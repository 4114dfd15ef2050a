import { dependencies } from "../equations/dependencies.ts";
import type { History } from "./history.ts";
import type { HybridSystem } from "./hybrid-system.ts";
import { type Observer, observer } from "./observer.ts";

interface Scratch {
  readonly past: Float64Array;
  readonly inputs: Float64Array;
}

/** How far back the delays reach now, and the shortest of them. */
export interface DelayTimes {
  readonly shortest: number;
  readonly longest: number;
}

/** A delayed expression is evaluated on the states, the clock and the delayed inputs of its own time. */
export class Delays {
  readonly any: boolean;
  /** Whether a delay's length changes while the model runs. */
  readonly vary: boolean;
  /** Whether anything but outputs and what events assign reads a delayed value. */
  readonly steer: boolean;
  readonly #hybrid: HybridSystem;
  readonly #of: Observer;
  readonly #before: Observer;
  readonly #by: Observer;
  readonly #scratch: readonly Scratch[];

  constructor(hybrid: HybridSystem) {
    const { system, delays } = hybrid;
    this.any = delays.length > 0;
    this.vary = delays.some(({ by }) => system.graph.op(by) !== "number");
    this.steer = readsDelays(hybrid);
    this.#hybrid = hybrid;
    const of = delays.map((one) => one.of);
    this.#of = observer(system, "delayed", of);
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
    this.#scratch = delays.map(() => ({
      past: new Float64Array(system.states.length),
      inputs: new Float64Array(system.inputs.length),
    }));
  }

  times(t: number, y: Float64Array, p: Float64Array, u: Float64Array): DelayTimes {
    const by = this.#by(t, y, p, u).filter((delay) => delay > 0);
    return { shortest: Math.min(...by), longest: Math.max(0, ...by) };
  }

  /**
   * Puts the delayed values that hold at time `t` into `u`. A delay inside a delay is looked up at its own, earlier time,
   * as deep as there are delays; inputs are filled in order, as the length of one delay may read those before it.
   */
  refresh(
    history: History,
    start: number,
    t: number,
    y: Float64Array,
    p: Float64Array,
    u: Float64Array,
    depth = this.#scratch.length,
  ): void {
    if (depth === 0) return;
    const { delays } = this.#hybrid;
    for (let i = 0; i < delays.length; i++) {
      const then = t - this.#by(t, y, p, u)[i]!;
      const given = then < start && delays[i]!.before !== undefined;
      u[delays[i]!.input] = given
        ? this.#before(then, y, p, u)[i]!
        : this.#past(history, start, i, t, then, y, p, u, depth);
    }
  }

  #past(
    history: History,
    start: number,
    i: number,
    t: number,
    then: number,
    y: Float64Array,
    p: Float64Array,
    u: Float64Array,
    depth: number,
  ): number {
    const { past, inputs } = this.#scratch[depth - 1]!;
    past.set(y);
    inputs.set(u);
    if (then < t) history.at(Math.max(then, start), past);
    this.refresh(history, start, then, past, p, inputs, depth - 1);
    return this.#of(then, past, p, inputs)[i]!;
  }
}

function readsDelays({ system, delays, events, constraints }: HybridSystem): boolean {
  const steering = [
    ...system.states.map((state) => state.derivative),
    ...events.map((event) => event.trigger),
    ...constraints,
    ...delays.flatMap(({ of, by }) => [of, by]),
  ];
  return dependencies(system.graph, steering).inputs.some((input) =>
    delays.some((one) => one.input === input),
  );
}
