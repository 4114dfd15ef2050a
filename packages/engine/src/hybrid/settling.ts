import { constraintSolver } from "./constraints.ts";
import { Delays } from "./delays.ts";
import { History, type StateAt } from "./history.ts";
import type { HybridSystem } from "./hybrid-system.ts";
import { relaxation } from "./relaxation.ts";

/** Makes what follows from the moving states true at a time: unknowns satisfy constraints, delayed inputs are those of then. */
export class Settling {
  readonly delays: Delays;
  readonly #p: Float64Array;
  readonly #u: Float64Array;
  readonly #start: number;
  readonly #constrain: ReturnType<typeof constraintSolver>;
  readonly #relax: ReturnType<typeof relaxation>;
  #history: History;

  /** `y` is the state at the start, which is settled. */
  constructor(hybrid: HybridSystem, start: number, y: Float64Array, p: Float64Array, u: Float64Array) {
    this.#p = p;
    this.#u = u;
    this.#start = start;
    this.delays = new Delays(hybrid);
    this.#constrain = constraintSolver(hybrid);
    this.#relax = relaxation(hybrid);
    this.#history = new History(y, Number.POSITIVE_INFINITY);
    this.afterJump(start, y);
    const { longest } = this.delays.times(start, y, p, u);
    this.#history = new History(y, this.delays.vary ? Number.POSITIVE_INFINITY : longest);
  }

  /** For whatever steers the course: delays that only outputs or assignments read are left as they are. */
  whileMoving(t: number, y: Float64Array): void {
    if (this.delays.steer) this.everything(t, y);
    else this.#constrain(t, y, this.#p, this.#u);
  }

  everything(t: number, y: Float64Array): void {
    this.#constrain(t, y, this.#p, this.#u);
    if (!this.delays.any) return;
    this.delays.refresh(this.#history, this.#start, t, y, this.#p, this.#u);
    this.#constrain(t, y, this.#p, this.#u);
  }

  /** After a jump: the unknowns go where the relaxing constraints lead them. */
  afterJump(t: number, y: Float64Array): void {
    if (this.delays.any) this.delays.refresh(this.#history, this.#start, t, y, this.#p, this.#u);
    this.#relax(t, y, this.#p, this.#u);
    this.everything(t, y);
  }

  /** Keeps an accepted step for what delays will ask. */
  remember(from: number, to: number, stateAt: StateAt): void {
    if (!this.delays.any) return;
    this.#history.add(from, to, (t, out) => {
      stateAt(t, out);
      this.whileMoving(t, out);
    });
  }

  /** The shortest delay, which no step may pass. */
  shortestDelay(t: number, y: Float64Array): number {
    return this.delays.times(t, y, this.#p, this.#u).shortest;
  }
}
