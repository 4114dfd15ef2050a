import { failure } from "../../errors/registry.ts";
import { lookUp } from "../../hybrid/past.ts";
import { AdaptiveLoop, type Dense, type LoopSettings } from "../../solve/adaptive-loop.ts";
import { LinearByDifferences } from "../../solve/linear-by-differences.ts";
import type { InputsInForce } from "../../solve/inputs-in-force.ts";
import type { MethodName } from "../../solve/methods/method.ts";
import { stepperOf } from "../../solve/methods/methods.ts";
import { OutputGrid } from "../../solve/output-grid.ts";
import { stopCodes } from "../../solve/simulation.ts";
import type { AdjointKernels } from "./adjoint-kernels.ts";
import type { Leg } from "./trajectory.ts";

/** Gauss's points and weights for three values of [0, 1]: exact to degree 5. */
const gauss = [
  [0.5 - Math.sqrt(0.15), 5 / 18],
  [0.5, 8 / 18],
  [0.5 + Math.sqrt(0.15), 5 / 18],
] as const;

export interface ReturnSettings extends LoopSettings {
  readonly relative: number;
  readonly method: Exclude<MethodName, "linear">;
}

/**
 * The adjoint λ on its way back through the legs of a course: dλ/dt = −(∂f/∂y)ᵀλ by any stepper, in the time −t, and
 * with each step the integral of (∂f/∂p)ᵀλ by Gauss's rule, which asks for no stages of its own and no control.
 */
export class ReturnCourse {
  readonly adjoint: Float64Array;
  readonly gradient: Float64Array;
  private readonly kernels: AdjointKernels;
  private readonly inputs: InputsInForce;
  private readonly names: readonly string[];
  private readonly loop: AdaptiveLoop;
  private readonly walker: { readonly y: Float64Array; step: number };
  private readonly absolute: Float64Array;
  private readonly relative: number;
  private readonly constants: Float64Array;
  /** The states, then the adjoint; their slopes; inputs, then whether each is at its default. */
  readonly point: Float64Array;
  /** The first of them. */
  private readonly states: Float64Array;
  private readonly slopes: Float64Array;
  private readonly adjointSlopes: Float64Array;
  private readonly between: Float64Array;
  readonly u: Float64Array;
  private leg!: Leg;
  private p!: Float64Array;

  constructor(
    kernels: AdjointKernels,
    inputs: InputsInForce,
    names: readonly string[],
    directions: number,
    settings: ReturnSettings,
  ) {
    const n = names.length;
    this.kernels = kernels;
    this.inputs = inputs;
    this.names = names;
    this.relative = settings.relative;
    this.absolute = new Float64Array(n);
    this.point = new Float64Array(n + Math.max(n, kernels.observed));
    this.states = this.point.subarray(0, n);
    this.slopes = new Float64Array(2 * n);
    this.adjointSlopes = this.slopes.subarray(n);
    this.between = new Float64Array(n);
    this.u = new Float64Array(2 * inputs.u.length);
    this.constants = new Float64Array(kernels.slopes.constants);
    this.gradient = new Float64Array(directions);
    this.adjoint = new Float64Array(n);
    this.walker = { y: this.adjoint, step: 0 };
    const evaluate = (s: number, y: Float64Array, dy: Float64Array) => this.evaluate(-s, y, dy);
    const problem = { size: n, evaluate, absolute: this.absolute, relative: settings.relative };
    const linear = () => new LinearByDifferences(problem);
    const stepper = stepperOf(settings.method)({ ...problem, linear });
    this.loop = new AdaptiveLoop(n, stepper, settings, (from, to, dense) => {
      this.integrate(from, to, dense);
      return undefined;
    });
  }

  get steps(): number {
    return this.loop.steps;
  }

  start(p: Float64Array): void {
    this.p = p;
    this.adjoint.fill(0);
    this.gradient.fill(0);
    this.walker.step = 0;
  }

  /** Takes up a leg, whose inputs are in force. */
  enter(leg: Leg): void {
    this.leg = leg;
    this.inputs.defaulted(this.u.subarray(this.inputs.u.length));
    this.readInputs();
  }

  /** Puts the states where they are, and the adjoint beside them. */
  stand(states: Float64Array): void {
    this.point.set(states);
    this.point.set(this.adjoint, states.length);
  }

  /** Takes in what was pulled: derivatives by states, then by parameters. */
  gain(pulled: Float64Array, states: "adds" | "replaces"): void {
    const { adjoint, gradient } = this;
    const n = adjoint.length;
    for (let i = 0; i < n; i++) adjoint[i] = pulled[i]! + (states === "adds" ? adjoint[i]! : 0);
    for (let k = 0; k < gradient.length; k++) gradient[k]! += pulled[n + k]!;
  }

  /** The states of the leg at a time, into the first half of `point`; the adjoint into the second. */
  look(t: number, adjoint: Float64Array = this.adjoint): void {
    lookUp(this.leg.past, t, this.states, nothing);
    this.point.set(adjoint, adjoint.length);
    if (!this.inputs.vary) return;
    this.inputs.at(t);
    this.readInputs();
  }

  /** Goes back within the leg. `scale` tells how large each state has been. @throws HS131x where λ cannot go on */
  back(from: number, to: number, scale: Float64Array): void {
    if (from === to) return;
    this.tolerate(scale);
    this.loop.allow();
    const end = this.loop.segment(this.walker, -from, -to, noGrid(), nothing, () => {});
    if (end === "done" || end === "watched") return;
    const worst = this.adjoint.findIndex((value) => !Number.isFinite(value));
    const state = `the adjoint of ${this.names[this.loop.suspect ?? Math.max(0, worst)]}`;
    throw failure(stopCodes[end], { time: -this.loop.time, state });
  }

  /** An adjoint counts by what it multiplies: small beside the largest λᵢyᵢ is small. */
  private tolerate(scale: Float64Array): void {
    let largest = 0;
    this.adjoint.forEach((value, i) => {
      largest = Math.max(largest, Math.abs(value) * scale[i]!);
    });
    const share = 1e-2 * this.relative * largest;
    for (let i = 0; i < scale.length; i++)
      this.absolute[i] = Math.max(share / scale[i]!, Number.MIN_VALUE * 1e16);
  }

  private evaluate(t: number, adjoint: Float64Array, out: Float64Array): void {
    this.look(t, adjoint);
    this.kernels.slopes.derivatives(t, this.point, this.constants, this.slopes);
    out.set(this.adjointSlopes);
  }

  private integrate(from: number, to: number, dense: Dense): void {
    const { gradient, kernels, p, u, point } = this;
    const length = to - from;
    for (const [share, weight] of gauss) {
      const s = from + share * length;
      dense(s, this.between);
      this.look(-s, this.between);
      const rates = kernels.parameterRates(-s, point, p, u);
      for (let k = 0; k < gradient.length; k++) gradient[k]! += weight * length * rates[k]!;
    }
  }

  readInputs(): void {
    this.u.set(this.inputs.u);
    this.kernels.slopes.fillConstants(this.constants, this.p, this.u);
  }
}

const nothing = new Float64Array(0);
const noGrid = () => new OutputGrid(nothing, () => {}, 0, 0);
