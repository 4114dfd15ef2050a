import { type BoundSchedule, type Member, type MemoryData, memoryData, memoryOf } from "@homeostat/engine";
import type { Ensemble } from "@homeostat/engine/infer";
import { failure } from "../errors/registry.ts";
import type { Instant } from "../observation/observation.ts";
import { deviationOf } from "../twin/deviation.ts";
import { givenParameters } from "../twin/given-parameters.ts";
import { scheduleOf } from "../twin/inputs.ts";
import type { Prepared } from "../twin/prepare.ts";
import type { Members, TakenInput, Twin } from "../twin/twin.ts";
import { doubt, drift, renewGain, wander, wanderGain } from "./chance.ts";
import { landingIn, leap } from "./silence.ts";

/** Parameters drift slowly: moving them once an hour spares the work of following them every slot. */
const hour = 3_600_000;

/** What a run needs to know of its twin. */
export type RunStart = Pick<Twin, "seed" | "born" | "watermark" | "members">;

/**
 * The members of one twin on their way through time: scratch, made from a twin and read back into one. All chance comes
 * from streams named by slot and input, so two runs over the same time meet the same chance, stopped or not (but where one
 * leaps over a silence, that the other stops in).
 */
export class EnsembleRun {
  /** Where the members stand. */
  at: Instant;
  /** Members that had no solution of the model and were replaced by another. */
  lost = 0;
  readonly ensemble: Ensemble;
  readonly #prepared: Prepared;
  readonly #seed: number;
  readonly #born: Instant;
  readonly #members: readonly (Member & { readonly p: Float64Array; readonly rest: Float64Array })[];
  readonly #given: Uint8Array;
  readonly #outputs: Float64Array;
  readonly #inputs: Float64Array;

  constructor(prepared: Prepared, start: RunStart) {
    const { layout, kernel } = prepared;
    this.#prepared = prepared;
    this.#seed = start.seed;
    this.#born = start.born;
    this.at = start.watermark;
    const x = start.members.x.slice();
    this.ensemble = { size: layout.size, x, weights: start.members.weights };
    const { p, given } = givenParameters(prepared);
    this.#given = given;
    const { steps } = start.members;
    // One block for all members: hundreds of small arrays cost more than a step of the model.
    const parameters = new Float64Array(steps.length * p.length);
    const inputs = kernel.inputs.length;
    const rest = new Float64Array(steps.length * inputs).fill(Number.NaN);
    for (let m = 0; m < steps.length; m++) parameters.set(p, m * p.length);
    this.#members = Array.from(steps, (step, m) => ({
      y: x.subarray(m * layout.size, m * layout.size + layout.states),
      p: parameters.subarray(m * p.length, (m + 1) * p.length),
      step,
      rest: rest.subarray(m * inputs, (m + 1) * inputs),
      ...remembered(start.members.memories?.[m]),
    }));
    this.#outputs = new Float64Array(kernel.outputs.length);
    this.#inputs = new Float64Array(kernel.inputs.length);
    this.refresh();
  }

  get members(): Members {
    const steps = Float64Array.from(this.#members, ({ step }) => step);
    const memories = this.#members.flatMap(({ memory }) =>
      memory === undefined ? [] : [memoryData(memory)],
    );
    const carried = memories.length === 0 ? {} : { memories };
    return { x: this.ensemble.x.slice(), steps, weights: this.ensemble.weights, ...carried };
  }

  /** Puts each member where the model starts with its parameters. */
  fillStarts(): void {
    const { kernel } = this.#prepared;
    for (const { y, p } of this.#members) {
      kernel.fillInputs(this.#inputs, p);
      kernel.fillStarts(y, this.#modelTime(this.at), p, this.#inputs);
    }
  }

  /** Moves all members to `to`, with these inputs; at each slot's start, what wanders moves on. */
  advanceTo(to: Instant, inputs: readonly TakenInput[]): void {
    const prepared = this.#prepared;
    const born = this.#born;
    const schedule = prepared.integrator.bind(scheduleOf(prepared, born, inputs, to));
    const doubted = inputs.filter(({ take }) => prepared.layout.doubtOf[take]! >= 0);
    while (this.at < to) {
      this.#leap(inputs, to);
      this.#doubt(doubted);
      const begun = doubted.find(({ start }) => start > this.at)?.start ?? to;
      const stop = Math.min(this.#nextSlot(), begun, to);
      this.#integrate(schedule, stop);
      this.at = stop;
      if ((stop - born) % prepared.slotMs === 0) this.#wander();
    }
  }

  /** Over a long silence, but not where members carry what happened before: delays and waiting events. */
  #leap(inputs: readonly TakenInput[], to: Instant): void {
    const landing = landingIn(this.#prepared, this.#born, this.at, to, inputs);
    if (landing === null || this.#members.some(({ memory }) => memory !== undefined)) return;
    leap(this.#prepared, this.ensemble, this.#seed, this.at - this.#born, landing - this.#born);
    this.at = landing;
    this.refresh();
  }

  /** A silence was long enough for another sensor: what the members knew of the old one's gain is let go. */
  renewSensor(): void {
    renewGain(this.#prepared, this.ensemble, this.#seed, this.at - this.#born);
  }

  /** What each member predicts for a measurement now, its own sensor error included; of blood, in blood's scale. */
  predict(measure: number): Float64Array {
    const prepared = this.#prepared;
    const { x, size } = this.ensemble;
    const predicted = this.outputs(prepared.outputOf[measure]!);
    const { gain } = prepared.layout;
    if (prepared.design.measures[measure]!.of === "blood" && gain >= 0)
      return predicted.map((value, m) => value * Math.exp(-x[m * size + gain]!));
    const error = prepared.layout.errorOf[measure]!;
    if (error < 0) return predicted;
    const scale = Math.sqrt(prepared.design.measures[measure]!.correlatedShare);
    return predicted.map((value, m) => value + scale * this.deviation(measure, value) * x[m * size + error]!);
  }

  /** One output of the model for each member, now. */
  outputs(output: number): Float64Array {
    const { kernel } = this.#prepared;
    const t = this.#modelTime(this.at);
    return Float64Array.from(this.#members, ({ y, p }) => {
      kernel.fillInputs(this.#inputs, p);
      kernel.observe(t, y, p, this.#inputs, this.#outputs);
      return this.#outputs[output]!;
    });
  }

  /** Standard deviation of a measurement's whole error where the truth is `value`. */
  deviation(measure: number, value: number): number {
    return deviationOf(this.#prepared.design.measures[measure]!, value);
  }

  /** Keeps states that cannot be negative at nought or above, and parameters in their range. */
  clip(): void {
    const { nonNegative, learned, layout } = this.#prepared;
    const { x, size } = this.ensemble;
    for (let row = 0; row < x.length; row += size) {
      for (const state of nonNegative) if (x[row + state]! < 0) x[row + state] = 0;
      learned.forEach(({ low, high }, i) => {
        const at = row + layout.learned + i;
        x[at] = Math.min(high, Math.max(low, x[at]!));
      });
    }
  }

  /** Makes parameters and resting inputs follow the members' rows; call it when a row was changed from outside. */
  refresh(): void {
    const { kernel, learned, layout, model } = this.#prepared;
    const { x, size } = this.ensemble;
    const own = model.kernel.parameters.length;
    learned.forEach(({ slot, distribution }, i) => {
      const column = layout.learned + i;
      for (let m = 0; m < this.#members.length; m++)
        this.#members[m]!.p[slot] = distribution.fromFree(x[m * size + column]!);
    });
    this.#members.forEach(({ p }, m) => {
      const row = m * size;
      for (let i = layout.doubts; i < layout.errors; i++) p[own + i - layout.doubts] = Math.exp(x[row + i]!);
      kernel.fillParameters(p, this.#given);
    });
    this.#rest();
  }

  #nextSlot(): Instant {
    const { slotMs } = this.#prepared;
    return this.#born + (Math.floor((this.at - this.#born) / slotMs) + 1) * slotMs;
  }

  #modelTime(at: Instant): number {
    return (at - this.#born) / this.#prepared.timeMs;
  }

  #integrate(schedule: BoundSchedule, stop: Instant): void {
    const [from, to] = [this.#modelTime(this.at), this.#modelTime(stop)];
    const { integrator, model } = this.#prepared;
    const lost: number[] = [];
    this.#members.forEach((member, m) => {
      const { reason, time } = integrator.advance(member, schedule, from, to);
      if (reason === "done") return;
      lost.push(m);
      if (lost.length === this.#members.length)
        throw failure("HS3056", { model: model.spec.id, minutes: time, reason });
    });
    if (lost.length > 0) this.#replace(lost);
  }

  /** A member whose numbers have no solution of the model goes on as the next one that has. */
  #replace(lost: readonly number[]): void {
    const { x, size } = this.ensemble;
    for (const m of lost) {
      let next = m;
      do next = (next + 1) % this.#members.length;
      while (lost.includes(next));
      x.copyWithin(m * size, next * size, (next + 1) * size);
      const [own, other] = [this.#members[m]!, this.#members[next]!];
      own.step = other.step;
      if (other.memory !== undefined) own.memory = memoryOf(memoryData(other.memory));
    }
    this.lost += lost.length;
    this.refresh();
  }

  /** At the start of a doubted input, each member draws anew how far the record is from the truth. */
  #doubt(doubted: readonly TakenInput[]): void {
    const begun = doubted.filter(({ start }) => start === this.at);
    for (const input of begun) doubt(this.#prepared, this.ensemble, this.#seed, input);
    if (begun.length > 0) this.refresh();
  }

  #wander(): void {
    const age = this.at - this.#born;
    wander(this.#prepared, this.ensemble, this.#seed, age / this.#prepared.slotMs);
    if (age % hour !== 0) {
      this.#rest();
      return;
    }
    drift(this.#prepared, this.ensemble, this.#seed, age / hour);
    wanderGain(this.#prepared, this.ensemble, this.#seed, age / hour);
    this.clip();
    this.refresh();
  }

  #rest(): void {
    const { disturbed, layout } = this.#prepared;
    const { x, size } = this.ensemble;
    this.#members.forEach(({ rest }, m) => {
      disturbed.forEach(({ input }, i) => {
        rest[input] = x[m * size + layout.disturbances + i]!;
      });
    });
  }
}

const remembered = (data?: MemoryData) => (data === undefined ? {} : { memory: memoryOf(data) });
