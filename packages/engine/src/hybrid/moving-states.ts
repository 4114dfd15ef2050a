import type { System } from "../model/system.ts";

/** The states that have a derivative or noise: only they are stepped. Others jump at events, or follow from constraints. */
export class MovingStates {
  readonly count: number;
  readonly #slots: Int32Array;

  constructor({ graph, states, noise = [] }: System) {
    const moves = (node: number) => graph.op(node) !== "number" || graph.value(node) !== 0;
    const noisy = new Set(noise.map(({ state }) => state));
    this.#slots = Int32Array.from(
      states.flatMap(({ derivative }, slot) => (moves(derivative) || noisy.has(slot) ? [slot] : [])),
    );
    this.count = this.#slots.length;
  }

  /** Where a state stands among the moving ones; −1 where it does not move. */
  place(state: number): number {
    return this.#slots.indexOf(state);
  }

  /** The state that stands there among the moving ones. */
  slot(place: number): number {
    return this.#slots[place]!;
  }

  /** Copies the moving ones of all states. */
  gather(all: Float64Array, moving: Float64Array): void {
    for (let i = 0; i < this.count; i++) moving[i] = all[this.#slots[i]!]!;
  }

  /** Puts the moving ones back among all states. */
  scatter(moving: Float64Array, all: Float64Array): void {
    for (let i = 0; i < this.count; i++) all[this.#slots[i]!] = moving[i]!;
  }
}
