import { jointFactor, type JointValues, jointValues } from "./joint-values.ts";
import { censored, measured, measuredByStudent, ofLikelihood, type Term } from "./measurement-term.ts";
import type { Measurement, ResidualModel, Subject } from "./mixed-effects-model.ts";
import type { Expected } from "./subject-course.ts";

/** Which of a person's measurements stand alone, and which share their ε; each by its index. */
export class Sharing {
  readonly alone: readonly number[];
  readonly together: readonly (readonly number[])[];
  private readonly model: ResidualModel;
  private readonly measurements: Subject["measurements"];

  constructor(model: ResidualModel, { measurements }: Pick<Subject, "measurements">) {
    const indices = [...measurements.keys()];
    const groups = [...Map.groupBy(indices, (i) => measurements[i]!.group ?? `alone ${i}`).values()];
    this.model = model;
    this.measurements = measurements;
    this.alone = groups.filter((group) => group.length === 1).map(([i]) => i!);
    this.together = groups.filter((group) => group.length > 1);
  }

  termOf(i: number, expected: Expected): Term {
    return termOf(this.measurements[i]!, expected, this.model);
  }

  /** Undefined where their covariance is not positive definite. */
  joint(group: readonly number[], expected: readonly Expected[]): JointValues | undefined {
    return jointValues(
      group.map((i) => this.measurements[i]!.value - expected[i]!.prediction),
      group.map((i) => expected[i]!),
      this.model.residualCorrelation!,
    );
  }

  /** Residuals of a group from independent scores (by measurement); NaN where it has no covariance. */
  coloured(group: readonly number[], expected: readonly Expected[], scores: readonly number[]): Float64Array {
    const own = group.map((i) => expected[i]!);
    const lower = jointFactor(own, this.model.residualCorrelation!);
    return Float64Array.from(group, (_, row) => {
      if (lower === undefined) return Number.NaN;
      let sum = 0;
      for (let k = 0; k <= row; k++) sum += lower[row * group.length + k]! * scores[group[k]!]!;
      return sum;
    });
  }

  /** −2 ln likelihood of each measurement, of a group's given those before it; NaN where there is none. */
  values(expected: readonly Expected[]): Float64Array {
    const values = new Float64Array(expected.length);
    for (const i of this.alone) values[i] = this.termOf(i, expected[i]!).value;
    for (const group of this.together) {
      const joint = this.joint(group, expected);
      group.forEach((i, at) => {
        const one = joint?.values[at];
        values[i] = one === undefined ? Number.NaN : one.logVariance + one.residual * one.residual;
      });
    }
    return values;
  }
}

/** What a measurement says by itself, given what is expected of it. */
function termOf(
  { value, limit, of }: Measurement,
  { prediction, variance }: Expected,
  { observations }: ResidualModel,
): Term {
  const { degrees, likelihood } = observations[of]!;
  if (likelihood === true) return ofLikelihood(prediction);
  if (limit !== "none") return censored(value, limit, prediction, variance, degrees);
  return degrees === undefined
    ? measured(value, prediction, variance)
    : measuredByStudent(value, prediction, variance, degrees);
}
