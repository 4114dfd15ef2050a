import type { Kernel } from "../../compile/kernel.ts";
import type { HomeostatError } from "../../errors/homeostat-error.ts";
import { failure } from "../../errors/registry.ts";
import type { BoundSchedule } from "../bound-schedule.ts";
import type { Advance, Integrator, Member, Tolerance } from "../integrator.ts";
import { integrator } from "../make-integrator.ts";
import type { SolverOptions } from "../solver-settings.ts";
import type { Flow } from "./flow.ts";
import type { Complete } from "./following-parameters.ts";

/**
 * Tight, as an optimiser reads what comes out: a method of high order is both faster and nearer there (the minimal model
 * of glucose: a third of the time of a fifth-order pair at 1e-10, and a tenth of its error).
 */
const usual: Tolerance = { relative: 1e-9, absolute: 1e-10 };
/**
 * Explicit steps between two edges after which the equations count as stiff at these parameters (an effect far out in its
 * prior may make them so): an implicit method takes over there, and keeps the rest of the run.
 */
const mostExplicitSteps = 3000;
const mostImplicitSteps = 20_000;
const mostCycles = 2000;
const mostDoublings = 30;
const settled = 1e-9;

/** An integrator with an empty schedule. */
interface Way {
  readonly integrator: Integrator;
  readonly nothing: BoundSchedule;
}

function wayOf(kernel: Kernel, options: SolverOptions): Way {
  const way = integrator(kernel, options);
  return { integrator: way, nothing: way.bind([]) };
}

/** The flow of any system, by numerical integration of states and sensitivities together. */
export class SteppedFlow implements Flow {
  readonly kernel: Kernel;
  readonly states: number;
  readonly directions: number;
  readonly rates: number;
  readonly observed: number;
  readonly y: Float64Array;
  readonly inputs: Float64Array;
  private readonly own: Kernel;
  private readonly complete: Complete;
  private readonly tolerance: Tolerance;
  /** By method, and by the power of ten of the amounts that they are accurate for. */
  private readonly ways = { explicit: new Map<number, Way>(), implicit: new Map<number, Way>() };
  private power = 0;
  private isStiff = false;
  private readonly constants: Float64Array;
  private readonly before: Float64Array;
  private member: Member;
  private time = 0;

  /** `kernel` is that of a sensitivity system with rates in some directions; `own` that of its states alone. */
  constructor(
    kernel: Kernel,
    own: Kernel,
    directions: number,
    complete: Complete,
    tolerance: Tolerance = usual,
  ) {
    this.states = own.states.length;
    this.directions = directions;
    this.rates = own.inputs.length - own.states.length;
    this.own = own;
    this.observed = kernel.outputs.length;
    this.y = new Float64Array(kernel.states.length);
    this.inputs = new Float64Array(kernel.inputs.length);
    this.kernel = kernel;
    this.complete = complete;
    this.tolerance = tolerance;
    this.before = new Float64Array(kernel.states.length);
    this.constants = new Float64Array(own.constants);
    this.member = { y: this.y, p: new Float64Array(0), step: 0, rest: this.inputs };
  }

  begin(parameters: Float64Array, largest = 1): void {
    this.power = Math.floor(Math.log10(Math.min(1, largest)));
    this.isStiff = false;
    const p = this.complete(parameters);
    this.kernel.fillInputs(this.inputs, p);
    this.member = { y: this.y, p, step: 0, rest: this.inputs };
  }

  private way(kind: "explicit" | "implicit"): Way {
    const known = this.ways[kind].get(this.power);
    if (known !== undefined) return known;
    const { relative, absolute } = this.tolerance;
    const scale = 10 ** this.power;
    const small = typeof absolute === "number" ? absolute * scale : absolute.map((one) => one * scale);
    const tolerance = { relative, absolute: small };
    const method =
      kind === "explicit"
        ? ({ method: "vern7", mostSteps: mostExplicitSteps } as const)
        : ({ method: "rodas5p", mostSteps: mostImplicitSteps } as const);
    const made = wayOf(this.kernel, { tolerance, ...method });
    this.ways[kind].set(this.power, made);
    return made;
  }

  rest(time: number): void {
    this.kernel.fillStarts(this.y, time, this.member.p, this.inputs);
    this.member.step = 0;
  }

  /** The step is kept: if it is too long for what comes now, its error says so. */
  inputsChanged(): void {}
  ratesChanged(): void {}

  advance(from: number, to: number): void {
    if (to === from) return;
    const { reason, time } = this.moved(from, to);
    if (reason === "too many steps") throw failure("HS1606", { time });
  }

  private moved(from: number, to: number): Advance {
    const end = this.isStiff ? this.run("implicit", from, to) : this.tryExplicit(from, to);
    this.time = to;
    if (end.reason !== "done") this.y.fill(Number.NaN);
    return end;
  }

  private tryExplicit(from: number, to: number): Advance {
    this.before.set(this.y);
    const end = this.run("explicit", from, to);
    if (end.reason !== "too many steps") return end;
    this.isStiff = true;
    this.y.set(this.before);
    this.member.step = 0;
    return this.run("implicit", from, to);
  }

  /** What the state set off before is over with what a dose has changed: conditions are looked at anew. */
  private run(kind: "explicit" | "implicit", from: number, to: number): Advance {
    if (this.member.memory !== undefined) delete this.member.memory;
    const { integrator, nothing } = this.way(kind);
    return integrator.advance(this.member, nothing, from, to);
  }

  slope(time: number, into: Float64Array): void {
    const { constants, inputs, member, own, y } = this;
    own.fillConstants(constants, member.p, inputs);
    own.derivatives(time, y, constants, into);
  }

  observe(time: number, into: Float64Array): void {
    this.kernel.observe(time, this.y, this.member.p, this.inputs, into);
  }

  /** Twice as long each time: what still moves after the last has no end, or none that can be stepped to. */
  balance(): void {
    let length = 1;
    this.untilSettled(mostDoublings, () => {
      const { reason } = this.moved(this.time, this.time + length);
      if (reason === "too many steps") throw this.unsettled();
      length *= 2;
    });
  }

  repeat(_duration: number, cycle: () => void): void {
    this.rest(this.time);
    this.untilSettled(mostCycles, cycle);
  }

  private untilSettled(most: number, cycle: () => void): void {
    for (let i = 0; i < most; i++) {
      const before = this.y.slice();
      cycle();
      const size = this.y.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      if (!Number.isFinite(size)) return;
      if (
        this.y.every((value, j) => Math.abs(value - before[j]!) <= settled * (Math.abs(value) + size * 1e-3))
      )
        return;
    }
    throw this.unsettled();
  }

  private unsettled(): HomeostatError {
    return failure("HS1605", { state: this.kernel.states[0]! });
  }
}
