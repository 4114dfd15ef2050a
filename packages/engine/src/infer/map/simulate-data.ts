import { normalQuantile } from "../../ensemble/normal-quantile.ts";
import type { RandomStream } from "../../ensemble/random-stream.ts";
import { studentLaw } from "../priors/law.ts";
import { valueOfScore } from "../priors/normal-score.ts";
import type { Subject } from "./mixed-effects-model.ts";
import type { PreparedModel } from "./prepared-model.ts";
import { Sharing } from "./sharing.ts";
import { SubjectPosterior } from "./subject-posterior.ts";
import { factorise } from "./symmetric.ts";

/** Makes data of people with a person's records: effects drawn anew from Ω, then residuals around what they give. */
export class DataSimulator {
  private readonly posterior: SubjectPosterior;
  private readonly factor: Float64Array;
  private readonly degrees: readonly (number | undefined)[];
  private readonly sharing: Sharing;

  /** @throws HS1652 */
  constructor({ model, ...prepared }: PreparedModel, subject: Subject) {
    this.posterior = new SubjectPosterior({ model, ...prepared }, subject);
    this.factor = factorise(model.omega, model.effects.length)!;
    this.sharing = new Sharing(model, subject);
    this.degrees = subject.measurements.map(({ of }) => model.observations[of]!.degrees);
  }

  /** One value for each measurement; NaN where the model breaks down at the drawn effects. */
  draw(stream: RandomStream): Float64Array {
    const n = Math.sqrt(this.factor.length);
    const z = Float64Array.from({ length: n }, () => normalQuantile(stream.uniform()));
    const effects = z.map((_, row) => {
      let sum = 0;
      for (let k = 0; k <= row; k++) sum += this.factor[row * n + k]! * z[k]!;
      return sum;
    });
    const scores = this.degrees.map(() => normalQuantile(stream.uniform()));
    const expected = this.posterior.expectedOrNothing(effects);
    if (expected === undefined) return new Float64Array(scores.length).fill(Number.NaN);
    const standard = scores.map((score, i) => {
      const degrees = this.degrees[i];
      return degrees === undefined ? score : valueOfScore(studentLaw(0, 1, degrees), score);
    });
    const residuals = standard.map((value, i) => Math.sqrt(expected[i]!.variance) * value);
    for (const group of this.sharing.together) {
      const shared = this.sharing.coloured(group, expected, standard);
      group.forEach((i, at) => {
        residuals[i] = shared[at]!;
      });
    }
    return Float64Array.from(residuals, (residual, i) => expected[i]!.prediction + residual);
  }
}

/** One value for each of a person's measurements, of somebody drawn from the population. */
export function simulateData(prepared: PreparedModel, subject: Subject, stream: RandomStream): Float64Array {
  return new DataSimulator(prepared, subject).draw(stream);
}
