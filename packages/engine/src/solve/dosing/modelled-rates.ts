import type { Administered, Doser } from "./doser.ts";
import { constant, type Dual, difference, product, quotient, sum } from "./dual.ts";
import type { PendingQueue } from "./pending.ts";

interface Running {
  readonly state: number;
  rate: Dual;
  /** What is still to enter at `since`. */
  left: Dual;
  since: Dual;
  /** How often its end was moved: an end that was planned before that says nothing. */
  moved: number;
}

/**
 * Infusions at the model's own rate. The rate is that of the inputs in force, not that of the dose's record: where it
 * changes, what is left enters at the new one, so the infusion ends at another time (NONMEM Users Guide VI, III.F.4).
 */
export class ModelledRates {
  private readonly doser: Doser;
  private readonly pending: PendingQueue;
  private running: Running[] = [];

  constructor(doser: Doser, pending: PendingQueue) {
    this.doser = doser;
    this.pending = pending;
  }

  /** The dose has begun to enter. */
  start({ state, amount, infusion }: Administered, at: Dual): void {
    const one = { state, rate: infusion!.rate, left: amount, since: at, moved: 0 };
    this.running.push(one);
    this.planEnd(one);
  }

  /** Inputs have changed at this time. */
  takeRates(time: number, rateOf: (state: number) => Dual | undefined): void {
    for (const one of this.running) {
      const rate = rateOf(one.state);
      if (rate === undefined || rate.every((value, k) => value === one.rate[k])) continue;
      const now = constant(time, rate.length - 1);
      one.left = difference(one.left, product(one.rate, difference(now, one.since)));
      one.since = now;
      this.doser.changeRate(one.state, one.rate, -1);
      this.doser.changeRate(one.state, rate, 1);
      one.rate = rate;
      one.moved++;
      this.planEnd(one);
    }
  }

  clear(): void {
    this.running = [];
  }

  private planEnd(one: Running): void {
    const { moved } = one;
    this.pending.add({
      at: sum(one.since, quotient(one.left, one.rate)),
      apply: () => {
        if (one.moved !== moved) return;
        this.doser.changeRate(one.state, one.rate, -1);
        this.running = this.running.filter((other) => other !== one);
      },
    });
  }
}
