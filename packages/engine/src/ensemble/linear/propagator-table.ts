import type { Kernel } from "../../compile/kernel.ts";
import { allFinite } from "../../solve/all-finite.ts";
import type { InputsInForce } from "../../solve/inputs-in-force.ts";
import { same, spread } from "../../solve/linear/linear-stepper.ts";
import { greatestColumnSum } from "../../solve/linear/dense-products.ts";
import { LinearInForce } from "../../solve/linear-in-force.ts";
import type { LinearCode } from "./linear-code.ts";
import type { LinearPlan } from "./linear-plan.ts";

/** The coefficients in force, and their propagators over the durations of a plan, each made when it is first needed. */
export class PropagatorTable {
  values = new Float64Array(0);
  readonly offset: Float64Array;
  /** Whether the offset is not 0. */
  driven = false;
  private readonly code: LinearCode;
  private readonly linear: LinearInForce;
  private readonly origin: Float64Array;
  private readonly drift: Float64Array;
  private readonly jacobian: Float64Array;
  private readonly seen: Float64Array;
  private readonly matrix: Float64Array;
  private norm = 0;
  private durations: Float64Array = new Float64Array(0);
  private made = new Uint8Array(0);
  private missing = 0;

  constructor(kernel: Kernel, inputs: InputsInForce, code: LinearCode) {
    const n = kernel.states.length;
    this.code = code;
    this.linear = new LinearInForce(kernel, inputs);
    this.origin = new Float64Array(n);
    this.offset = new Float64Array(n);
    this.drift = new Float64Array(n);
    this.seen = new Float64Array(this.linear.pattern.rows.length);
    this.jacobian = this.seen.map(() => Number.NaN);
    this.matrix = new Float64Array(n * n);
  }

  /** Goes over to the durations of a plan. */
  follow({ durations }: LinearPlan): void {
    if (this.durations === durations) return;
    this.durations = durations;
    if (this.made.length < durations.length) {
      this.values = new Float64Array(durations.length * this.code.stride);
      this.made = new Uint8Array(durations.length);
    }
    this.forget();
  }

  /** Takes up what is in force from `t` on; false where a coefficient is not finite. */
  take(t: number): boolean {
    const { linear, seen, jacobian, matrix, offset } = this;
    linear.fill(t, this.origin, offset, seen, this.drift);
    this.driven = offset.some((value) => value !== 0);
    if (!same(seen, jacobian)) {
      jacobian.set(seen);
      spread(linear.pattern, seen, matrix);
      this.norm = greatestColumnSum(matrix, offset.length);
      this.forget();
    }
    return allFinite(offset) && allFinite(seen);
  }

  /** Makes what is missing of some durations. */
  prepare(needed: Int32Array): void {
    if (this.missing === 0) return;
    const { made, durations, matrix, norm, values, code } = this;
    for (let i = 0; i < needed.length; i++) {
      const place = needed[i]!;
      if (made[place] === 1) continue;
      code.propagate(matrix, norm, durations[place]!, values, place * code.stride);
      made[place] = 1;
      this.missing--;
    }
  }

  private forget(): void {
    this.made.fill(0);
    this.missing = this.durations.length;
  }
}
