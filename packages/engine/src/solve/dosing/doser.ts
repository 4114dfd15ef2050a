import type { Administration } from "./administration.ts";
import type { Dual } from "./dual.ts";
import type { Flow } from "./flow.ts";

/** An administration; a constant infusion since ever has a rate and no amount. */
export interface Administered extends Administration {
  readonly constantRate: boolean;
}

/** Puts amounts and rates into a flow, with their derivatives. */
export class Doser {
  private readonly flow: Flow;
  private readonly before: Float64Array;
  private readonly after: Float64Array;

  constructor(flow: Flow) {
    this.flow = flow;
    this.before = new Float64Array(flow.states);
    this.after = new Float64Array(flow.states);
  }

  /** A dose begins: an amount at once, or a rate. */
  start({ state, amount, infusion }: Administered): void {
    if (infusion === undefined) this.addTo(this.flow.y, 0, state, amount, 1);
    else this.changeRate(state, infusion.rate, 1);
  }

  stop({ state, infusion }: Administered): void {
    if (infusion !== undefined) this.changeRate(state, infusion.rate, -1);
  }

  changeRate(state: number, rate: Dual, times: number): void {
    this.addTo(this.flow.inputs, this.flow.rates, state, rate, times);
    this.flow.ratesChanged();
  }

  stopRates(): void {
    this.flow.inputs.fill(0, this.flow.rates);
    this.flow.ratesChanged();
  }

  private addTo(into: Float64Array, from: number, state: number, value: Dual, times: number): void {
    const { states, directions } = this.flow;
    for (let k = 0; k <= directions; k++) into[from + k * states + state]! += times * value[k]!;
  }

  /**
   * Does what happens at a time that may depend on parameters. The state just after stays the same to first order
   * only if the sensitivities move by (slope before − slope after)·dt/dθ.
   */
  jump(time: number, at: Dual, apply: () => void): void {
    const moves = at.some((value, k) => k > 0 && value !== 0);
    if (moves) this.flow.slope(time, this.before);
    apply();
    if (!moves) return;
    this.flow.slope(time, this.after);
    this.moveSensitivities(at, (i) => this.before[i]! - this.after[i]!);
  }

  private moveSensitivities(by: Dual, slope: (state: number) => number): void {
    const { states, directions, y } = this.flow;
    for (let k = 1; k <= directions; k++) {
      if (by[k] === 0) continue;
      for (let i = 0; i < states; i++) y[k * states + i]! += slope(i) * by[k]!;
    }
  }
}
