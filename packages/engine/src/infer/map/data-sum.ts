import type { Term } from "./measurement-term.ts";
import type { Sharing } from "./sharing.ts";
import type { Expected } from "./subject-course.ts";

/** −2 ln likelihood of a person's data, without ln 2π. */
export const misfitOf = (sharing: Sharing, expected: readonly Expected[]): number =>
  sharing.values(expected).reduce((sum, value) => sum + value, 0);

/** A sum of −2 ln densities with its gradient, and half its expected Hessian. */
export class DataSum {
  value = 0;
  readonly gradient: Float64Array;
  readonly information: Float64Array;

  constructor(size: number) {
    this.gradient = new Float64Array(size);
    this.information = new Float64Array(size * size);
  }

  /** First of all: effects that are normal around 0. */
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

  addData(sharing: Sharing, expected: readonly Expected[]): void {
    for (const i of sharing.alone) this.addTerm(sharing.termOf(i, expected[i]!), expected[i]!);
    for (const group of sharing.together) {
      const joint = sharing.joint(group, expected);
      if (joint === undefined) {
        this.value = Number.NaN;
        return;
      }
      for (const one of joint.values) {
        this.value += one.logVariance + one.residual * one.residual;
        for (const square of one.squares) this.addSquare(square);
      }
      joint.gradient.forEach((slope, k) => {
        this.gradient[k]! += slope;
      });
    }
  }

  private addTerm(term: Term, { predictionBy: f, varianceBy: v }: Expected): void {
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

  private addSquare(u: Float64Array): void {
    const n = u.length;
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) this.information[i * n + j]! += u[i]! * u[j]!;
  }
}
