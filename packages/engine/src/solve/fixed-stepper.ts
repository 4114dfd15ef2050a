import type { Stepper } from "./stepper.ts";

/** The last moments before a multiple of the step count as it. */
const nearly = 1e-6;

/** Any one-step method at the multiples of a fixed length, whatever its error. */
export class FixedStepper implements Stepper {
  readonly mostGrowth = Number.POSITIVE_INFINITY;
  readonly degree: number;
  private readonly stepper: Stepper;
  private readonly length: number;
  private end = 0;
  private h = 0;

  constructor(stepper: Stepper, length: number) {
    this.stepper = stepper;
    this.length = length;
    this.degree = stepper.degree;
  }

  get evaluations(): number {
    return this.stepper.evaluations;
  }

  get suspect(): number | undefined {
    return this.stepper.suspect;
  }

  begin(t: number, y: Float64Array): boolean {
    return this.stepper.begin(t, y);
  }

  firstStep(t: number): number {
    return this.toNext(t);
  }

  attempt(t: number, h: number, y: Float64Array): number {
    this.end = t + h;
    this.h = h;
    return Number.isFinite(this.stepper.attempt(t, h, y)) ? 0 : Number.NaN;
  }

  accept(y: Float64Array, error: number, isCut: boolean): number {
    this.stepper.accept(y, error, isCut);
    return this.toNext(this.end) / this.h;
  }

  /** A shorter step would be another method. */
  reject(): number {
    return 0;
  }

  dense(t: number, out: Float64Array): void {
    this.stepper.dense(t, out);
  }

  private toNext(t: number): number {
    return (Math.floor(t / this.length + nearly) + 1) * this.length - t;
  }
}
