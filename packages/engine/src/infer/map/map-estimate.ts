import { failure } from "../../errors/registry.ts";
import { incompleteGamma } from "../priors/incomplete-gamma.ts";
import { conditionalResiduals } from "./conditional-residuals.ts";
import { curvatureAt, isMinimum, type Minimum, minimise } from "./minimise.ts";
import type { Subject } from "./mixed-effects-model.ts";
import { type Expected, type PreparedModel, SubjectPosterior } from "./subject-posterior.ts";
import { factorise, inverseOf, logDeterminant } from "./symmetric.ts";

/** The most probable effects of one person, and how sure they are. */
export interface MapEstimate {
  readonly effects: Float64Array;
  /**
   * NONMEM's objective of a person under conditional estimation with interaction (no n·ln 2π):
   * Σ [ln v + (y − f)²/v] + ηᵀΩ⁻¹η + ln|Ω| + ln|Ω⁻¹ + Σ f′f′ᵀ/v + ½ v′v′ᵀ/v²|, all at the mode.
   */
  readonly objective: number;
  /** The same with the exact curvature in place of the expected one (Laplace's method). */
  readonly laplaceObjective: number;
  /** −2 ln posterior density at the mode, up to a constant: what was minimised. */
  readonly minimum: number;
  /** Covariance of the effects given the data, from the expected curvature (NONMEM's ETC), row by row. */
  readonly covariance: Float64Array;
  /** The same from the exact curvature; NaN where the mode is no minimum in all directions. */
  readonly laplaceCovariance: Float64Array;
  /** How much of each effect's prior variance the data took away: 0 nothing learned, 1 known. */
  readonly learned: Float64Array;
  readonly converged: boolean;
  readonly iterations: number;
  readonly residuals: readonly Residual[];
  /**
   * The chance that a person of this population has data at least this unusual: χ² of the conditional residuals. Near 0,
   * the data contradict the model; 1 without data.
   */
  readonly plausibility: number;
}

export interface Residual {
  readonly time: number;
  readonly value: number;
  /** Expected of a typical person, and of this one. */
  readonly population: number;
  readonly individual: number;
  /** (value − individual)/√v; NaN for a value known by a limit only. */
  readonly weighted: number;
  /** Decorrelated under the linearised model (Hooker 2007, Pharm Res 24:2187); NaN as above. */
  readonly conditional: number;
}

/**
 * The mode of a person's posterior, from typical values on; where that search ends at no minimum, from points around
 * them too, and the lowest is taken.
 * @throws HS16xx where the model cannot be run for this person at typical values
 */
export function mapEstimate(prepared: PreparedModel, subject: Subject, start?: Float64Array): MapEstimate {
  const posterior = new SubjectPosterior(prepared, subject);
  const typical = new Float64Array(prepared.model.effects.length);
  const population = posterior.expected(typical);
  requireUsable(subject, population);
  const minimum = lowest(posterior, prepared, start ?? typical);
  return describe(prepared, subject, minimum, population, posterior.expected(minimum.at));
}

/** @throws HS1652 */
function requireUsable({ id, records, measurements }: Subject, expected: readonly Expected[]): void {
  expected.forEach(({ prediction, variance }, i) => {
    const time = records[measurements[i]!.record]!.time;
    if (!Number.isFinite(prediction))
      throw failure("HS1652", { what: "a prediction", value: prediction, id, time });
    if (!(variance > 0 && Number.isFinite(variance)))
      throw failure("HS1652", { what: "a residual variance", value: variance, id, time });
  });
}

interface Candidate extends Minimum {
  readonly curvature: Float64Array;
  readonly converged: boolean;
}

function lowest(posterior: SubjectPosterior, prepared: PreparedModel, start: Float64Array): Candidate {
  const scales = scalesOf(prepared);
  const search = (from: Float64Array) => judged(posterior, minimumFrom(posterior, scales, from), scales);
  let best = search(start);
  if (best.converged) return best;
  for (let k = 0; k < start.length; k++)
    for (const side of [1, -1]) {
      const other = search(start.map((value, i) => (i === k ? value + side * scales[k]! : value)));
      if (better(other, best)) best = other;
    }
  return best;
}

const minimumFrom = (posterior: SubjectPosterior, scales: Float64Array, start: Float64Array) =>
  minimise((x) => posterior.landscape(x), start, scales);

function judged(posterior: SubjectPosterior, minimum: Minimum, scales: Float64Array): Candidate {
  const curvature = curvatureAt((x) => posterior.landscape(x), minimum.at, scales);
  return { ...minimum, curvature, converged: isMinimum(minimum.landscape, curvature, scales) };
}

const better = (one: Candidate, other: Candidate): boolean =>
  one.converged === other.converged ? one.landscape.value < other.landscape.value : one.converged;

/** A person's effects and objective alone, for searches over populations that ask for them again and again. */
export function quickEstimate(
  prepared: PreparedModel,
  subject: Subject,
  start: Float64Array,
): Pick<MapEstimate, "effects" | "objective"> {
  const { at, landscape } = minimumFrom(new SubjectPosterior(prepared, subject), scalesOf(prepared), start);
  const { logDeterminant } = curved(landscape.information, at.length);
  return { effects: at, objective: landscape.value + prepared.logDeterminant + logDeterminant };
}

function scalesOf({ model }: PreparedModel): Float64Array {
  const n = model.effects.length;
  return Float64Array.from({ length: n }, (_, i) => Math.sqrt(model.omega[i * n + i]!));
}

function describe(
  prepared: PreparedModel,
  subject: Subject,
  { at, landscape, curvature, converged, iterations }: Candidate,
  population: readonly Expected[],
  individual: readonly Expected[],
): MapEstimate {
  const n = at.length;
  const expected = curved(landscape.information, n);
  const exact = curved(curvature, n);
  const base = landscape.value + prepared.logDeterminant;
  const { omega } = prepared.model;
  const residuals = residualsOf(prepared, subject, at, population, individual);
  return {
    effects: at,
    objective: base + expected.logDeterminant,
    laplaceObjective: base + exact.logDeterminant,
    minimum: landscape.value,
    covariance: expected.covariance,
    laplaceCovariance: exact.covariance,
    learned: at.map((_, i) => 1 - expected.covariance[i * n + i]! / omega[i * n + i]!),
    converged,
    iterations,
    residuals,
    plausibility: plausibilityOf(residuals),
  };
}

function curved(matrix: Float64Array, n: number): { covariance: Float64Array; logDeterminant: number } {
  const lower = factorise(matrix, n);
  return lower === undefined
    ? { covariance: new Float64Array(n * n).fill(Number.NaN), logDeterminant: Number.NaN }
    : { covariance: inverseOf(lower, n), logDeterminant: logDeterminant(lower, n) };
}

function plausibilityOf(residuals: readonly Residual[]): number {
  const known = residuals.map(({ conditional }) => conditional).filter((value) => !Number.isNaN(value));
  const squares = known.reduce((sum, value) => sum + value * value, 0);
  return known.length === 0 ? 1 : incompleteGamma(known.length / 2, squares / 2).upper;
}

function residualsOf(
  { model }: PreparedModel,
  { records, measurements }: Subject,
  effects: Float64Array,
  population: readonly Expected[],
  individual: readonly Expected[],
): readonly Residual[] {
  const conditional = conditionalResiduals(measurements, individual, effects, model.omega);
  return measurements.map(({ record, value, limit }, i) => {
    const { prediction, variance } = individual[i]!;
    return {
      time: records[record]!.time,
      value,
      population: population[i]!.prediction,
      individual: prediction,
      weighted: limit === "none" ? (value - prediction) / Math.sqrt(variance) : Number.NaN,
      conditional: conditional[i]!,
    };
  });
}
