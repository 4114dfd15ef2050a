import type { Hybrid, Kernel } from "../compile/kernel.ts";
import type { Dense, Walker } from "../solve/adaptive-loop.ts";
import type { InputsInForce } from "../solve/inputs-in-force.ts";
import type { Member } from "../solve/integrator.ts";
import type { LinearProblem } from "../solve/stepper.ts";
import {
  type Look,
  lookForChange,
  type Turned,
  triggersIn,
  type WatchedConditions,
  watchConditions,
} from "./conditions.ts";
import { type After, EventQueue, nextDue } from "./event-queue.ts";
import { LinearOfMoving } from "./linear-of-moving.ts";
import type { Memory } from "./memory.ts";
import { MovingStates } from "./moving-states.ts";
import { remember } from "./past.ts";
import { Rebounds } from "./rebounds.ts";
import { type Bearings, Settling } from "./settling.ts";

/**
 * The course of members whose model has triggers, delays or constraints, one member at a time. Only the states that
 * move are stepped; all others stand in the member and are settled wherever the model is evaluated.
 */
export class HybridCourse {
  readonly moving: MovingStates;
  readonly walker: Walker;
  /** The shortest delay, which no step may pass; infinite where there is none. */
  shortestDelay = Number.POSITIVE_INFINITY;
  private readonly kernel: Kernel;
  private readonly inputs: InputsInForce;
  private readonly settling: Settling;
  private readonly conditions: WatchedConditions;
  private readonly queue: EventQueue;
  private readonly rebounds: Rebounds;
  private readonly observe: (t: number) => Float64Array;
  /** Scratch: all states, their derivatives, and the moving ones. */
  private readonly all: Float64Array;
  private readonly rates: Float64Array;
  private readonly some: Float64Array;
  private readonly point: Float64Array;
  private member!: Member;
  private at!: Bearings;
  /** The last step: where it began, and what it gives. */
  private from = 0;
  private dense: Dense = () => {};
  /** The comparisons that the last step stopped for. */
  private turned: readonly Turned[] = [];
  /** The conditions at the end of it, where nothing has changed them since. */
  private seen: Float64Array | undefined;
  /** How far back delays reach for this member. */
  private reach = 0;

  /** `slack`: steps may pass a delay by so much. */
  constructor(kernel: Kernel, hybrid: Hybrid, inputs: InputsInForce, slack: number) {
    const size = kernel.states.length;
    this.kernel = kernel;
    this.inputs = inputs;
    this.moving = new MovingStates(hybrid.system);
    this.walker = { y: new Float64Array(this.moving.count), step: 0 };
    this.settling = new Settling(hybrid);
    this.settling.delays.slack = slack;
    this.conditions = watchConditions(hybrid);
    this.queue = new EventQueue(hybrid);
    this.rebounds = new Rebounds(hybrid, this.conditions, inputs);
    this.all = new Float64Array(size);
    this.rates = new Float64Array(size);
    this.point = new Float64Array(size);
    this.some = new Float64Array(this.moving.count);
    this.observe = (t) => {
      this.stateAt(t, this.point);
      this.inputs.at(t);
      this.settling.whileMoving(t, this.point, this.at);
      return this.conditions.observe(t, this.point, this.at.p, this.at.u);
    };
  }

  /** Takes up a member at time `t`, before what a schedule does then; one without a memory starts here. */
  take(member: Member, t: number): void {
    const isNew = member.memory === undefined;
    this.queue.restart();
    this.seen = undefined;
    const { u } = this.inputs;
    const memory = member.memory ?? this.newMemory(member, t);
    this.member = member;
    this.at = { p: member.p, u, memory };
    member.memory = memory;
    if (isNew) this.start(t, member, memory);
    this.gather();
  }

  /** Puts what a member's delays see at a time into the inputs. */
  recall(member: Member, t: number): void {
    this.take(member, t);
    if (this.settling.delays.any) this.settling.everything(t, member.y.slice(), this.at);
  }

  /** Settles and lets happen what follows from a state or inputs that were changed from outside. */
  afterEdge(t: number): void {
    const { delays } = this.settling;
    const { member, at } = this;
    this.settling.afterJump(t, member.y, at);
    this.happen(t, "event");
    this.gather();
    const { shortest, longest } = delays.times(t, member.y, at.p, at.u);
    this.shortestDelay = shortest;
    this.reach = delays.vary ? Number.POSITIVE_INFINITY : longest;
  }

  /** At the end of a segment. */
  arrive(t: number): void {
    const { member } = this;
    this.inputs.at(t);
    this.moving.scatter(this.walker.y, member.y);
    member.step = this.walker.step;
    if (this.walker.mode !== undefined) member.mode = this.walker.mode;
    this.settling.everything(t, member.y, this.at);
    this.answer(t);
    this.gather();
  }

  /** The schedule has changed the course: what was under way no longer is. */
  interrupt(): void {
    this.seen = undefined;
    this.at.memory.rebounds = [];
  }

  /** The next time, after `t`, that a segment must not pass. */
  next(t: number, shortest: number): number {
    const due = nextDue(this.at.memory);
    if (!this.settling.delays.vary) return due;
    const { shortest: delay } = this.settling.delays.times(t, this.member.y, this.at.p, this.at.u);
    return Math.min(due, t + Math.max(delay, shortest));
  }

  evaluate(t: number, moving: Float64Array, derivatives: Float64Array): void {
    const { all, at, inputs, kernel, rates } = this;
    const { delays } = this.settling;
    this.placed(moving, all);
    inputs.at(t);
    delays.overran = false;
    this.settling.whileMoving(t, all, at);
    kernel.fillConstants(inputs.constants, at.p, at.u);
    kernel.derivatives(t, all, inputs.constants, rates);
    this.moving.gather(rates, derivatives);
    // No number: the step is tried shorter.
    if (delays.overran) derivatives.fill(Number.NaN);
  }

  /** Exact derivatives of what is stepped; undefined where constraints or delays have a part in them. */
  linear(whole: () => LinearProblem): LinearProblem | undefined {
    if (this.settling.intervenes) return undefined;
    return new LinearOfMoving(whole(), this.moving, (moving, all) => this.placed(moving, all));
  }

  /** Stops a step where a trigger changes, and keeps what delays will ask for. */
  watch(from: number, to: number, dense: Dense, degree: number): number | undefined {
    this.dense = dense;
    this.from = from;
    const look = this.queue.any ? this.look(from, to) : undefined;
    const isStopped = look?.turned !== undefined;
    this.turned = look?.turned ?? [];
    this.seen = look?.values;
    if (this.settling.delays.any) this.keep(from, isStopped ? look.t : to, degree);
    return isStopped ? look.t : undefined;
  }

  /** All states at an output time, settled, where the moving ones are these. */
  completed(t: number, moving: Float64Array): Float64Array {
    this.placed(moving, this.point);
    this.settling.everything(t, this.point, this.at);
    return this.point;
  }

  private look(from: number, to: number): Look {
    const { seen } = this;
    const { memory } = this.at;
    const closely = memory.rebounds.length > 0;
    const known = { triggers: memory.triggers, closely, seen };
    const look = lookForChange(this.conditions, this.observe, [from, to], known);
    if (closely) memory.rebounds = this.rebounds.underWay(look, memory.rebounds);
    return look;
  }

  private keep(from: number, to: number, degree: number): void {
    const states = Array.from({ length: degree + 1 }, (_, i) => {
      const t = i === degree ? to : from + (i / degree) * (to - from);
      const sample = new Float64Array(this.point.length);
      this.stateAt(t, sample);
      this.inputs.at(t);
      this.settling.whileMoving(t, sample, this.at);
      return sample;
    });
    const inputs = [this.inputsAt(from), this.inputsAt(to)] as const;
    remember(this.at.memory.past, { from, to, states, inputs }, this.reach);
  }

  private inputsAt(t: number): Float64Array {
    this.inputs.at(t);
    return this.at.u.slice();
  }

  private newMemory({ y }: Member, start: number): Memory {
    const past = { states: y.slice(), inputs: this.inputs.u.slice(), stretches: [] };
    return { start, triggers: this.queue.before(), waiting: [], rebounds: [], drawn: 0, past };
  }

  private start(t: number, { y }: Member, { past }: Memory): void {
    this.settling.afterJump(t, y, this.at);
    past.states.set(y);
    past.inputs.set(this.at.u);
    this.happen(t, "course");
  }

  /** Lets happen what the course has set off, and notes what that sends back. */
  private answer(t: number): void {
    const { at, member, turned } = this;
    const crossing = turned.length > 0 ? this.rebounds.approach(t, member.y, at, turned) : undefined;
    const event = this.happen(t, "course");
    if (event === undefined) return;
    this.seen = undefined;
    at.memory.rebounds = crossing ? this.rebounds.leave(t, member.y, at, crossing, event) : [];
  }

  private happen(t: number, after: After): string | undefined {
    if (!this.queue.any) return undefined;
    const { at, conditions, member, settling } = this;
    const { y } = member;
    const triggers = (now: number) => triggersIn(conditions, conditions.observe(now, y, at.p, at.u));
    return this.queue.process(
      t,
      { y, ...at, triggers, settle: (now) => settling.afterJump(now, y, at) },
      after,
    );
  }

  private gather(): void {
    this.moving.gather(this.member.y, this.walker.y);
    this.walker.step = this.member.step;
    this.walker.mode = this.member.mode ?? 0;
  }

  /** Dense output gives the start of its step but for rounding, which may lie on the other side of a threshold. */
  private stateAt(t: number, out: Float64Array): void {
    if (t !== this.from) this.dense(t, this.some);
    this.placed(t === this.from ? this.walker.y : this.some, out);
  }

  /** All states where the moving ones are these. */
  private placed(moving: Float64Array, all: Float64Array): void {
    all.set(this.member.y);
    this.moving.scatter(moving, all);
  }
}
