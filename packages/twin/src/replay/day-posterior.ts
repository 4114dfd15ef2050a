import type { FitErrors, ReplayModel, ReplayRecord } from "./day.ts";
import {
  type DayEffects,
  type DayScene,
  type DayValues,
  dayEffects,
  glucoseOf,
  valuesAt,
} from "./day-simulator.ts";
import { type Disagreement, disagreementFilter, whitened } from "./disagreement.ts";

/** −2 ln posterior density up to a constant, its gradient, and its expected curvature (half the Hessian). */
export interface DayLandscape {
  readonly value: number;
  readonly gradient: Float64Array;
  readonly information: Float64Array;
}

/** Width of the central differences, on free scales: far above what the solver leaves open. */
const width = 0.02;

/** The posterior of one person's numbers given their days. */
export class DayPosterior {
  readonly effects: DayEffects;
  private readonly replayed: ReplayModel;
  private readonly record: ReplayRecord;
  private readonly scene: DayScene;
  private readonly errors: FitErrors;

  constructor(
    replayed: ReplayModel,
    record: ReplayRecord,
    fixed: Readonly<Record<string, number>>,
    errors: FitErrors,
  ) {
    this.effects = dayEffects(replayed, errors);
    this.replayed = replayed;
    this.record = record;
    this.scene = { ...record, fixed };
    this.errors = errors;
  }

  /** ln posterior of each draw on the free scales, up to a constant. */
  logDensities(draws: readonly Float64Array[]): readonly number[] {
    const values = draws.map((free) => valuesAt(this.effects, free));
    const glucose = glucoseOf(this.replayed, this.scene, values);
    return draws.map((free, i) => {
      if (!this.replayed.allows(values[i]!)) return Number.NEGATIVE_INFINITY;
      const misfit = this.misfit(values[i]!, this.residuals(values[i]!, glucose[i]!));
      const log = -0.5 * (misfit + sumOfSquares(free));
      return Number.isNaN(log) ? Number.NEGATIVE_INFINITY : log;
    });
  }

  landscape(free: Float64Array): DayLandscape {
    const { ofModel, names } = this.effects;
    const n = names.length;
    const moved = Array.from({ length: ofModel }, (_, k) => [
      shifted(free, k, -width),
      shifted(free, k, width),
    ]);
    const all = [free, ...moved.flat()].map((one) => valuesAt(this.effects, one));
    const glucose = glucoseOf(this.replayed, this.scene, all);
    const here = all[0]!;
    const residuals = this.residuals(here, glucose[0]!);
    const filter = disagreementFilter(this.record.times, this.disagreement(here));
    const { believed } = this.errors;
    const white = whitened(filter, residuals);
    const slopes = Array.from({ length: n - 1 }, (_, k) =>
      whitened(filter, this.slope(free, k, here, glucose)),
    );
    const gradient = free.map((value) => 2 * value);
    const information = new Float64Array(n * n);
    for (let i = 0; i < n; i++) information[i * n + i] = 1;
    slopes.forEach((a, i) => {
      gradient[i]! += 2 * believed * dot(a, white);
      slopes.forEach((b, j) => {
        information[i * n + j]! += believed * dot(a, b);
      });
    });
    this.addSize(free, residuals, gradient, information);
    const misfit = believed * (sumOfSquares(white) + filter.logDeterminant);
    const value = this.replayed.allows(here) ? misfit + sumOfSquares(free) : Number.NaN;
    return { value: Number.isNaN(value) ? Number.POSITIVE_INFINITY : value, gradient, information };
  }

  residuals({ gain, offset }: DayValues, glucose: Float64Array): Float64Array {
    return this.record.readings.map((reading, i) => reading - gain! * glucose[i]! - offset!);
  }

  disagreement({ size }: DayValues): Disagreement {
    const { correlationMinutes, fresh } = this.errors;
    return { sd: size!, correlationMinutes, fresh };
  }

  private misfit(values: DayValues, residuals: Float64Array): number {
    const filter = disagreementFilter(this.record.times, this.disagreement(values));
    const { believed } = this.errors;
    return believed * (sumOfSquares(whitened(filter, residuals)) + filter.logDeterminant);
  }

  /** d residuals / d effect k on its free scale. */
  private slope(
    free: Float64Array,
    k: number,
    here: DayValues,
    glucose: readonly Float64Array[],
  ): Float64Array {
    const { names, marginals, ofModel } = this.effects;
    if (k < ofModel) {
      const [below, above] = [glucose[2 * k + 1]!, glucose[2 * k + 2]!];
      return below.map((value, i) => (-here.gain! * (above[i]! - value)) / (2 * width));
    }
    const steepness = marginals[k]!.slope(free[k]!);
    return names[k] === "gain"
      ? glucose[0]!.map((value) => -steepness * value)
      : new Float64Array(this.record.times.length).fill(-steepness);
  }

  /** The size of the disagreement has no residual of its own: its slope and curvature are differences. */
  private addSize(
    free: Float64Array,
    residuals: Float64Array,
    gradient: Float64Array,
    information: Float64Array,
  ): void {
    const n = free.length;
    const k = n - 1;
    const at = (by: number) => this.misfit(valuesAt(this.effects, shifted(free, k, by)), residuals);
    const [below, middle, above] = [at(-5 * width), at(0), at(5 * width)];
    gradient[k]! += (above - below) / (10 * width);
    information[k * n + k]! += Math.max(0, (above - 2 * middle + below) / (2 * (5 * width) ** 2));
  }
}

function shifted(free: Float64Array, k: number, by: number): Float64Array {
  const copy = free.slice();
  copy[k]! += by;
  return copy;
}

const sumOfSquares = (values: Float64Array) => dot(values, values);

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
