import { NormalEquations } from "./normal-equations.ts";
import { predict, ridge } from "./ridge.ts";

/** E log|Z| of a standard normal Z is −(γ + log 2)/2, with Euler's γ. */
const meanLogAbsoluteNormal = -0.635181422730739;
/** A residual of nothing still has a spread: the rounding of the readings. */
const smallest = 0.3;

/**
 * Spread that depends on circumstances: log|residual| is regressed on inputs, separately for each output
 * (a log-linear scale model; Harvey 1976, doi:10.2307/1913974). Learns one row at a time.
 */
export class SpreadRegression {
  private readonly equations: NormalEquations;
  private readonly logs: Float64Array;
  private readonly strength: number;
  private coefficients: Float64Array | null = null;

  /** `strength`: ridge penalty in rows, see `ridge`. */
  constructor(inputs: number, outputs: number, strength: number) {
    this.equations = new NormalEquations(inputs, outputs);
    this.logs = new Float64Array(outputs);
    this.strength = strength;
  }

  /** Learns the size of the residuals (one per output) met under the inputs. */
  add(inputs: Float64Array, residuals: Float64Array): void {
    for (let k = 0; k < residuals.length; k++) {
      this.logs[k] =
        0.5 * Math.log(residuals[k]! * residuals[k]! + smallest * smallest) - meanLogAbsoluteNormal;
    }
    this.equations.add(inputs, this.logs);
  }

  refit(): void {
    this.coefficients = ridge(this.equations, this.strength);
  }

  /** Standard deviation of each output's residual under the inputs, if residuals were normal; null before a fit. */
  spread(inputs: Float64Array): Float64Array | null {
    if (this.coefficients === null) return null;
    const spread = predict(this.coefficients, inputs, new Float64Array(this.logs.length));
    for (let k = 0; k < spread.length; k++) spread[k] = Math.exp(spread[k]!);
    return spread;
  }
}
