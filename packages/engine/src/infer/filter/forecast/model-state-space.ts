import { compileKernel } from "../../../compile/compile-kernel.ts";
import type { Kernel } from "../../../compile/kernel.ts";
import { lower } from "../../../model/lower.ts";
import type { Model } from "../../../model/model.ts";
import type { BoundSchedule } from "../../../solve/bound-schedule.ts";
import type { Integrator, Tolerance } from "../../../solve/integrator.ts";
import { integrator } from "../../../solve/make-integrator.ts";
import { slotNamed } from "../../../solve/named-values.ts";
import type { Schedule } from "../../../solve/schedule.ts";
import type { Dynamics } from "../contract/dynamics.ts";
import type { FilterObservation } from "../observe/observation.ts";
import type { Scale, Scales } from "../scales/scale.ts";
import { checkMemory } from "./check-memory.ts";
import { normalNoise } from "./normal-noise.ts";

/** A parameter that is learned with the states, on a scale on which every number is allowed. */
export interface LearnedParameter {
  readonly name: string;
  readonly fromFree: (z: number) => number;
  /** Variance of its slow drift per unit of the model's time, on the free scale; absent: it stays. */
  readonly drift?: number;
}

export interface StateSpaceSettings {
  /** Values of parameters that are not learned; others have the model's own. */
  readonly parameters?: Readonly<Record<string, number>>;
  readonly learned?: readonly LearnedParameter[];
  /** Inputs that nobody recorded: each is a number of the state, at which the input rests (see `latentInput`). */
  readonly latent?: readonly string[];
  readonly schedule?: Schedule;
  /** Variance of the noise of a state per unit of the model's time. */
  readonly noise?: Readonly<Record<string, number>>;
  readonly tolerance?: Tolerance;
}

/**
 * A compiled model as a filter sees it. Its numbers are the model's states, then the learned parameters on their free
 * scales, then the latent inputs.
 */
export interface ModelStateSpace {
  readonly states: readonly string[];
  readonly size: number;
  readonly dynamics: Dynamics;
  /** Puts states where the model starts with the parameters beside them: `forecast` it once, from and to the start. */
  readonly start: Dynamics;
  /** What an output is expected to be at a time. */
  predict(output: string, at: number): FilterObservation["predict"];
  /** Scales of states by name, for a filter that works on scales; the other numbers stay as they are. */
  scales(named: Readonly<Record<string, Scale>>): Scales;
}

/** @throws HomeostatError HS13xx for a name or a schedule that does not fit the model, HS1810 for one with a memory */
export function modelStateSpace(model: Model, settings: StateSpaceSettings = {}): ModelStateSpace {
  const system = lower(model);
  checkMemory(system, model.id);
  const kernel = compileKernel(system);
  const space = new CompiledSpace(kernel, model, settings);
  const { size } = space;
  const variances = new Float64Array(size);
  for (const [state, variance] of Object.entries(settings.noise ?? {}))
    variances[slotNamed("state", state, kernel.states)] = variance;
  settings.learned?.forEach(({ drift = 0 }, i) => {
    variances[kernel.states.length + i] = drift;
  });
  const noise = normalNoise(size, (from, to, into) => {
    for (let i = 0; i < size; i++) into[i] = variances[i]! * (to - from);
  });
  return {
    states: kernel.states,
    size,
    dynamics: { size, advance: (x, from, to) => space.advance(x, from, to), noise },
    start: { size, advance: (x, from) => space.fillStarts(x, from) },
    predict: (output, at) => space.predict(slotNamed("output", output, kernel.outputs), at),
    scales(named) {
      const scales = new Array<Scale | undefined>(size).fill(undefined);
      for (const [state, scale] of Object.entries(named))
        scales[slotNamed("state", state, kernel.states)] = scale;
      return scales;
    },
  };
}

class CompiledSpace {
  readonly size: number;
  readonly #kernel: Kernel;
  readonly #integrator: Integrator;
  readonly #schedule: BoundSchedule;
  readonly #learned: readonly { readonly slot: number; readonly fromFree: (z: number) => number }[];
  readonly #latent: readonly number[];
  readonly #given: Uint8Array;
  readonly #p: Float64Array;
  readonly #rest: Float64Array;
  readonly #outputs: Float64Array;

  constructor(kernel: Kernel, model: Model, settings: StateSpaceSettings) {
    const { parameters = {}, learned = [], latent = [], schedule = [], tolerance } = settings;
    this.#kernel = kernel;
    this.#integrator = integrator(kernel, {
      ...(model.doses && { doses: model.doses }),
      ...(tolerance && { tolerance }),
    });
    this.#schedule = this.#integrator.bind(schedule);
    this.#learned = learned.map(({ name, fromFree }) => ({
      slot: slotNamed("parameter", name, kernel.parameters),
      fromFree,
    }));
    this.#latent = latent.map((name) => slotNamed("input", name, kernel.inputs));
    this.#given = new Uint8Array(kernel.parameters.length);
    this.#p = new Float64Array(kernel.parameters.length);
    for (const [name, value] of Object.entries(parameters)) {
      const slot = slotNamed("parameter", name, kernel.parameters);
      this.#p[slot] = value;
      this.#given[slot] = 1;
    }
    for (const { slot } of this.#learned) this.#given[slot] = 1;
    this.#rest = new Float64Array(kernel.inputs.length).fill(Number.NaN);
    this.#outputs = new Float64Array(kernel.outputs.length);
    this.size = kernel.states.length + learned.length + latent.length;
  }

  /** A member that has no solution leaves the finite numbers, which its filter tells. */
  advance(x: Float64Array, from: number, to: number): void {
    const { reason } = this.#integrator.advance(this.#member(x), this.#schedule, from, to);
    if (reason !== "done") x.fill(Number.NaN, 0, this.#kernel.states.length);
  }

  fillStarts(x: Float64Array, at: number): void {
    const member = this.#member(x);
    const inputs = this.#integrator.inputsAt(member, this.#schedule, at);
    this.#kernel.fillStarts(member.y, at, member.p, inputs);
  }

  predict(output: number, at: number): FilterObservation["predict"] {
    return (x, into) => {
      const member = this.#member(x);
      const inputs = this.#integrator.inputsAt(member, this.#schedule, at);
      this.#kernel.observe(at, member.y, member.p, inputs, this.#outputs);
      into[0] = this.#outputs[output]!;
    };
  }

  #member(x: Float64Array) {
    const states = this.#kernel.states.length;
    this.#learned.forEach(({ slot, fromFree }, i) => {
      this.#p[slot] = fromFree(x[states + i]!);
    });
    this.#kernel.fillParameters(this.#p, this.#given);
    this.#latent.forEach((input, i) => {
      this.#rest[input] = x[states + this.#learned.length + i]!;
    });
    return { y: x.subarray(0, states), p: this.#p, step: 0, rest: this.#rest };
  }
}
