import { compileKernel } from "../compile/compile-kernel.ts";
import type { Kernel, Observer } from "../compile/kernel.ts";
import { observer } from "../compile/observer.ts";
import { randomStream } from "../ensemble/random-stream.ts";
import { failure } from "../errors/registry.ts";
import { outputTimes, type OutputTimes } from "../solve/output-times.ts";
import { checkReactions } from "./check-reactions.ts";
import type { JumpMethod, JumpMethodName, Jumps } from "./jump-method.ts";
import { jumpMethods } from "./jump-methods.ts";
import { type LocalOrders, localOrders } from "./local-orders.ts";
import type { ReactionSystem } from "./reaction-system.ts";

export interface JumpOptions extends OutputTimes {
  readonly seed: number;
  /** Members have streams of their own; 0 where not given. */
  readonly member?: number;
  /** "next-reaction" where not given. It and "direct" are exact; "tau-leaping" takes many events at once. */
  readonly method?: JumpMethodName;
  /** Of tau-leaping: the share of itself by which a rate may change within a leap, 0.03 where not given. */
  readonly epsilon?: number;
  /** Events allowed in all, 100 million where not given. */
  readonly mostEvents?: number;
  /** Asked every few thousand events; true stops with HS1313. */
  readonly cancelled?: () => boolean;
}

export interface JumpSolution {
  readonly times: Float64Array;
  /** A column for each output of the system, one value a time: as it is after what happened until then. */
  readonly outputs: readonly Float64Array[];
  readonly events: number;
  /** How often the state moved: less than the events where some were taken together. */
  readonly moves: number;
}

/**
 * Runs reactions one by one, exactly (a sample of the master equation, Gillespie 1977), or in leaps. The path depends on seed and member
 * alone, not on which output is wanted;
 * within a leap its events come evenly.
 * @throws HomeostatError HS1415 for an epsilon, HS1409 where something else changes the state, HS1411 for a rate that is no rate, HS1412, HS1313
 */
export function simulateJumps(of: ReactionSystem, options: JumpOptions): JumpSolution {
  return jumpSimulator(of)(options);
}

/** The same, made ready once for many runs. */
export function jumpSimulator(of: ReactionSystem): (options: JumpOptions) => JumpSolution {
  checkReactions(of);
  const { system, reactions } = of;
  const kernel = compileKernel(system);
  const propensities = observer(
    system,
    "propensities",
    reactions.map(({ rate }) => rate),
  );
  const changes = reactions.map((one) =>
    one.changes.map(({ state, by }) => ({ state, by: system.graph.value(by) })),
  );
  const names = reactions.map(({ name }) => name);
  const prepared = { kernel, propensities, changes, names };
  const orders = localOrders(of);
  return (options) => {
    const { seed, member = 0, method = "next-reaction", epsilon = 0.03 } = options;
    randomStream({ seed, member, purpose: "reactions" });
    if (!(epsilon > 0 && epsilon < 1)) throw failure("HS1415", { value: epsilon });
    return new JumpRun({ ...prepared, orders, epsilon }, jumpMethods[method], options).run();
  };
}

/** A reaction system, compiled. */
interface Prepared {
  readonly kernel: Kernel;
  readonly propensities: Observer;
  /** What an event of each reaction adds. */
  readonly changes: readonly (readonly { readonly state: number; readonly by: number }[])[];
  readonly names: readonly string[];
  readonly orders: LocalOrders;
  readonly epsilon: number;
}

class JumpRun {
  private readonly prepared: Prepared;
  private readonly jumps: Jumps;
  private readonly options: JumpOptions;
  private readonly times: Float64Array;
  private readonly outputs: readonly Float64Array[];
  private readonly row: Float64Array;
  private readonly y: Float64Array;
  private readonly between: Float64Array;
  private readonly p: Float64Array;
  private readonly u: Float64Array;
  private events = 0;
  private moves = 0;

  constructor(prepared: Prepared, method: JumpMethod, options: JumpOptions) {
    const { kernel } = prepared;
    this.prepared = prepared;
    this.options = options;
    this.times = outputTimes(options);
    this.outputs = kernel.outputs.map(() => new Float64Array(this.times.length));
    this.row = new Float64Array(kernel.outputs.length);
    this.y = new Float64Array(kernel.states.length);
    this.between = this.y.slice();
    this.p = new Float64Array(kernel.parameters.length);
    this.u = new Float64Array(kernel.inputs.length);
    kernel.fillParameters(this.p, new Uint8Array(this.p.length));
    kernel.fillInputs(this.u, this.p);
    kernel.fillStarts(this.y, options.from ?? 0, this.p, this.u);
    const orders = (y: Float64Array) => prepared.orders(0, y, this.p, this.u);
    this.jumps = method.start({ ...prepared, orders }, options.seed, options.member ?? 0);
  }

  run(): JumpSolution {
    const { from = 0, to } = this.options;
    const { jumps, times } = this;
    let given = 0;
    for (let t = from; given < times.length; ) {
      const rates = this.rates(t);
      jumps.find(rates, this.y);
      const next = t + jumps.wait;
      for (; given < times.length && times[given]! < next; given++)
        this.give(given, (times[given]! - t) / jumps.wait);
      if (given === times.length || !(next <= to)) break;
      jumps.happened(rates);
      this.move(next);
      t = next;
    }
    return { times, outputs: this.outputs, events: this.events, moves: this.moves };
  }

  private move(time: number): void {
    const { reaction, counts } = this.jumps;
    if (reaction >= 0) this.add(reaction, 1);
    counts?.forEach((count, i) => {
      if (count > 0) this.add(i, count);
    });
    this.moves++;
    this.check(time);
  }

  private add(reaction: number, times: number): void {
    for (const { state, by } of this.prepared.changes[reaction]!) this.y[state]! += times * by;
    this.events += times;
  }

  /** Rates stay the same until something happens. */
  private rates(t: number): Float64Array {
    const { names, propensities } = this.prepared;
    const rates = propensities(t, this.y, this.p, this.u);
    for (let i = 0; i < rates.length; i++) {
      if (!(rates[i]! >= 0 && rates[i]! < Number.POSITIVE_INFINITY))
        throw failure("HS1411", { name: names[i]!, value: rates[i]!, time: t });
    }
    return rates;
  }

  private give(index: number, share: number): void {
    const { prepared, row, outputs, p, u, times } = this;
    prepared.kernel.observe(times[index]!, this.within(share), p, u, row);
    for (let i = 0; i < outputs.length; i++) outputs[i]![index] = row[i]!;
  }

  /** Within a leap its events come evenly, each whole; as it was before the leap where that would take a count below 0. */
  private within(share: number): Float64Array {
    const { between, prepared, y } = this;
    const { counts } = this.jumps;
    if (counts === undefined || !(share > 0)) return y;
    between.set(y);
    for (const [i, count] of counts.entries()) {
      const times = Math.round(share * count);
      for (const { state, by } of prepared.changes[i]!) between[state]! += times * by;
    }
    return between.every((value, i) => value >= 0 || value === y[i]) ? between : y;
  }

  private check(time: number): void {
    const { mostEvents = 1e8, cancelled } = this.options;
    if (this.events > mostEvents) throw failure("HS1412", { most: mostEvents, time });
    if (this.moves % 4096 === 0 && cancelled?.()) throw failure("HS1313", { time });
  }
}
