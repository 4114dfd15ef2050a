import type { LinearPartKernel } from "../../compile/kernel.ts";
import { failure } from "../../errors/registry.ts";
import { allFinite } from "../all-finite.ts";
import type { InputsInForce } from "../inputs-in-force.ts";
import type { Problem } from "../stepper.ts";
import { AffineFlow } from "./affine-flow.ts";

/**
 * The states of a linear part between edges, exact to rounding at any time from where they were last left. An input that
 * follows a line may add to a derivative: the time since the edge is one state more then, on a scale that fits the others.
 */
export class ExactStates {
  /** How fast they may change: the greatest column sum of |A|. */
  rate = 0;
  readonly part: LinearPartKernel;
  /** Derivatives of all other states; those of its own are left 0. */
  readonly evaluate: Problem["evaluate"];
  private readonly inputs: InputsInForce;
  private readonly names: readonly string[];
  private readonly still: AffineFlow;
  private lined: AffineFlow | undefined;
  private flow: AffineFlow;
  private readonly matrix: Float64Array;
  private readonly offset: Float64Array;
  /** Where they were left and where they are at the time last asked for, and the time since the edge on its scale. */
  private readonly left: Float64Array;
  private readonly now: Float64Array;
  private leftAt = 0;
  private nowAt = Number.NaN;

  constructor(part: LinearPartKernel, inputs: InputsInForce, names: readonly string[]) {
    const n = part.states.length;
    this.part = part;
    this.inputs = inputs;
    this.names = names;
    this.evaluate = othersIn(part, inputs);
    this.still = new AffineFlow(n, part.places);
    this.flow = this.still;
    this.matrix = new Float64Array(part.places.length);
    this.offset = new Float64Array(n);
    this.left = new Float64Array(n + 1);
    this.now = new Float64Array(n + 1);
  }

  /** Takes up all states of a member after an edge. False where a number is not finite. @throws HomeostatError HS1316 */
  begin(t: number, whole: Float64Array): boolean {
    const { inputs, left, matrix, offset, part, still } = this;
    inputs.at(t);
    const values = part.coefficients(t, whole, inputs.p, inputs.u);
    matrix.set(values.subarray(0, matrix.length));
    offset.set(values.subarray(matrix.length));
    if (!allFinite(matrix) || !allFinite(offset)) return false;
    still.take(matrix, offset);
    this.rate = still.norm;
    this.flow = inputs.vary ? this.along(t, whole) : still;
    for (let i = 0; i < offset.length; i++) left[i] = whole[part.states[i]!]!;
    left[offset.length] = 0;
    this.leftAt = t;
    this.nowAt = Number.NaN;
    return allFinite(left);
  }

  /** Their values at a time, as scratch. */
  at(t: number): Float64Array {
    const { flow, left, leftAt, now } = this;
    if (t === this.nowAt) return now;
    now.set(left);
    if (t !== leftAt) flow.move(now, t - leftAt);
    this.nowAt = t;
    return now;
  }

  /** Goes on from a time. */
  leave(t: number): void {
    this.left.set(this.at(t));
    this.leftAt = t;
  }

  /** The flow while inputs follow lines: their part of b grows with the time since the edge. */
  private along(t: number, whole: Float64Array): AffineFlow {
    const { inputs, names, offset, part, rate, still } = this;
    const rates = new Float64Array(inputs.u.length);
    inputs.rates(rates);
    const moving = [...rates.keys()].filter((input) => rates[input] !== 0);
    const bent = part.bentBy(moving);
    if (bent !== undefined)
      throw failure("HS1316", {
        why: `an input that follows a line multiplies in der(${names[bent]!}), or bends it`,
      });
    const later = inputs.u.map((value, input) => value + rates[input]!);
    const ahead = part.coefficients(t, whole, inputs.p, later).subarray(part.places.length);
    const growth = offset.map((value, i) => ahead[i]! - value);
    const size = growth.reduce((sum, value) => sum + Math.abs(value), 0);
    if (size === 0) return still;
    const scale = 2 ** Math.ceil(Math.log2(rate > 0 ? size / rate : size));
    const n = offset.length;
    const column = part.states.map((_, row) => ({ row, column: n }));
    this.lined ??= new AffineFlow(n + 1, [...part.places, ...column]);
    this.lined.take(
      Float64Array.of(...this.matrix, ...growth.map((value) => value / scale)),
      Float64Array.of(...offset, scale),
    );
    return this.lined;
  }
}

function othersIn({ rest }: LinearPartKernel, inputs: InputsInForce): Problem["evaluate"] {
  const constants = new Float64Array(rest.constants);
  let seen = -1;
  return (t, y, dy) => {
    if (inputs.vary || seen !== inputs.changes) {
      inputs.at(t);
      rest.fillConstants(constants, inputs.p, inputs.u);
      seen = inputs.changes;
    }
    rest.derivatives(t, y, constants, dy);
  };
}
