import type { Kernel } from "../../compile/kernel.ts";
import { HomeostatError } from "../../errors/homeostat-error.ts";
import type { Flow } from "../../solve/dosing/flow.ts";
import { placeNamed } from "../../solve/named-values.ts";
import { censored, measured, measuredByStudent, type Term } from "./measurement-term.ts";
import type { Landscape } from "./minimise.ts";
import type { Measurement, MixedEffectsModel, Subject } from "./mixed-effects-model.ts";
import { quadratic } from "./quadratic.ts";
import { type Expected, SubjectCourse } from "./subject-course.ts";

/** A model made ready for fits: its flow with derivatives in the effects, and the prior's precision. */
export interface PreparedModel {
  readonly model: MixedEffectsModel;
  readonly kernel: Pick<Kernel, "parameters" | "fillParameters">;
  readonly flow: Flow;
  /** The same without derivatives, made when it is first asked for. */
  readonly plainFlow: () => Flow;
  /** Ω⁻¹ and ln|Ω|. */
  readonly precision: Float64Array;
  readonly logDeterminant: number;
}

/** The posterior of one person's effects, as −2 ln density up to a constant. */
export class SubjectPosterior {
  private readonly prepared: PreparedModel;
  private readonly subject: Subject;
  private readonly course: SubjectCourse;
  private readonly parameters: Float64Array;
  private readonly slots: readonly number[];
  private typical: readonly Expected[] | undefined;

  constructor(prepared: PreparedModel, subject: Subject) {
    const { model, kernel } = prepared;
    this.prepared = prepared;
    this.subject = subject;
    this.course = new SubjectCourse(model, prepared.flow, subject);
    this.slots = model.effects.map((name) => kernel.parameters.indexOf(name));
    this.parameters = parametersOf(prepared);
  }

  /** @throws those of runCourse */
  expected(effects: Float64Array): readonly Expected[] {
    const own = this.expectedOf(effects);
    if (this.prepared.model.variance === "individual") return own;
    this.typical ??= this.expectedOf(new Float64Array(effects.length));
    return own.map((one, i) => ({
      ...one,
      variance: this.typical![i]!.variance,
      varianceBy: noSlope(effects),
    }));
  }

  private expectedOf(effects: Float64Array): readonly Expected[] {
    const { prepared, parameters, slots, course } = this;
    const { scales } = prepared.model;
    slots.forEach((slot, k) => {
      parameters[slot] = scales === undefined ? effects[k]! : scales[k]!.fromFree(effects[k]!);
    });
    return course.expected(
      parameters,
      scales?.map((scale, k) => scale.slope(effects[k]!)),
    );
  }

  /** Σ [ln v + (y − f)²/v] + ηᵀΩ⁻¹η, its gradient, and its expected curvature; infinite where the model breaks down. */
  landscape(effects: Float64Array): Landscape {
    const expected = this.expectedOrNothing(effects);
    const size = effects.length;
    const sum = new LandscapeSum(size);
    sum.addPrior(this.prepared.precision, effects);
    expected?.forEach((one, i) => {
      sum.addMeasurement(termOf(this.subject.measurements[i]!, one, this.prepared.model), one);
    });
    return sum.result(expected !== undefined);
  }

  /** The same value alone, for which a flow without derivatives is enough. */
  minusTwoLog(effects: Float64Array): number {
    const expected = this.expectedOrNothing(effects);
    if (expected === undefined) return Number.POSITIVE_INFINITY;
    const { precision, model } = this.prepared;
    const value = expected.reduce(
      (sum, one, i) => sum + termOf(this.subject.measurements[i]!, one, model).value,
      quadratic(precision, effects),
    );
    return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
  }

  /** ln likelihood of each measurement, with its constants; −∞ where the model breaks down. */
  logLikelihoods(effects: Float64Array): Float64Array {
    const expected = this.expectedOrNothing(effects);
    return Float64Array.from(this.subject.measurements, (measurement, i) => {
      if (expected === undefined) return Number.NEGATIVE_INFINITY;
      const { value } = termOf(measurement, expected[i]!, this.prepared.model);
      return -0.5 * (measurement.limit === "none" ? value + Math.log(2 * Math.PI) : value);
    });
  }

  /** Undefined where the model breaks down at these effects. */
  expectedOrNothing(effects: Float64Array): readonly Expected[] | undefined {
    return unlessBroken(() => this.expected(effects));
  }
}

/** The prepared model for those who need no derivatives. */
export const withoutSlopes = (prepared: PreparedModel): PreparedModel => ({
  ...prepared,
  flow: prepared.plainFlow(),
});

/** What can happen at values that a search tries, and only there: the fit asks for `expected` at typical values first. */
const breakdowns: ReadonlySet<string> = new Set(["HS1601", "HS1603", "HS1605", "HS1606"]);

/** Undefined where the model breaks down at what a search tries. */
export function unlessBroken<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof HomeostatError && breakdowns.has(error.code)) return undefined;
    throw error;
  }
}

/** The model's parameters with those that it gives itself. */
export function parametersOf({ model, kernel }: Pick<PreparedModel, "model" | "kernel">): Float64Array {
  const parameters = new Float64Array(kernel.parameters.length);
  const given = new Uint8Array(kernel.parameters.length);
  placeNamed("parameter", model.parameters, kernel.parameters, parameters, given);
  kernel.fillParameters(parameters, given);
  return parameters;
}

const noSlope = (effects: Float64Array) => new Float64Array(effects.length);

/** What a measurement says, given what is expected of it. */
export function termOf(
  { value, limit, of }: Measurement,
  { prediction, variance }: Expected,
  { observations }: MixedEffectsModel,
): Term {
  const { degrees } = observations[of]!;
  if (limit !== "none") return censored(value, limit, prediction, variance, degrees);
  return degrees === undefined
    ? measured(value, prediction, variance)
    : measuredByStudent(value, prediction, variance, degrees);
}

class LandscapeSum {
  private value = 0;
  private readonly gradient: Float64Array;
  private readonly information: Float64Array;

  constructor(size: number) {
    this.gradient = new Float64Array(size);
    this.information = new Float64Array(size * size);
  }

  addPrior(precision: Float64Array, effects: Float64Array): void {
    const { gradient, information } = this;
    const n = gradient.length;
    for (let i = 0; i < n; i++) {
      let pull = 0;
      for (let j = 0; j < n; j++) pull += precision[i * n + j]! * effects[j]!;
      this.value += effects[i]! * pull;
      gradient[i]! += 2 * pull;
    }
    information.set(precision);
  }

  addMeasurement(term: Term, { predictionBy: f, varianceBy: v }: Expected): void {
    const { gradient, information } = this;
    const n = gradient.length;
    const [ff, fv, vv] = term.information;
    this.value += term.value;
    for (let i = 0; i < n; i++) {
      gradient[i]! += term.byPrediction * f[i]! + term.byVariance * v[i]!;
      for (let j = 0; j < n; j++)
        information[i * n + j]! +=
          ff * f[i]! * f[j]! + fv * (f[i]! * v[j]! + v[i]! * f[j]!) + vv * v[i]! * v[j]!;
    }
  }

  result(feasible: boolean): Landscape {
    const { gradient, information } = this;
    const value = feasible && !Number.isNaN(this.value) ? this.value : Number.POSITIVE_INFINITY;
    return { value, gradient, information };
  }
}
