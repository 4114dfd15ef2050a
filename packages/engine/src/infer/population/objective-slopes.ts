import type { Landscape } from "../map/minimise.ts";
import type { Subject } from "../map/mixed-effects-model.ts";
import { reprepared } from "../map/prepare-model.ts";
import type { PreparedModel } from "../map/prepared-model.ts";
import { SubjectPosterior } from "../map/subject-posterior.ts";
import { factorise, logDeterminant, solveFactorised } from "../map/symmetric.ts";
import type { FreeParameters } from "./free-parameters.ts";

/** Differences over this much of a free number, and of an effect in units of its spread. */
const width = 1e-4;

/** The model a little to either side in one free number. */
interface Sides {
  readonly above: PreparedModel;
  readonly below: PreparedModel;
}

/**
 * How people's objectives change with the population's numbers, where their effects follow to their new modes: the modes'
 * own slopes are solved for (implicit function theorem), and nobody's effects are searched for anew (Almquist, Leander &
 * Jirstrand 2015, J Pharmacokinet Pharmacodyn 42:191, equations 18 to 26). Derivatives in the effects are exact; those of
 * them in the population's numbers are central differences.
 */
export class ObjectiveSlopes {
  private readonly prepared: PreparedModel;
  private readonly numbers: readonly Slope[];

  constructor(prepared: PreparedModel, free: FreeParameters, x: Float64Array) {
    const { model } = prepared;
    const moved = (k: number, by: number) => {
      const there = x.map((value, i) => (i === k ? value + by : value));
      return reprepared(prepared, { ...model.parameters, ...free.parameters(there) }, free.omega(there));
    };
    this.prepared = prepared;
    this.numbers = Array.from(x, (_, k): Slope => {
      const kind = free.kindOf(k);
      if (kind.is === "centre" && model.variance === "individual")
        return { is: "centre", effect: model.effects.indexOf(kind.of) };
      const sides = { above: moved(k, width), below: moved(k, -width) };
      return kind.is === "covariance" ? { is: "prior", sides } : { is: "data", sides };
    });
  }

  /** For a person whose effects are at their mode. NaN where the model breaks down nearby. */
  at(subject: Subject, effects: Float64Array): Float64Array {
    const { prepared } = this;
    const mode = new Mode(prepared, subject, effects);
    return Float64Array.from(this.numbers, (number) => {
      if (number.is === "centre") return mode.ofCentre(number.effect);
      return number.is === "prior" ? mode.ofPrior(number.sides) : mode.ofData(number.sides);
    });
  }
}

type Slope =
  | { readonly is: "centre"; readonly effect: number }
  | { readonly is: "prior" | "data"; readonly sides: Sides };

/** A person's mode: how its height bends, and what the objective gains as it moves. */
class Mode {
  private readonly prepared: PreparedModel;
  private readonly subject: Subject;
  private readonly effects: Float64Array;
  private readonly here: Landscape;
  /** H⁻¹·∂ln|curvature|/∂η: how the objective answers to a gradient that appears at the mode, with the sign changed. */
  private readonly answer: Float64Array;

  constructor(prepared: PreparedModel, subject: Subject, effects: Float64Array) {
    const posterior = new SubjectPosterior(prepared, subject);
    const n = effects.length;
    this.prepared = prepared;
    this.subject = subject;
    this.effects = effects;
    this.here = posterior.landscape(effects);
    const hessian = new Float64Array(n * n);
    const slopes = new Float64Array(n);
    for (let k = 0; k < n; k++) {
      const by = width * Math.sqrt(prepared.model.omega[k * (n + 1)]!);
      const above = posterior.landscape(effects.map((value, i) => (i === k ? value + by : value)));
      const below = posterior.landscape(effects.map((value, i) => (i === k ? value - by : value)));
      slopes[k] = (logCurvature(above) - logCurvature(below)) / (2 * by);
      for (let i = 0; i < n; i++) {
        const bend = (above.gradient[i]! - below.gradient[i]!) / (4 * by);
        hessian[i * n + k]! += bend;
        hessian[k * n + i]! += bend;
      }
    }
    // A mode on a ridge has no Hessian to solve with; the expected one stands in, as in the search that found it.
    const lower =
      factorise(hessian, n) ??
      factorise(
        this.here.information.map((value) => 2 * value),
        n,
      );
    this.answer = lower === undefined ? slopes.fill(Number.NaN) : solveFactorised(lower, slopes);
  }

  /** Data cannot tell an effect from its centre; the prior pulls at the effect alone. */
  ofCentre(effect: number): number {
    const { effects, answer, prepared } = this;
    const n = effects.length;
    let slope = 0;
    for (let i = 0; i < n; i++) slope += 2 * prepared.precision[effect * n + i]! * (answer[i]! - effects[i]!);
    return slope + this.here.gradient[effect]!;
  }

  /** Of Ω: no new course is needed. */
  ofPrior({ above, below }: Sides): number {
    return this.between(this.under(above), this.under(below), above, below);
  }

  ofData({ above, below }: Sides): number {
    const at = (model: PreparedModel) => new SubjectPosterior(model, this.subject).landscape(this.effects);
    return this.between(at(above), at(below), above, below);
  }

  private between(
    above: Landscape,
    below: Landscape,
    ...[over, under]: readonly [PreparedModel, PreparedModel]
  ) {
    const { answer } = this;
    let change =
      above.value +
      over.logDeterminant +
      logCurvature(above) -
      below.value -
      under.logDeterminant -
      logCurvature(below);
    for (let i = 0; i < answer.length; i++) change -= answer[i]! * (above.gradient[i]! - below.gradient[i]!);
    return change / (2 * width);
  }

  /** The landscape at this mode under another Ω. */
  private under({ precision }: PreparedModel): Landscape {
    const { effects, here, prepared } = this;
    const n = effects.length;
    const change = precision.map((value, at) => value - prepared.precision[at]!);
    const pull = effects.map((_, i) =>
      effects.reduce((sum, value, j) => sum + change[i * n + j]! * value, 0),
    );
    return {
      value: here.value + pull.reduce((sum, value, i) => sum + value * effects[i]!, 0),
      gradient: here.gradient.map((value, i) => value + 2 * pull[i]!),
      information: here.information.map((value, at) => value + change[at]!),
    };
  }
}

function logCurvature({ information }: Landscape): number {
  const n = Math.sqrt(information.length);
  const lower = factorise(information, n);
  return lower === undefined ? Number.NaN : logDeterminant(lower, n);
}
