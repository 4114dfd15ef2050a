import { placeNamed } from "../../solve/named-values.ts";
import type { Flow } from "../../solve/dosing/flow.ts";
import type { Subject } from "./mixed-effects-model.ts";
import { type Expected, SubjectCourse } from "./subject-course.ts";
import type { PreparedModel } from "./prepared-model.ts";

/** What is expected of a person's measurements, effects given; with derivatives in the flow's directions. */
export class ExpectedOfEffects {
  private readonly prepared: PreparedModel;
  private readonly course: SubjectCourse;
  private readonly parameters: Float64Array;
  private readonly slots: readonly number[];
  private readonly measurements: Subject["measurements"];
  private typical: readonly Expected[] | undefined;

  constructor(prepared: PreparedModel, flow: Flow, subject: Subject) {
    const { model, kernel } = prepared;
    this.prepared = prepared;
    this.measurements = subject.measurements;
    this.course = new SubjectCourse(model, flow, subject);
    this.slots = model.effects.map((name) => kernel.parameters.indexOf(name));
    this.parameters = parametersOf(prepared);
  }

  /** @throws those of runCourse */
  at(effects: Float64Array): readonly Expected[] {
    const own = this.ownAt(effects);
    if (this.prepared.model.variance === "individual") return own;
    this.typical ??= this.ownAt(new Float64Array(effects.length)).map(standing);
    return own.map((one, i) =>
      this.measurements[i]!.limit === "none" ? spreadAs(one, this.typical![i]!) : one,
    );
  }

  private ownAt(effects: Float64Array): readonly Expected[] {
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
}

/** What is expected, as if its spread depended on no effect. */
function standing(one: Expected): Expected {
  const flat = new Float64Array(one.varianceBy.length);
  return {
    ...one,
    varianceBy: flat,
    ...(one.loads === undefined ? {} : { loads: one.loads.map((load) => ({ ...load, by: flat })) }),
  };
}

/** A limit's chance is a likelihood that reads the person's own spread, here as in NONMEM; a residual's spread may not. */
const spreadAs = ({ prediction, predictionBy }: Expected, typical: Expected): Expected => ({
  ...typical,
  prediction,
  predictionBy,
});

/** The model's parameters with those that it gives itself. */
export function parametersOf({ model, kernel }: Pick<PreparedModel, "model" | "kernel">): Float64Array {
  const parameters = new Float64Array(kernel.parameters.length);
  const given = new Uint8Array(kernel.parameters.length);
  placeNamed("parameter", model.parameters, kernel.parameters, parameters, given);
  kernel.fillParameters(parameters, given);
  return parameters;
}
