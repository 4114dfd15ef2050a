import type { Course } from "../../solve/dosing/course.ts";
import type { Flow } from "../../solve/dosing/flow.ts";
import { runCourse } from "../../solve/dosing/run-course.ts";
import type { MixedEffectsModel, Subject } from "./mixed-effects-model.ts";

/** What the model expects of one measurement, with derivatives in each direction. */
export interface Expected {
  readonly prediction: number;
  readonly variance: number;
  readonly predictionBy: Float64Array;
  readonly varianceBy: Float64Array;
  /** Where the residual is a sum of ε: what each is multiplied by. */
  readonly loads?: readonly ExpectedLoad[];
}

interface ExpectedLoad {
  readonly epsilon: number;
  readonly value: number;
  readonly by: Float64Array;
}

/** A person's records, ready to be run through a flow again and again. */
export class SubjectCourse {
  private readonly model: MixedEffectsModel;
  private readonly flow: Flow;
  private readonly subject: Subject;
  private readonly course: Course;
  private readonly byRecord: ReadonlyMap<number, readonly number[]>;

  constructor(model: MixedEffectsModel, flow: Flow, subject: Subject) {
    const { inputsFrom, doseProperties, switches } = model;
    this.model = model;
    this.flow = flow;
    this.subject = subject;
    const last = subject.measurements.reduce((most, { record }) => Math.max(most, record), -1);
    // What comes after the last measurement changes nothing of what is expected.
    this.course = {
      records: subject.records.slice(0, last + 1),
      inputsFrom,
      doseProperties,
      ...(switches && { switches }),
    };
    this.byRecord = Map.groupBy(subject.measurements.keys(), (i) => subject.measurements[i]!.record);
  }

  /** What is expected of each measurement; derivatives are multiplied by the `slopes`. @throws those of runCourse */
  expected(parameters: Float64Array, slopes?: readonly number[]): readonly Expected[] {
    const all = new Array<Expected>(this.subject.measurements.length);
    runCourse(this.flow, this.course, parameters, (record, outputs) => {
      for (const i of this.byRecord.get(record) ?? []) all[i] = this.read(i, outputs, slopes);
    });
    return all;
  }

  private read(i: number, outputs: Float64Array, slopes: readonly number[] | undefined): Expected {
    const { prediction, variance, loads } = this.model.observations[this.subject.measurements[i]!.of]!;
    const by = (slot: number) => derivativesOf(outputs, slot, this.flow.directions, slopes);
    return {
      prediction: outputs[prediction]!,
      variance: outputs[variance]!,
      predictionBy: by(prediction),
      varianceBy: by(variance),
      ...(loads === undefined
        ? {}
        : { loads: loads.map(({ epsilon, slot }) => ({ epsilon, value: outputs[slot]!, by: by(slot) })) }),
    };
  }
}

/** Filled by a loop: there are very many of these, and `Float64Array.from` takes ten times as long. */
function derivativesOf(
  outputs: Float64Array,
  slot: number,
  directions: number,
  slopes: readonly number[] | undefined,
): Float64Array {
  const size = outputs.length / (directions + 1);
  const derivatives = new Float64Array(directions);
  for (let d = 0; d < directions; d++) derivatives[d] = outputs[(d + 1) * size + slot]! * (slopes?.[d] ?? 1);
  return derivatives;
}
