import type { Kernel } from "../compile/kernel.ts";
import type { BoundSchedule, InputTimeline } from "./bound-schedule.ts";
import { firstAtLeast } from "./ascending-times.ts";
import type { Member } from "./integrator.ts";

/** The inputs of one member as time goes by, and the kernel's constants that follow from them. */
export class InputsInForce {
  readonly u: Float64Array;
  readonly constants: Float64Array;
  /** True while an input follows a line: then `refresh` comes before each evaluation. */
  vary = false;
  /** Counts the changes of what holds between edges: constants of others are computed anew after each. */
  changes = 0;

  /** The inputs where nothing is scheduled. */
  readonly rest: Float64Array;

  private readonly kernel: Kernel;
  p: Float64Array;
  /** What the member has in place of defaults. */
  private own: Float64Array | undefined;
  private timelines: readonly InputTimeline[] = [];
  /** For each timeline the piece in force; −1 before the first. */
  private pieces = new Int32Array(0);

  constructor(kernel: Kernel) {
    this.kernel = kernel;
    this.u = new Float64Array(kernel.inputs.length);
    this.rest = new Float64Array(kernel.inputs.length);
    this.constants = new Float64Array(kernel.constants);
    this.p = new Float64Array(kernel.parameters.length);
  }

  /** Takes up a member at time `t`. */
  start(member: Member, schedule: BoundSchedule, t: number): void {
    const { rest, kernel } = this;
    this.p = member.p;
    this.own = member.rest;
    kernel.fillInputs(rest, member.p);
    member.rest?.forEach((value, i) => {
      if (!Number.isNaN(value)) rest[i] = value;
    });
    for (const { input, of } of kernel.tangents) if (this.isOwn(of) && !this.isOwn(input)) rest[input] = 0;
    this.u.set(rest);
    this.timelines = schedule.timelines;
    if (this.pieces.length !== this.timelines.length) this.pieces = new Int32Array(this.timelines.length);
    for (let i = 0; i < this.timelines.length; i++) {
      const { times } = this.timelines[i]!;
      const next = firstAtLeast(times, t);
      this.pieces[i] = times[next] === t ? next : next - 1;
    }
  }

  /** The inputs at `t` with every infusion that starts there still off: what an event of that instant reads. */
  beforeInfusions(t: number): void {
    this.move(t);
    this.write(t, true);
  }

  /** The inputs from `t` on, ready for derivatives. */
  enter(t: number): void {
    this.move(t);
    this.write(t, false);
    this.writeRates();
    this.vary = this.timelines.some((timeline, i) => (timeline.slope[this.pieces[i]!] ?? 0) !== 0);
    this.kernel.fillConstants(this.constants, this.p, this.u);
    this.changes++;
  }

  /** Writes how fast each input changes within the pieces in force. */
  rates(out: Float64Array): void {
    out.fill(0);
    this.timelines.forEach(({ input, slope }, i) => {
      out[input] = slope[this.pieces[i]!] ?? 0;
    });
  }

  /** Writes 1 where an input is at its default (rates of infusions may be on top of it), else 0. */
  defaulted(out: Float64Array): void {
    for (let i = 0; i < out.length; i++) out[i] = this.isOwn(i) ? 0 : 1;
    this.timelines.forEach(({ input, base }, i) => {
      if (!Number.isNaN(base[this.pieces[i]!] ?? Number.NaN)) out[input] = 0;
    });
  }

  /** Brings `u` to time `t` within the pieces in force. */
  at(t: number): void {
    if (this.vary) this.write(t, false);
  }

  refresh(t: number): void {
    this.write(t, false);
    this.kernel.fillConstants(this.constants, this.p, this.u);
  }

  private isOwn(input: number): boolean {
    return !Number.isNaN(this.own?.[input] ?? Number.NaN);
  }

  private move(t: number): void {
    for (let i = 0; i < this.timelines.length; i++) {
      const { times } = this.timelines[i]!;
      while (times[this.pieces[i]! + 1]! <= t) this.pieces[i]!++;
    }
  }

  /** Into the inputs that say how fast others change. */
  private writeRates(): void {
    for (const { input, of } of this.kernel.inputRates) {
      const course = this.timelines.findIndex((timeline) => timeline.input === of);
      this.u[input] = this.timelines[course]?.slope[this.pieces[course]!] ?? 0;
    }
  }

  private write(t: number, starting: boolean): void {
    for (let i = 0; i < this.timelines.length; i++) {
      const { input, times, base, slope, held, extra } = this.timelines[i]!;
      const piece = this.pieces[i]!;
      if (piece < 0) continue;
      const set = base[piece]!;
      const since = t - times[piece]!;
      const own = Number.isNaN(set) ? this.rest[input]! : set + slope[piece]! * since;
      this.u[input] = own + (starting && since === 0 ? held[piece]! : extra[piece]!);
    }
  }
}
