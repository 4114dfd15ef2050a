import { failure } from "../../errors/registry.ts";
import { incompleteGamma } from "../priors/incomplete-gamma.ts";
import { conditionalResiduals } from "./conditional-residuals.ts";
import { evidenceOf } from "./evidence.ts";
import { minimise } from "./minimise.ts";
import { hasResidual, type Subject } from "./mixed-effects-model.ts";
import { type Mode, modesOf, sharesOf, usualDirections } from "./modes.ts";
import type { Expected } from "./subject-course.ts";
import type { PreparedModel } from "./prepared-model.ts";
import { Sharing } from "./sharing.ts";
import { SubjectPosterior } from "./subject-posterior.ts";
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
  /** Other tops of the posterior that the search met, if any, with the share of the posterior around each. */
  readonly otherModes: readonly OtherMode[];
  readonly residuals: readonly Residual[];
  /**
   * The chance that a person of this population has data at least this unusual: χ² of the conditional residuals. Near 0,
   * the data contradict the model; 1 without data, 0 where a value is impossible.
   */
  readonly plausibility: number;
}

interface OtherMode {
  readonly effects: Float64Array;
  readonly minimum: number;
  /** As that of the estimate; a search from elsewhere might have ended here. */
  readonly objective: number;
  /** By Laplace's method; what is missing to 1 is that of the estimate. */
  readonly share: number;
}

export interface Residual {
  readonly time: number;
  readonly value: number;
  /** Expected of a typical person, and of this one; NaN where a likelihood is all that is known. */
  readonly population: number;
  readonly individual: number;
  /** (value − individual)/√v; NaN for a value known by a limit or a likelihood only. */
  readonly weighted: number;
  /** Decorrelated under the linearised model (Hooker 2007, Pharm Res 24:2187); NaN as above. */
  readonly conditional: number;
  /** No residual that is a share of what is expected gives such a value: it has another sign, or is 0. */
  readonly impossible: boolean;
  /** What it took away, as it came, of each effect's prior variance; these sum to `learned`. */
  readonly evidence: Float64Array;
}

/**
 * The mode of a person's posterior: the highest of those found from typical values (or `start`) and from points around
 * where these lead.
 * @throws HS16xx where the model cannot be run for this person at typical values
 */
export function mapEstimate(prepared: PreparedModel, subject: Subject, start?: Float64Array): MapEstimate {
  const posterior = new SubjectPosterior(prepared, subject);
  const typical = new Float64Array(prepared.model.effects.length);
  const population = posterior.expected(typical);
  requireUsable(prepared, subject, population);
  const directions = subject.measurements.length > plenty ? 0 : usualDirections;
  const modes = modesOf((x) => posterior.landscape(x), start ?? typical, scalesOf(prepared), directions);
  return describe(prepared, subject, modes, population, posterior.expected(modes[0].at));
}

/** With so many measurements one search takes long, and leaves no room for other modes nearby. */
const plenty = 20_000;

/** @throws HS1652 */
function requireUsable({ model }: PreparedModel, subject: Subject, expected: readonly Expected[]): void {
  const { id, records, measurements } = subject;
  const refuse = (i: number, what: string, value: number): never => {
    throw failure("HS1652", { what, value, id, time: records[measurements[i]!.record]!.time });
  };
  expected.forEach(({ prediction, variance }, i) => {
    const { likelihood } = model.observations[measurements[i]!.of]!;
    if (!Number.isFinite(prediction))
      refuse(i, likelihood ? "a −2 ln likelihood" : "a prediction", prediction);
    if (!(variance > 0 && Number.isFinite(variance))) refuse(i, "a residual variance", variance);
  });
  const sharing = new Sharing(model, subject);
  const singular = sharing.together.find((group) => sharing.joint(group, expected) === undefined);
  if (singular !== undefined) refuse(singular.at(-1)!, "a variance given the rows of the same L2", 0);
}

/** A person's effects and objective alone, for searches over populations that ask for them again and again. */
export interface QuickEstimate {
  readonly effects: Float64Array;
  /** Half the Hessian of −2 ln posterior from nearby, if it was needed. */
  readonly nearCurvature?: Float64Array | undefined;
  readonly objective: number;
  /** From the expected curvature; NaN where that is not positive. */
  readonly covariance: Float64Array;
}

export function quickEstimate(
  prepared: PreparedModel,
  subject: Subject,
  start: Pick<QuickEstimate, "effects" | "nearCurvature">,
): QuickEstimate {
  const posterior = new SubjectPosterior(prepared, subject);
  const { at, landscape, nearCurvature } = minimise(
    (x) => posterior.landscape(x),
    start.effects,
    scalesOf(prepared),
    { nearCurvature: start.nearCurvature },
  );
  const { logDeterminant, covariance } = curved(landscape.information, at.length);
  return {
    effects: at,
    nearCurvature: nearCurvature ?? start.nearCurvature,
    objective: landscape.value + prepared.logDeterminant + logDeterminant,
    covariance,
  };
}

function scalesOf({ model }: PreparedModel): Float64Array {
  const n = model.effects.length;
  return Float64Array.from({ length: n }, (_, i) => Math.sqrt(model.omega[i * n + i]!));
}

function describe(
  prepared: PreparedModel,
  subject: Subject,
  modes: readonly [Mode, ...Mode[]],
  population: readonly Expected[],
  individual: readonly Expected[],
): MapEstimate {
  const [{ at, landscape, curvature, converged, iterations }] = modes;
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
    otherModes: othersOf(modes, prepared.logDeterminant),
    residuals,
    plausibility: plausibilityOf(residuals),
  };
}

function othersOf(modes: readonly Mode[], ofPrior: number): readonly OtherMode[] {
  const shares = sharesOf(modes);
  return modes
    .map(({ at, landscape: { value, information } }, i) => ({
      effects: at,
      minimum: value,
      objective: value + ofPrior + curved(information, at.length).logDeterminant,
      share: shares[i]!,
    }))
    .slice(1);
}

function curved(matrix: Float64Array, n: number): { covariance: Float64Array; logDeterminant: number } {
  const lower = factorise(matrix, n);
  return lower === undefined
    ? { covariance: new Float64Array(n * n).fill(Number.NaN), logDeterminant: Number.NaN }
    : { covariance: inverseOf(lower, n), logDeterminant: logDeterminant(lower, n) };
}

function plausibilityOf(residuals: readonly Residual[]): number {
  if (residuals.some(({ impossible }) => impossible)) return 0;
  const known = residuals.map(({ conditional }) => conditional).filter((value) => !Number.isNaN(value));
  const squares = known.reduce((sum, value) => sum + value * value, 0);
  return known.length === 0 ? 1 : incompleteGamma(known.length / 2, squares / 2).upper;
}

function residualsOf(
  { model }: PreparedModel,
  subject: Subject,
  effects: Float64Array,
  population: readonly Expected[],
  individual: readonly Expected[],
): readonly Residual[] {
  const conditional = conditionalResiduals(model, subject, individual, effects);
  const evidence = evidenceOf(new Sharing(model, subject), individual, model.omega);
  return subject.measurements.map((measurement, i) => {
    const { record, of, value } = measurement;
    const { prediction, variance } = individual[i]!;
    const { likelihood, relative } = model.observations[of]!;
    const residual = hasResidual(measurement, model);
    const keepsSign = residual && relative === true && prediction !== 0;
    return {
      time: subject.records[record]!.time,
      value,
      population: likelihood ? Number.NaN : population[i]!.prediction,
      individual: likelihood ? Number.NaN : prediction,
      weighted: residual ? (value - prediction) / Math.sqrt(variance) : Number.NaN,
      conditional: conditional[i]!,
      impossible: keepsSign && !(value * prediction > 0),
      evidence: evidence[i]!,
    };
  });
}
