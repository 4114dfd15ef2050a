import { allFinite } from "../all-finite.ts";
import type { Stepper } from "../stepper.ts";
import type { Scheme, StochasticProblem } from "./scheme.ts";
import type { Wiener } from "./wiener.ts";

/** The last moments before a multiple of the step count as it. */
const nearly = 1e-6;

/**
 * Steps with noise, to the multiples of a fixed length: there is no error to control, and where a step ends does not
 * depend on where the last one began. Between steps the state goes along a straight line.
 */
export class StochasticStepper implements Stepper {
  readonly mostGrowth = Number.POSITIVE_INFINITY;
  readonly degree = 1;
  private readonly scheme: Scheme;
  private readonly problem: StochasticProblem;
  private readonly wiener: Wiener;
  private readonly length: number;
  private readonly start: Float64Array;
  private readonly end: Float64Array;
  private time = 0;
  private span = 0;
  private steps = 0;

  constructor(scheme: Scheme, problem: StochasticProblem, wiener: Wiener, size: number, length: number) {
    this.scheme = scheme;
    this.problem = problem;
    this.wiener = wiener;
    this.length = length;
    this.start = new Float64Array(size);
    this.end = new Float64Array(size);
  }

  get evaluations(): number {
    return this.steps;
  }

  begin(t: number, y: Float64Array): boolean {
    return allFinite(this.problem.drift(t, y)) && allFinite(this.problem.strengths(t, y));
  }

  firstStep(t: number): number {
    return this.toNext(t);
  }

  attempt(t: number, h: number, y: Float64Array): number {
    this.steps++;
    this.time = t;
    this.span = h;
    this.start.set(y);
    this.wiener.over(t, t + h);
    this.scheme.step(this.problem, t, h, y, this.end);
    return allFinite(this.end) ? 0 : Number.NaN;
  }

  accept(y: Float64Array): number {
    y.set(this.end);
    return this.toNext(this.time + this.span) / this.span;
  }

  reject(): number {
    return 0;
  }

  dense(t: number, out: Float64Array): void {
    const share = (t - this.time) / this.span;
    for (let i = 0; i < out.length; i++) out[i] = this.start[i]! + share * (this.end[i]! - this.start[i]!);
  }

  private toNext(t: number): number {
    return (Math.floor(t / this.length + nearly) + 1) * this.length - t;
  }
}
