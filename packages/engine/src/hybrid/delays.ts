import type { Hybrid, Observer } from "../compile/kernel.ts";
import { dependencies } from "../equations/dependencies.ts";
import type { Delay, System } from "../model/system.ts";
import type { Memory } from "./memory.ts";
import { lookUp } from "./past.ts";

interface Scratch {
  readonly states: Float64Array;
  readonly inputs: Float64Array;
}

/** How far back the delays reach now, and the shortest of them. */
interface DelayTimes {
  readonly shortest: number;
  readonly longest: number;
}

/** A delayed expression is evaluated on the states, the clock, the inputs and the delayed inputs of its own time. */
export class Delays {
  readonly any: boolean;
  /** Whether a delay's length changes while the model runs. */
  readonly vary: boolean;
  /** Whether anything but outputs and what events assign reads a delayed value. */
  readonly steer: boolean;
  /** So far beyond what is known the newest known value is as good. */
  slack = 0;
  /** Set where more than that was asked for: by a step that passed a delay which became shorter on its way. */
  overran = false;
  readonly #delays: readonly Delay[];
  readonly #of: Observer;
  readonly #before: Observer;
  readonly #by: Observer;
  readonly #scratch: readonly Scratch[];

  constructor({ system, observer }: Hybrid) {
    const { delays = [] } = system;
    const nodes = (of: (delay: Delay) => number) => delays.map(of);
    this.any = delays.length > 0;
    this.vary = delays.some(({ by }) => moves(system, by));
    this.steer = readsDelays(system);
    this.#delays = delays;
    this.#of = observer(
      "delayed",
      nodes((one) => one.of),
    );
    this.#before = observer(
      "before",
      nodes((one) => one.before ?? one.of),
    );
    this.#by = observer(
      "delay",
      nodes((one) => one.by),
    );
    this.#scratch = delays.map(() => ({
      states: new Float64Array(system.states.length),
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
    memory: Memory,
    t: number,
    y: Float64Array,
    p: Float64Array,
    u: Float64Array,
    depth = this.#scratch.length,
  ): void {
    if (depth === 0) return;
    for (let i = 0; i < this.#delays.length; i++) {
      const { input, before } = this.#delays[i]!;
      const then = t - this.#by(t, y, p, u)[i]!;
      const given = then < memory.start && before !== undefined;
      u[input] = given ? this.#before(then, y, p, u)[i]! : this.#past(memory, i, t, then, y, p, u, depth);
    }
  }

  #past(
    memory: Memory,
    i: number,
    t: number,
    then: number,
    y: Float64Array,
    p: Float64Array,
    u: Float64Array,
    depth: number,
  ): number {
    const { states, inputs } = this.#scratch[depth - 1]!;
    const since = Math.max(then, memory.start);
    if (then > t + this.slack) return Number.NaN;
    if (then >= t) {
      states.set(y);
      inputs.set(u);
    } else {
      if (since > newest(memory) + this.slack) this.overran = true;
      lookUp(memory.past, since, states, inputs);
    }
    this.refresh(memory, since, states, p, inputs, depth - 1);
    return this.#of(since, states, p, inputs)[i]!;
  }
}

const newest = ({ start, past }: Memory) => past.stretches.at(-1)?.to ?? start;

/** Whether a node reads more than parameters and numbers. */
function moves({ graph }: System, node: number): boolean {
  const { states, inputs, time } = dependencies(graph, [node]);
  return time || states.length > 0 || inputs.length > 0;
}

function readsDelays({ graph, states, delays = [], events, constraints = [] }: System): boolean {
  const steering = [
    ...states.map((state) => state.derivative),
    ...events.flatMap(({ trigger }) => (trigger === undefined ? [] : [trigger.condition])),
    ...constraints,
    ...delays.flatMap(({ of, by }) => [of, by]),
  ];
  return dependencies(graph, steering).inputs.some((input) => delays.some((one) => one.input === input));
}
