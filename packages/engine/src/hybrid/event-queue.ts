import { randomStream } from "../ensemble/random-stream.ts";
import { ExpressionGraph } from "../equations/expression-graph.ts";
import { failure } from "../errors/registry.ts";
import type { HybridEvent, HybridSystem } from "./hybrid-system.ts";
import { type Observer, observer } from "./observer.ts";

interface Waiting {
  readonly event: number;
  readonly at: number;
  /** Values taken when it was triggered; null where they are taken when it is executed. */
  readonly values: Float64Array | null;
}

interface CompiledEvent extends HybridEvent {
  readonly valuesNow: Observer;
  readonly scalesNow: Observer;
}

/** What the queue asks of the simulation: the point in time and state, and to settle it after each change. */
export interface Moment {
  readonly y: Float64Array;
  readonly p: Float64Array;
  readonly u: Float64Array;
  /** Whether each trigger is true now. */
  triggers(t: number): Float64Array;
  /** Solves constraints and refreshes delays after states were assigned. */
  settle(t: number): void;
}

const longestCascade = 10_000;

/** Events between trigger and execution (SBML Level 3 Version 2, section 4.11.6). */
export class EventQueue {
  readonly #events: readonly CompiledEvent[];
  readonly #delays: Observer;
  readonly #priorities: Observer;
  readonly #rebase: HybridSystem["rebase"] & {};
  readonly #rebased: Observer;
  readonly #was: Float64Array;
  readonly #chance = randomStream({ seed: 0, purpose: "order of simultaneous events", member: 0 });
  #waiting: Waiting[] = [];

  constructor({ system, events, rebase = [] }: HybridSystem) {
    const graph = ExpressionGraph.from(system.graph);
    const unit = graph.number(1);
    const extended = { ...system, graph };
    const zero = system.states[0]?.start ?? 0;
    this.#events = events.map((event, i) => ({
      ...event,
      valuesNow: observer(
        system,
        `event${i}:`,
        event.assignments.map((one) => one.value),
      ),
      scalesNow: observer(
        extended,
        `scale${i}:`,
        event.assignments.map((one) => one.scale ?? unit),
      ),
    }));
    this.#rebase = rebase;
    this.#rebased = observer(
      system,
      "rebase",
      rebase.map((one) => one.value),
    );
    this.#delays = observer(
      system,
      "eventDelay",
      events.map((event) => event.delay ?? zero),
    );
    this.#priorities = observer(
      system,
      "priority",
      events.map((event) => event.priority ?? zero),
    );
    this.#was = Float64Array.from(events, (event) => (event.initiallyTrue ? 1 : 0));
  }

  /** The trigger values that were seen last; a difference from them is a change. */
  get triggers(): Float64Array {
    return this.#was;
  }

  /** When the next waiting event is due; infinite where none waits. */
  get next(): number {
    return this.#waiting.reduce((least, one) => Math.min(least, one.at), Number.POSITIVE_INFINITY);
  }

  /**
   * Takes in what triggers did at time `t`, then executes all that is due, one by one, each of which may trigger or
   * withdraw others. Whether a state changed. Throws HS1323 for a cascade that does not end.
   */
  process(t: number, moment: Moment): boolean {
    let executed = 0;
    this.#notice(t, moment, "course");
    for (let due = this.#takeDue(t, moment); due !== undefined; due = this.#takeDue(t, moment)) {
      this.#execute(due, t, moment);
      executed += 1;
      if (executed > longestCascade) {
        throw failure("HS1323", { event: this.#events[due.event]!.name, time: t, limit: longestCascade });
      }
      this.#notice(t, moment, "event");
    }
    return executed > 0;
  }

  #notice(t: number, moment: Moment, after: "course" | "event"): void {
    const now = moment.triggers(t);
    const rising: number[] = [];
    this.#events.forEach((event, i) => {
      const isTrue = now[i] !== 0;
      const wasTrue = this.#was[i] !== 0;
      const counts = after === "course" || !event.crossingOnly;
      if (isTrue && !wasTrue && counts) rising.push(i);
      if (!isTrue && wasTrue && !event.persistent)
        this.#waiting = this.#waiting.filter((one) => one.event !== i);
      this.#was[i] = isTrue ? 1 : 0;
    });
    for (const i of rising) this.#schedule(i, t, moment);
  }

  #schedule(i: number, t: number, { y, p, u }: Moment): void {
    const event = this.#events[i]!;
    const delay = event.delay === null ? 0 : this.#delays(t, y, p, u)[i]!;
    if (!(delay >= 0)) throw failure("HS1324", { what: "delay", event: event.name, value: delay, time: t });
    const values = event.usesTriggerTimeValues ? event.valuesNow(t, y, p, u).slice() : null;
    this.#waiting.push({ event: i, at: t + delay, values });
  }

  /** The due event of highest priority; among equals chance decides, as the standard asks. */
  #takeDue(t: number, { y, p, u }: Moment): Waiting | undefined {
    const due = this.#waiting.filter((one) => one.at <= t);
    if (due.length === 0) return undefined;
    if (due.length === 1) return this.#taken(due[0]);
    const priorities = this.#priorities(t, y, p, u);
    const rank = ({ event }: Waiting) => {
      const { name, priority } = this.#events[event]!;
      if (priority === null) return Number.NEGATIVE_INFINITY;
      const value = priorities[event]!;
      if (Number.isNaN(value)) throw failure("HS1324", { what: "priority", event: name, value, time: t });
      return value;
    };
    const highest = Math.max(...due.map(rank));
    const equals = due.filter((one) => rank(one) === highest);
    const best = equals.length === 1 ? equals[0] : equals[Math.floor(this.#chance.uniform() * equals.length)];
    return this.#taken(best);
  }

  #taken(best: Waiting | undefined): Waiting | undefined {
    this.#waiting = this.#waiting.filter((one) => one !== best);
    return best;
  }

  #execute({ event, values }: Waiting, t: number, moment: Moment): void {
    const { assignments, valuesNow, scalesNow } = this.#events[event]!;
    const { y, p, u } = moment;
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
