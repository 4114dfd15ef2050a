import { failure } from "../errors/registry.ts";
import type { Visit } from "./integrator.ts";

/** The times at which output is wanted, walked through once. Steps never look at it. */
export class OutputGrid {
  /** The next wanted time; infinite when all are done. */
  next: number;
  private index = 0;
  private readonly at: Float64Array;
  private readonly visit: Visit;

  constructor(at: Float64Array, visit: Visit, from: number, to: number) {
    this.at = at;
    this.visit = visit;
    this.next = at[0] ?? Number.POSITIVE_INFINITY;
    checkGrid(at, from, to);
  }

  /** Hands out the state at the next wanted time and moves on. */
  give(y: Float64Array, u: Float64Array): void {
    this.visit(this.index, this.next, y, u);
    this.index++;
    this.next = this.at[this.index] ?? Number.POSITIVE_INFINITY;
  }
}

function checkGrid(at: Float64Array, from: number, to: number): void {
  let before = from;
  for (const t of at) {
    if (!(t >= before && t <= to)) throw failure("HS1305", { from, to, time: t });
    before = t;
  }
}
