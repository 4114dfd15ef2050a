import { compileKernel } from "../compile/compile-kernel.ts";
import type { Kernel, Observer } from "../compile/kernel.ts";
import { observer } from "../compile/observer.ts";
import { randomStream } from "../ensemble/random-stream.ts";
import { failure } from "../errors/registry.ts";
import { outputTimes, type OutputTimes } from "../solve/output-times.ts";
import { checkReactions } from "./check-reactions.ts";
import type { JumpMethodName, Jumps } from "./jump-method.ts";
import { jumpMethods } from "./jump-methods.ts";
import type { ReactionSystem } from "./reaction-system.ts";

export interface JumpOptions extends OutputTimes {
  readonly seed: number;
  /** Members have streams of their own; 0 where not given. */
  readonly member?: number;
  /** "next-reaction" where not given; both are exact. */
  readonly method?: JumpMethodName;
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
}

/**
 * Runs reactions one by one, exactly: a sample of the master equation (Gillespie 1977). The path depends on seed and member
 * alone, not on which output is wanted.
 * @throws HomeostatError HS1409 where something else changes the state, HS1411 for a rate that is no rate, HS1412, HS1313
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
  return (options) => {
    const { seed, member = 0, method = "next-reaction" } = options;
    randomStream({ seed, member, purpose: "reactions" });
    const jumps = jumpMethods[method].start(names, seed, member);
    return new JumpRun(prepared, jumps, options).run();
  };
}

/** A reaction system, compiled. */
interface Prepared {
  readonly kernel: Kernel;
  readonly propensities: Observer;
  /** What an event of each reaction adds. */
  readonly changes: readonly (readonly { readonly state: number; readonly by: number }[])[];
  readonly names: readonly string[];
}

class JumpRun {
  private readonly prepared: Prepared;
  private readonly jumps: Jumps;
  private readonly options: JumpOptions;
  private readonly times: Float64Array;
  private readonly outputs: readonly Float64Array[];
  private readonly row: Float64Array;
  private readonly y: Float64Array;
  private readonly p: Float64Array;
  private readonly u: Float64Array;
  private events = 0;

  constructor(prepared: Prepared, jumps: Jumps, options: JumpOptions) {
    const { kernel } = prepared;
    this.prepared = prepared;
    this.jumps = jumps;
    this.options = options;
    this.times = outputTimes(options);
    this.outputs = kernel.outputs.map(() => new Float64Array(this.times.length));
    this.row = new Float64Array(kernel.outputs.length);
    this.y = new Float64Array(kernel.states.length);
    this.p = new Float64Array(kernel.parameters.length);
    this.u = new Float64Array(kernel.inputs.length);
    kernel.fillParameters(this.p, new Uint8Array(this.p.length));
    kernel.fillInputs(this.u, this.p);
    kernel.fillStarts(this.y, options.from ?? 0, this.p, this.u);
  }

  run(): JumpSolution {
    const { from = 0, to } = this.options;
    const { jumps, prepared, times } = this;
    let given = 0;
    for (let t = from; given < times.length; ) {
      const rates = this.rates(t);
      jumps.find(rates);
      const next = t + jumps.wait;
      for (; given < times.length && times[given]! < next; given++) this.give(given);
      if (given === times.length || !(next <= to)) break;
      jumps.happened(rates);
      for (const { state, by } of prepared.changes[jumps.reaction]!) this.y[state]! += by;
      this.count(next);
      t = next;
    }
    return { times, outputs: this.outputs, events: this.events };
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

  private give(index: number): void {
    const { prepared, row, outputs, y, p, u, times } = this;
    prepared.kernel.observe(times[index]!, y, p, u, row);
    for (let i = 0; i < outputs.length; i++) outputs[i]![index] = row[i]!;
  }

  private count(time: number): void {
    const { mostEvents = 1e8, cancelled } = this.options;
    this.events++;
    if (this.events > mostEvents) throw failure("HS1412", { most: mostEvents, time });
    if (this.events % 4096 === 0 && cancelled?.()) throw failure("HS1313", { time });
  }
}
