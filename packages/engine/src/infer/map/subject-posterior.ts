import type { Kernel } from "../../compile/kernel.ts";
import { HomeostatError } from "../../errors/homeostat-error.ts";
import type { Course } from "../../solve/dosing/course.ts";
import type { Flow } from "../../solve/dosing/flow.ts";
import { runCourse } from "../../solve/dosing/run-course.ts";
import { placeNamed } from "../../solve/named-values.ts";
import { censored, measured, measuredByStudent, type Term } from "./measurement-term.ts";
import type { Landscape } from "./minimise.ts";
import type { Measurement, MixedEffectsModel, Subject } from "./mixed-effects-model.ts";

/** What the model expects of one measurement, with derivatives in each effect. */
export interface Expected {
  readonly prediction: number;
  readonly variance: number;
  readonly predictionBy: Float64Array;
  readonly varianceBy: Float64Array;
}

/** A model made ready for fits: its flow with derivatives in the effects, and the prior's precision. */
export interface PreparedModel {
  readonly model: MixedEffectsModel;
  readonly kernel: Kernel;
  readonly flow: Flow;
  /** Ω⁻¹ and ln|Ω|. */
  readonly precision: Float64Array;
  readonly logDeterminant: number;
}

/** The posterior of one person's effects, as −2 ln density up to a constant. */
export class SubjectPosterior {
  private readonly prepared: PreparedModel;
  private readonly subject: Subject;
  private readonly course: Course;
  private readonly parameters: Float64Array;
  private readonly slots: readonly number[];
  private readonly byRecord: ReadonlyMap<number, readonly number[]>;
  private typical: readonly Expected[] | undefined;

  constructor(prepared: PreparedModel, subject: Subject) {
    const { model, kernel } = prepared;
    this.prepared = prepared;
    this.subject = subject;
    this.course = {
      records: subject.records,
      inputsFrom: model.inputsFrom,
      doseProperties: model.doseProperties,
    };
    this.slots = model.effects.map((name) => kernel.parameters.indexOf(name));
    this.parameters = parametersOf(prepared);
    this.byRecord = Map.groupBy(subject.measurements.keys(), (i) => subject.measurements[i]!.record);
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
    const { prepared, parameters, slots, subject, course } = this;
    const { scales } = prepared.model;
    slots.forEach((slot, k) => {
      parameters[slot] = scales === undefined ? effects[k]! : scales[k]!.fromFree(effects[k]!);
    });
    const slopes = scales?.map((scale, k) => scale.slope(effects[k]!));
    const all = new Array<Expected>(subject.measurements.length);
    runCourse(prepared.flow, course, parameters, (record, outputs) => {
      for (const i of this.byRecord.get(record) ?? [])
        all[i] = readExpected(prepared.model, subject.measurements[i]!, outputs, slopes);
    });
    return all;
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

  private expectedOrNothing(effects: Float64Array): readonly Expected[] | undefined {
    try {
      return this.expected(effects);
    } catch (error) {
      if (error instanceof HomeostatError && breakdowns.has(error.code)) return undefined;
      throw error;
    }
  }
}

/** What can happen at values that a search tries, and only there: the fit asks for `expected` at typical values first. */
const breakdowns: ReadonlySet<string> = new Set(["HS1601", "HS1603", "HS1605", "HS1606"]);

function parametersOf({ model, kernel }: PreparedModel): Float64Array {
  const parameters = new Float64Array(kernel.parameters.length);
  const given = new Uint8Array(kernel.parameters.length);
  placeNamed("parameter", model.parameters, kernel.parameters, parameters, given);
  kernel.fillParameters(parameters, given);
  return parameters;
}

const noSlope = (effects: Float64Array) => new Float64Array(effects.length);

function readExpected(
  model: MixedEffectsModel,
  { of }: Measurement,
  outputs: Float64Array,
  slopes: readonly number[] | undefined,
): Expected {
  const { prediction, variance } = model.observations[of]!;
  const k = model.effects.length;
  const size = outputs.length / (k + 1);
  const by = (slot: number) =>
    Float64Array.from({ length: k }, (_, i) => outputs[(i + 1) * size + slot]! * (slopes?.[i] ?? 1));
  return {
    prediction: outputs[prediction]!,
    variance: outputs[variance]!,
    predictionBy: by(prediction),
    varianceBy: by(variance),
  };
}

function termOf(
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
