import { flowOf } from "../../solve/dosing/flow-of.ts";
import type { Flow } from "../../solve/dosing/flow.ts";
import type { MixedEffectsModel, Subject } from "../map/mixed-effects-model.ts";
import { prepareModel } from "../map/prepare-model.ts";
import { SubjectCourse } from "../map/subject-course.ts";
import { parametersOf } from "../map/expected-of-effects.ts";
import type { PreparedModel } from "../map/prepared-model.ts";
import { DataSum, misfitOf } from "../map/data-sum.ts";
import { Sharing } from "../map/sharing.ts";
import { unlessBroken } from "../map/subject-posterior.ts";

/** What the people of a population share while its numbers are sought. */
export interface SharedWork {
  readonly prepared: PreparedModel;
  readonly slots: readonly number[];
  /** Without derivatives, and with those in `directions`. */
  readonly plain: Flow;
  readonly sloped: Flow;
  readonly directions: readonly string[];
}

export function sharedWork(
  model: MixedEffectsModel,
  given: Readonly<Record<string, number>>,
  directions: readonly string[],
): SharedWork {
  const prepared = prepareModel({ ...model, parameters: { ...model.parameters, ...given } });
  const names = Object.keys(prepared.model.parameters);
  return {
    prepared,
    slots: model.effects.map((name) => prepared.kernel.parameters.indexOf(name)),
    plain: prepared.plain(),
    sloped: flowOf(prepared.model.system, directions, names, prepared.model.doseProperties),
    directions,
  };
}

/** Slopes of −2 ln p(data | effects), and half its expected Hessian. */
export interface Slopes {
  readonly gradient: Float64Array;
  readonly information: Float64Array;
}

/** A person's data as if the effects were known. */
export class CompleteData {
  private readonly work: SharedWork;
  private readonly sharing: Sharing;
  private readonly plain: SubjectCourse;
  private readonly sloped: SubjectCourse;

  constructor(work: SharedWork, subject: Subject) {
    this.work = work;
    this.sharing = new Sharing(work.prepared.model, subject);
    this.plain = new SubjectCourse(work.prepared.model, work.plain, subject);
    this.sloped = new SubjectCourse(work.prepared.model, work.sloped, subject);
  }

  /** −2 ln p(data | effects), infinite where the model breaks down. `parameters` is written to at the effects. */
  misfit(parameters: Float64Array, effects: Float64Array): number {
    this.place(parameters, effects);
    const expected = unlessBroken(() => this.plain.expected(parameters));
    if (expected === undefined) return Number.POSITIVE_INFINITY;
    const sum = misfitOf(this.sharing, expected);
    return Number.isNaN(sum) ? Number.POSITIVE_INFINITY : sum;
  }

  /** @throws those of runCourse */
  slopes(parameters: Float64Array, effects: Float64Array): Slopes {
    this.place(parameters, effects);
    const sum = new DataSum(this.work.directions.length);
    sum.addData(this.sharing, this.sloped.expected(parameters));
    return sum;
  }

  private place(parameters: Float64Array, effects: Float64Array): void {
    const { scales } = this.work.prepared.model;
    this.work.slots.forEach((slot, k) => {
      parameters[slot] = scales === undefined ? effects[k]! : scales[k]!.fromFree(effects[k]!);
    });
  }
}

/** The vector of all parameters at some values of the population's. */
export function parameterVector(
  { prepared: { model, kernel } }: SharedWork,
  parameters: Readonly<Record<string, number>>,
): Float64Array {
  return parametersOf({ kernel, model: { ...model, parameters: { ...model.parameters, ...parameters } } });
}
