import type { Hybrid, Observer } from "../compile/kernel.ts";
import { randomStream } from "../ensemble/random-stream.ts";
import { ExpressionGraph } from "../equations/expression-graph.ts";
import { failure } from "../errors/registry.ts";
import type { Assignment, System, Trigger } from "../model/system.ts";
import type { Memory, Waiting } from "./memory.ts";

interface CompiledEvent extends Trigger {
  readonly name: string;
  readonly assignments: readonly Assignment[];
  readonly valuesNow: Observer;
  readonly scalesNow: Observer;
  readonly passes?: { readonly now: Observer; readonly state: string };
}

/** What the queue asks of the simulation: the point in time and state, and to settle it after each change. */
export interface Moment {
  readonly y: Float64Array;
  readonly p: Float64Array;
  readonly u: Float64Array;
  readonly memory: Memory;
  /** Whether each trigger is true now. */
  triggers(t: number): Float64Array;
  /** Solves constraints and refreshes delays after states were assigned. */
  settle(t: number): void;
}

/** What has turned a trigger: the course, or another event or a schedule. */
export type After = "course" | "event";

const longestCascade = 10_000;
/** So many events in a row, each this share of time after the one before, and time is taken to stand still. */
const zeno = { events: 1000, share: 1e-9 } as const;

/** Events between trigger and change (SBML Level 3 Version 2, section 4.11.6), for any number of members. */
export class EventQueue {
  readonly #events: readonly CompiledEvent[];
  readonly #delays: Observer;
  readonly #priorities: Observer;
  readonly #rebase: NonNullable<System["rebase"]>;
  readonly #rebased: Observer;
  readonly #ties: System["ties"];
  /** When an event happened last, and how many came close upon another. */
  #latest = Number.NEGATIVE_INFINITY;
  #close = 0;

  constructor(hybrid: Hybrid) {
    const { system, observer } = hybrid;
    this.#events = compileEvents(hybrid);
    this.#rebase = system.rebase ?? [];
    this.#ties = system.ties;
    this.#rebased = observer(
      "rebase",
      this.#rebase.map((one) => one.value),
    );
    const zero = system.states[0]?.start ?? 0;
    this.#delays = observer(
      "event delay",
      this.#events.map((event) => event.after ?? zero),
    );
    this.#priorities = observer(
      "priority",
      this.#events.map((event) => event.priority ?? zero),
    );
  }

  get any(): boolean {
    return this.#events.length > 0;
  }

  /** Takes up another member. */
  restart(): void {
    this.#latest = Number.NEGATIVE_INFINITY;
    this.#close = 0;
  }

  /** The triggers as they count before the start. */
  before(): Float64Array {
    return Float64Array.from(this.#events, (event) => (event.atStart ? 0 : 1));
  }

  /**
   * Takes in what triggers did at time `t`, then lets all that is due happen, one by one, each of which may set off or
   * withdraw others. Gives the name of the last that happened. Throws HS1323 for a cascade that does not end, HS1327 for events that let no time pass.
   */
  process(t: number, moment: Moment, after: After): string | undefined {
    let happened = 0;
    let last: string | undefined;
    this.#notice(t, moment, after);
    for (let due = this.#takeDue(t, moment); due !== undefined; due = this.#takeDue(t, moment)) {
      this.#happen(due, t, moment);
      this.#watchTime(due.event, t);
      happened += 1;
      last = this.#events[due.event]!.name;
      if (happened > longestCascade) throw failure("HS1323", { event: last, time: t, limit: longestCascade });
      this.#notice(t, moment, "event");
    }
    return last;
  }

  /** Time may stand still for the events of one moment, which the cascade counts. */
  #watchTime(event: number, t: number): void {
    if (t === this.#latest) return;
    const isClose = t - this.#latest < zeno.share * Math.abs(t);
    this.#close = isClose ? this.#close + 1 : 0;
    this.#latest = t;
    if (this.#close < zeno.events) return;
    throw failure("HS1327", { event: this.#events[event]!.name, time: t, limit: zeno.events });
  }

  #notice(t: number, moment: Moment, after: After): void {
    const { memory } = moment;
    const now = moment.triggers(t);
    const rising: number[] = [];
    this.#events.forEach((event, i) => {
      const isTrue = now[i] !== 0;
      const wasTrue = memory.triggers[i] !== 0;
      const counts = after === "course" || event.crossingOnly !== true;
      if (isTrue && !wasTrue && counts) rising.push(i);
      if (!isTrue && wasTrue && event.onlyWhileTrue)
        memory.waiting = memory.waiting.filter((one) => one.event !== i);
      memory.triggers[i] = isTrue ? 1 : 0;
    });
    for (const i of rising) this.#schedule(i, t, moment);
  }

  #schedule(i: number, t: number, { y, p, u, memory }: Moment): void {
    const event = this.#events[i]!;
    const delay = event.after === undefined ? 0 : this.#delays(t, y, p, u)[i]!;
    if (!(delay >= 0)) throw failure("HS1324", { what: "delay", event: event.name, value: delay, time: t });
    const values = event.latestValues === true ? null : event.valuesNow(t, y, p, u).slice();
    memory.waiting = [...memory.waiting, { event: i, at: t + delay, values }];
  }

  /** The due event of highest priority; among equals the first in order, or where the standard asks so chance decides. */
  #takeDue(t: number, { y, p, u, memory }: Moment): Waiting | undefined {
    const due = memory.waiting.filter((one) => one.at <= t);
    if (due.length === 0) return undefined;
    const best = due.length === 1 ? due[0] : this.#first(due, this.#priorities(t, y, p, u), t, memory);
    memory.waiting = memory.waiting.filter((one) => one !== best);
    return best;
  }

  #first(due: readonly Waiting[], priorities: Float64Array, t: number, memory: Memory): Waiting | undefined {
    const equals = this.#highest(due, priorities, t);
    if (this.#ties !== "in order") return oneOf(equals, memory);
    return equals.reduce((first, one) => (one.event < first.event ? one : first));
  }

  #highest(due: readonly Waiting[], priorities: Float64Array, t: number): readonly Waiting[] {
    const rank = ({ event }: Waiting) => {
      const { name, priority } = this.#events[event]!;
      if (priority === undefined) return Number.NEGATIVE_INFINITY;
      const value = priorities[event]!;
      if (Number.isNaN(value)) throw failure("HS1324", { what: "priority", event: name, value, time: t });
      return value;
    };
    const highest = Math.max(...due.map(rank));
    return due.filter((one) => rank(one) === highest);
  }

  #happen({ event, values }: Waiting, t: number, moment: Moment): void {
    const { assignments, valuesNow, scalesNow, passes } = this.#events[event]!;
    const { y, p, u } = moment;
    if (passes?.now(t, y, p, u)[0] === 0) throw failure("HS1329", { state: passes.state, time: t });
    const assigned = values ?? valuesNow(t, y, p, u);
    const scales = scalesNow(t, y, p, u);
    const rebased = this.#rebased(t, y, p, u);
    this.#rebase.forEach(({ state }, i) => {
      y[state] = rebased[i]!;
    });
    assignments.forEach(({ state }, i) => {
      y[state] = assigned[i]! * scales[i]!;
    });
    moment.settle(t);
  }
}

/** When the next waiting event is due; infinite where none waits. */
export function nextDue({ waiting }: Memory): number {
  return waiting.reduce((least, one) => Math.min(least, one.at), Number.POSITIVE_INFINITY);
}

function oneOf(equals: readonly Waiting[], memory: Memory): Waiting | undefined {
  if (equals.length === 1) return equals[0];
  const chance = randomStream({
    seed: 0,
    purpose: "order of simultaneous events",
    member: 0,
    drawn: memory.drawn++,
  });
  return equals[Math.floor(chance.uniform() * equals.length)];
}

function compileEvents({ system, observer }: Hybrid): readonly CompiledEvent[] {
  const graph = ExpressionGraph.from(system.graph);
  const unit = graph.number(1);
  return system.events.flatMap(({ name, trigger, assignments, passes }, i) => {
    if (trigger === undefined) return [];
    const values = assignments.map((one) => one.value);
    const scales = assignments.map((one) => one.scale ?? unit);
    return [
      {
        ...trigger,
        name,
        assignments,
        valuesNow: observer(`event ${i}`, values),
        scalesNow: observer(`scale ${i}`, scales, graph),
        ...(passes && { passes: { now: observer(`passage ${i}`, [passes.node]), state: passes.state } }),
      },
    ];
  });
}
