import { failure } from "../../errors/registry.ts";
import type { Dose } from "./course.ts";
import type { Administered, Doser } from "./doser.ts";
import { type Dual, shifted, sum } from "./dual.ts";
import type { Flow } from "./flow.ts";
import type { PendingQueue } from "./pending.ts";

/**
 * Brings the flow to where infinitely many earlier doses have brought it: one an interval, the last of them one
 * interval before the dose that is about to be given; infusions of theirs that still run go on and end in their time.
 * With neither amount nor interval it is a constant infusion since ever, which ends now.
 * @throws HS1603, HS1605
 */
export function startSteadyState(
  flow: Flow,
  doser: Doser,
  pending: PendingQueue,
  given: Administered,
  dose: Dose,
  time: number,
): void {
  check(given, dose, time);
  const kept =
    dose.steadyState === "adds" ? { y: flow.y.slice(), rates: flow.inputs.slice(flow.rates) } : undefined;
  doser.stopRates();
  if (given.constantRate) constantInfusion(flow, doser, given);
  else new RepeatedDose(flow, doser, given, dose.interval, time).settle(pending);
  if (kept === undefined) return;
  kept.y.forEach((value, i) => {
    flow.y[i]! += value;
  });
  kept.rates.forEach((value, i) => {
    flow.inputs[flow.rates + i]! += value;
  });
  flow.ratesChanged();
}

function check(given: Administered, { interval }: Dose, time: number): void {
  const refuse = (problem: string): never => {
    throw failure("HS1603", { time, problem });
  };
  if (given.constantRate) {
    if (interval > 0) refuse("it has an interval II but no amount");
    return;
  }
  if (!(interval > 0)) refuse("its interval II is not positive");
  if (given.lag[0]! >= interval && given.lag[0]! > 0) refuse("its lag is as long as its interval");
}

/** Without a rate of its own it is where the system's own production and loss leave it. */
function constantInfusion(flow: Flow, doser: Doser, { state, infusion }: Administered): void {
  if (infusion === undefined) {
    flow.balance();
    return;
  }
  doser.changeRate(state, infusion.rate, 1);
  flow.balance();
  doser.changeRate(state, infusion.rate, -1);
}

/** Equations that read the time are taken to repeat from interval to interval as they are from now to one later. */
class RepeatedDose {
  private readonly flow: Flow;
  private readonly doser: Doser;
  private readonly given: Administered;
  private readonly interval: number;
  private readonly time: number;
  /** When, from now, the infusions of earlier doses end that still run now. */
  private readonly ends: readonly Dual[];

  constructor(flow: Flow, doser: Doser, given: Administered, interval: number, time: number) {
    this.flow = flow;
    this.doser = doser;
    this.given = given;
    this.interval = interval;
    this.time = time;
    this.ends = earlierEnds(given, interval);
  }

  settle(pending: PendingQueue): void {
    const { doser, ends, flow, given, interval, time } = this;
    flow.repeat(interval, () => this.cycle());
    this.setRates(ends.length);
    for (const after of ends) pending.add({ at: shifted(after, time), apply: () => doser.stop(given) });
  }

  /** An interval from now: the dose arrives a lag later, and one infusion ends. */
  private cycle(): void {
    const { flow, doser, given, interval, time, ends } = this;
    const arrival = { at: given.lag, apply: () => doser.start(given) };
    const { infusion, lag } = given;
    const end = ends.at(-1) ?? (infusion && sum(lag, infusion.duration));
    const all = end === undefined ? [arrival] : [arrival, { at: end, apply: () => doser.stop(given) }];
    let passed = time;
    this.setRates(ends.length);
    for (const { at, apply } of all.sort((a, b) => a.at[0]! - b.at[0]!)) {
      const next = shifted(at, time);
      flow.advance(passed, next[0]!);
      doser.jump(next[0]!, next, apply);
      passed = next[0]!;
    }
    flow.advance(passed, time + interval);
  }

  private setRates(times: number): void {
    const { doser, given } = this;
    doser.stopRates();
    if (given.infusion !== undefined) doser.changeRate(given.state, given.infusion.rate, times);
  }
}

/** The latest first. */
function earlierEnds({ infusion, lag }: Administered, interval: number): readonly Dual[] {
  if (infusion === undefined) return [];
  const end = sum(lag, infusion.duration);
  const ends: Dual[] = [];
  for (let back = interval; end[0]! - back > 0; back += interval) ends.push(shifted(end, -back));
  return ends;
}
