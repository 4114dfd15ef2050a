import { allFinite } from "./all-finite.ts";
import type { ExactStates } from "./linear/exact-states.ts";
import { LinearOfRest } from "./linear/linear-of-rest.ts";
import type { MakeStepper, Problem, Stepper } from "./stepper.ts";
import type { Stepped } from "./stochastic/make-stochastic.ts";

/** Where triggers read exact states, a step is no longer than so many of their shortest times. */
const watchedTimes = 4;

/**
 * Any method over the states that are not linear, with the linear part exact at each of its stages, at the ends of its steps
 * and between. Errors are controlled over what is stepped. Exact states set no limit to the step, except where triggers read
 * them: these are looked at eight times a step, and would else miss what turns and turns back within it.
 */
export class PartlyLinearStepper implements Stepper {
  private readonly exact: ExactStates;
  private readonly stepper: Stepper;
  private readonly whole: Stepped["whole"];
  /** Among the states of the problem: the exact ones, and those that are stepped. */
  private readonly places: Int32Array;
  private readonly stepped: Int32Array;
  private readonly rest: Float64Array;
  private readonly between: Float64Array;
  private readonly all: Float64Array;
  private longest = Number.POSITIVE_INFINITY;
  private end = 0;
  private h = 0;

  constructor(make: MakeStepper, problem: Problem, exact: ExactStates, { place, whole }: Stepped) {
    const places = Int32Array.from(exact.part.states, place);
    const stepped = Int32Array.from({ length: problem.size }, (_, i) => i).filter((i) => !places.includes(i));
    const slopes = new Float64Array(problem.size);
    const complete = (t: number, rest: Float64Array) => this.complete(t, rest);
    this.exact = exact;
    this.whole = whole;
    this.places = places;
    this.stepped = stepped;
    this.rest = new Float64Array(stepped.length);
    this.between = new Float64Array(stepped.length);
    this.all = new Float64Array(problem.size);
    this.stepper = make({
      size: stepped.length,
      absolute: problem.absolute.filter((_, i) => !places.includes(i)),
      relative: problem.relative,
      evaluate(t, rest, dy) {
        problem.evaluate(t, complete(t, rest), slopes);
        for (let i = 0; i < stepped.length; i++) dy[i] = slopes[stepped[i]!]!;
      },
      linear: () => new LinearOfRest(problem.linear(), { stepped, complete }),
    });
  }

  get degree(): number {
    return this.stepper.degree;
  }

  get mostGrowth(): number {
    return this.stepper.mostGrowth;
  }

  get evaluations(): number {
    return this.stepper.evaluations;
  }

  get suspect(): number | undefined {
    const { suspect } = this.stepper;
    return suspect === undefined ? undefined : this.stepped[suspect];
  }

  get mode(): number | undefined {
    return this.stepper.mode;
  }

  set mode(mode: number | undefined) {
    this.stepper.mode = mode;
  }

  begin(t: number, y: Float64Array): boolean {
    const { exact, rest, stepped, stepper } = this;
    if (!exact.begin(t, this.whole(t, y))) return false;
    this.longest = exact.part.isWatched ? watchedTimes / exact.rate : Number.POSITIVE_INFINITY;
    for (let i = 0; i < stepped.length; i++) rest[i] = y[stepped[i]!]!;
    return stepper.begin(t, rest);
  }

  /** After an edge exact states may change as fast as they can, and stages that all lie beyond it would not see it. */
  firstStep(t: number, _y: Float64Array, kept: number): number {
    const { exact, longest, rest, stepper } = this;
    return Math.min(longest, 1 / exact.rate, stepper.firstStep(t, rest, kept));
  }

  attempt(t: number, h: number): number {
    this.end = t + h;
    this.h = h;
    const error = this.stepper.attempt(t, h, this.rest);
    return allFinite(this.exact.at(this.end)) ? error : Number.NaN;
  }

  accept(y: Float64Array, error: number, isCut: boolean): number {
    const { end, exact, rest } = this;
    const factor = this.stepper.accept(rest, error, isCut);
    y.set(this.complete(end, rest));
    exact.leave(end);
    return Math.min(factor, this.longest / this.h);
  }

  reject(error: number): number {
    return this.stepper.reject(error);
  }

  dense(t: number, out: Float64Array): void {
    this.stepper.dense(t, this.between);
    out.set(this.complete(t, this.between));
  }

  private complete(t: number, rest: Float64Array): Float64Array {
    const { all, exact, places, stepped } = this;
    const now = exact.at(t);
    for (let i = 0; i < stepped.length; i++) all[stepped[i]!] = rest[i]!;
    for (let i = 0; i < places.length; i++) all[places[i]!] = now[i]!;
    return all;
  }
}
