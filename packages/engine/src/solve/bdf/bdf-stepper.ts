import { allFinite } from "../all-finite.ts";
import { initialStep } from "../initial-step.ts";
import { rootMeanSquare } from "../root-mean-square.ts";
import type { Problem, Stepper } from "../stepper.ts";
import { alpha, errorConstant, mostOrder } from "./coefficients.ts";
import { Differences } from "./differences.ts";
import { Newton } from "./newton.ts";

const mostGrowth = 10;
const mostShrink = 0.2;
/** A shorter step is taken as this long: it moves no state either, and its inverse leaves room for rounding. */
const shortestStep = 2 ** -400;
/** The errors of many small steps have one sign and add up: each is held to a third of the tolerance. */
const share = 3;

/**
 * Numerical differentiation formulas of orders 1 to 5 at quasi-constant steps, Shampine & Reichelt 1997, SIAM J Sci
 * Comput 18:1: few solves a step, for large stiff systems. It begins every segment anew at order 1.
 */
export class BdfStepper implements Stepper {
  readonly mostGrowth = mostGrowth;
  readonly degree = mostOrder;
  private readonly problem: Problem;
  private readonly newton: Newton;
  private readonly differences: Differences;
  private readonly start: Float64Array;
  private readonly predicted: Float64Array;
  private readonly pull: Float64Array;
  private readonly probe: Float64Array;
  private order = 1;
  /** The step that the differences are for; 0 while there is only a start. */
  private h = 0;
  /** Accepted steps since step or order last changed. */
  private equal = 0;
  private safety = 1;
  /** Where the last attempt leads, and whether it is in the differences already. */
  private end = 0;
  private isTaken = true;

  constructor(problem: Problem) {
    const { size } = problem;
    this.problem = problem;
    this.newton = new Newton(problem);
    this.differences = new Differences(size);
    this.start = new Float64Array(size);
    this.predicted = new Float64Array(size);
    this.pull = new Float64Array(size);
    this.probe = new Float64Array(size);
  }

  get evaluations(): number {
    return this.newton.evaluations;
  }

  begin(t: number, y: Float64Array): boolean {
    this.order = 1;
    this.h = 0;
    this.equal = 0;
    this.start.set(this.newton.start(t, y));
    return allFinite(y) && allFinite(this.start);
  }

  /** A step that was right for a high order is too long for the first. */
  firstStep(t: number, y: Float64Array, kept: number): number {
    this.newton.evaluations++;
    const first = initialStep(this.problem, 1, t, y, this.start, this.probe, this.pull);
    return kept > 0 ? Math.min(kept, first) : first;
  }

  attempt(t: number, wanted: number, y: Float64Array): number {
    const h = Math.max(wanted, shortestStep);
    const { differences, newton, order, predicted, pull } = this;
    this.adopt(h, y);
    this.end = t + h;
    this.isTaken = false;
    differences.predict(order, predicted);
    differences.pull(order, pull);
    for (let i = 0; i < pull.length; i++) pull[i] = pull[i]! / alpha[order]!;
    const ending = newton.solve(this.end, h / alpha[order]!, predicted, pull);
    if (ending !== "converged") return ending === "no way" ? Number.POSITIVE_INFINITY : Number.NaN;
    // Many iterations say that the next step should be bolder in nothing.
    this.safety = 0.9 * (9 / (8 + newton.iterations));
    return this.errorOf(order, newton.correction);
  }

  accept(y: Float64Array, error: number, isCut: boolean): number {
    this.take();
    y.set(this.newton.y);
    this.newton.passed();
    this.equal++;
    if (isCut) return Math.min(mostGrowth, this.safety * error ** (-1 / (this.order + 1)));
    return this.equal <= this.order ? 1 : this.chooseOrder(error);
  }

  reject(error: number): number {
    this.equal = 0;
    if (Number.isNaN(error)) return 0.1;
    if (!Number.isFinite(error)) return 0.5;
    return Math.max(mostShrink, this.safety * error ** (-1 / (this.order + 1)));
  }

  dense(t: number, out: Float64Array): void {
    this.take();
    this.differences.interpolate(this.order, (this.end - t) / this.h, out);
  }

  /** Makes the differences those of this step. */
  private adopt(h: number, y: Float64Array): void {
    if (this.h === 0) this.differences.start(y, this.start, h);
    else if (h !== this.h) {
      this.differences.rescale(this.order, h / this.h);
      this.equal = 0;
    }
    this.h = h;
  }

  private take(): void {
    if (this.isTaken) return;
    this.differences.push(this.order, this.newton.y, this.newton.correction);
    this.isTaken = true;
  }

  /** The order of one less, the same or one more that promises the longest step; the factor to it. */
  private chooseOrder(error: number): number {
    const { order } = this;
    const { rows } = this.differences;
    const factorOf = (k: number, size: number) => size ** (-1 / (k + 1));
    const same = factorOf(order, error);
    const lower = order > 1 ? factorOf(order - 1, this.errorOf(order - 1, rows[order]!)) : 0;
    const higher = order < mostOrder ? factorOf(order + 1, this.errorOf(order + 1, rows[order + 2]!)) : 0;
    const best = Math.max(same, lower, higher);
    if (best !== same) this.order = best === lower ? order - 1 : order + 1;
    this.equal = 0;
    return Math.min(mostGrowth, this.safety * best);
  }

  /** The error of a step of order k, from the difference of order k + 1. */
  private errorOf(k: number, difference: Float64Array): number {
    const { y } = this.newton;
    return share * errorConstant[k]! * rootMeanSquare(difference, y, y, this.problem);
  }
}
