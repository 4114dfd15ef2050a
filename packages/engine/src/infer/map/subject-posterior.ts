import { HomeostatError } from "../../errors/homeostat-error.ts";
import { censored, measured, measuredByStudent, type Term } from "./measurement-term.ts";
import type { Landscape } from "./minimise.ts";
import type { Measurement, MixedEffectsModel, Subject } from "./mixed-effects-model.ts";
import type { PreparedModel } from "./prepared-model.ts";
import { ExpectedOfEffects } from "./expected-of-effects.ts";
import { quadratic } from "./quadratic.ts";
import type { Expected } from "./subject-course.ts";

/** The posterior of one person's effects, as −2 ln density up to a constant. */
export class SubjectPosterior {
  private readonly prepared: PreparedModel;
  private readonly subject: Subject;
  private readonly sloped: ExpectedOfEffects;
  private ofPlain: ExpectedOfEffects | undefined;

  constructor(prepared: PreparedModel, subject: Subject) {
    this.prepared = prepared;
    this.subject = subject;
    this.sloped = new ExpectedOfEffects(prepared, prepared.flow, subject);
  }

  private get plain(): ExpectedOfEffects {
    this.ofPlain ??= new ExpectedOfEffects(this.prepared, this.prepared.plain(), this.subject);
    return this.ofPlain;
  }

  /** @throws those of runCourse */
  expected(effects: Float64Array): readonly Expected[] {
    return this.sloped.at(effects);
  }

  /** −2 ln density up to the constant of `landscape`, without slopes; infinite where the model breaks down. */
  value(effects: Float64Array): number {
    const expected = this.expectedOrNothing(effects);
    if (expected === undefined) return Number.POSITIVE_INFINITY;
    const { model, precision } = this.prepared;
    const misfit = expected.reduce(
      (sum, one, i) => sum + termOf(this.subject.measurements[i]!, one, model).value,
      quadratic(precision, effects),
    );
    return Number.isNaN(misfit) ? Number.POSITIVE_INFINITY : misfit;
  }

  /** Σ [ln v + (y − f)²/v] + ηᵀΩ⁻¹η, its gradient, and its expected curvature; infinite where the model breaks down. */
  landscape(effects: Float64Array): Landscape {
    const expected = unlessBroken(() => this.expected(effects));
    const size = effects.length;
    const sum = new LandscapeSum(size);
    sum.addPrior(this.prepared.precision, effects);
    expected?.forEach((one, i) => {
      sum.addMeasurement(termOf(this.subject.measurements[i]!, one, this.prepared.model), one);
    });
    return sum.result(expected !== undefined);
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

  /** Without derivatives; undefined where the model breaks down at these effects. */
  expectedOrNothing(effects: Float64Array): readonly Expected[] | undefined {
    return unlessBroken(() => this.plain.at(effects));
  }
}

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
