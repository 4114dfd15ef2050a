import type { Hybrid } from "../compile/kernel.ts";
import { constraintSolver, type SolveConstraints } from "./constraints.ts";
import { Delays } from "./delays.ts";
import type { Memory } from "./memory.ts";
import { relaxation } from "./relaxation.ts";

/** A member at hand: its parameters, the inputs in force (delayed ones among them) and its memory. */
export interface Bearings {
  readonly p: Float64Array;
  readonly u: Float64Array;
  readonly memory: Memory;
}

/** Makes what follows from the moving states true at a time: unknowns satisfy constraints, delayed inputs are those of then. */
export class Settling {
  readonly delays: Delays;
  /** Whether derivatives depend on what is settled: then they have no expression in the moving states. */
  readonly intervenes: boolean;
  readonly #constrain: SolveConstraints;
  readonly #relax: SolveConstraints;

  constructor(hybrid: Hybrid) {
    this.delays = new Delays(hybrid);
    this.intervenes = hybrid.system.constraints !== undefined || this.delays.steer;
    this.#constrain = constraintSolver(hybrid);
    this.#relax = relaxation(hybrid);
  }

  /** For whatever steers the course: delays that only outputs or assignments read are left as they are. */
  whileMoving(t: number, y: Float64Array, at: Bearings): void {
    if (this.delays.steer) this.everything(t, y, at);
    else this.#constrain(t, y, at.p, at.u);
  }

  everything(t: number, y: Float64Array, { p, u, memory }: Bearings): void {
    this.#constrain(t, y, p, u);
    if (!this.delays.any) return;
    this.delays.refresh(memory, t, y, p, u);
    this.#constrain(t, y, p, u);
  }

  /** After a jump: the unknowns go where the relaxing constraints lead them. */
  afterJump(t: number, y: Float64Array, at: Bearings): void {
    const { p, u, memory } = at;
    if (this.delays.any) this.delays.refresh(memory, t, y, p, u);
    this.#relax(t, y, p, u);
    this.everything(t, y, at);
  }
}
