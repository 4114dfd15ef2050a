import { HomeostatError } from "../../errors/homeostat-error.ts";
import { DataSum, misfitOf } from "./data-sum.ts";
import type { Landscape } from "./minimise.ts";
import { hasResidual, type Subject } from "./mixed-effects-model.ts";
import type { PreparedModel } from "./prepared-model.ts";
import { ExpectedOfEffects } from "./expected-of-effects.ts";
import { quadratic } from "./quadratic.ts";
import { Sharing } from "./sharing.ts";
import type { Expected } from "./subject-course.ts";

/** The posterior of one person's effects, as −2 ln density up to a constant. */
export class SubjectPosterior {
  private readonly prepared: PreparedModel;
  private readonly subject: Subject;
  private readonly sharing: Sharing;
  private readonly sloped: ExpectedOfEffects;
  private ofPlain: ExpectedOfEffects | undefined;

  constructor(prepared: PreparedModel, subject: Subject) {
    this.prepared = prepared;
    this.subject = subject;
    this.sharing = new Sharing(prepared.model, subject);
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
    const misfit = misfitOf(this.sharing, expected) + quadratic(this.prepared.precision, effects);
    return Number.isNaN(misfit) ? Number.POSITIVE_INFINITY : misfit;
  }

  /** Σ [ln v + (y − f)²/v] + ηᵀΩ⁻¹η, its gradient, and its expected curvature; infinite where the model breaks down. */
  landscape(effects: Float64Array): Landscape {
    const expected = unlessBroken(() => this.expected(effects));
    const sum = new DataSum(effects.length);
    sum.addPrior(this.prepared.precision, effects);
    if (expected !== undefined) sum.addData(this.sharing, expected);
    const { gradient, information, value } = sum;
    const feasible = expected !== undefined && !Number.isNaN(value);
    return { value: feasible ? value : Number.POSITIVE_INFINITY, gradient, information };
  }

  /** ln likelihood of each measurement, with its constants; −∞ where the model breaks down. */
  logLikelihoods(effects: Float64Array): Float64Array {
    const expected = this.expectedOrNothing(effects);
    const { measurements } = this.subject;
    if (expected === undefined) return new Float64Array(measurements.length).fill(Number.NEGATIVE_INFINITY);
    return Float64Array.from(this.sharing.values(expected), (value, i) => {
      const constant = hasResidual(measurements[i]!, this.prepared.model) ? Math.log(2 * Math.PI) : 0;
      return -0.5 * (value + constant);
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
