import type { JacobianKernel } from "../compile/jacobian-kernel.ts";
import type { Kernel } from "../compile/kernel.ts";
import type { InputsInForce } from "./inputs-in-force.ts";
import type { LinearProblem } from "./stepper.ts";

/** A kernel's right-hand side with its derivatives, under the inputs of a member as they hold or follow lines. */
export class LinearInForce implements LinearProblem {
  private readonly kernel: Kernel;
  private readonly inputs: InputsInForce;
  private readonly held: Compiled;
  private moving: Compiled | undefined;
  /** The change of inputs that the constants of `held` belong to. */
  private seen = -1;

  constructor(kernel: Kernel, inputs: InputsInForce) {
    this.kernel = kernel;
    this.inputs = inputs;
    this.held = compiled(kernel, false);
  }

  get pattern() {
    return this.held.kernel.pattern;
  }

  drifting(): Int32Array {
    return this.ready().kernel.drifting;
  }

  fill(t: number, y: Float64Array, dy: Float64Array, jacobian: Float64Array, drift: Float64Array): void {
    const { inputs } = this;
    const { kernel, constants, u } = this.ready();
    if (inputs.vary) {
      const count = inputs.u.length;
      inputs.at(t);
      u.set(inputs.u);
      inputs.rates(u.subarray(count));
      kernel.fillConstants(constants, inputs.p, u);
    } else if (this.seen !== inputs.changes) {
      kernel.fillConstants(constants, inputs.p, inputs.u);
      this.seen = inputs.changes;
    }
    kernel.fill(t, y, constants, dy, jacobian, drift);
  }

  private ready(): Compiled {
    if (!this.inputs.vary) return this.held;
    this.moving ??= compiled(this.kernel, true);
    return this.moving;
  }
}

interface Compiled {
  readonly kernel: JacobianKernel;
  readonly constants: Float64Array;
  /** Room for inputs and their rates. */
  readonly u: Float64Array;
}

function compiled(of: Kernel, inputsMove: boolean): Compiled {
  const kernel = of.jacobian(inputsMove);
  return { kernel, constants: new Float64Array(kernel.constants), u: new Float64Array(2 * of.inputs.length) };
}
