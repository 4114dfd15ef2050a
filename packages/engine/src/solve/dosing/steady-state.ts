import { failure } from "../../errors/registry.ts";
import type { Dose } from "./course.ts";
import type { Administered, Doser } from "./doser.ts";
import { type Dual, scaled, shifted, sum } from "./dual.ts";
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
  flow.inputsChanged();
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

function constantInfusion(flow: Flow, doser: Doser, { state, infusion }: Administered): void {
  if (infusion === undefined) return;
  doser.changeRate(state, infusion.rate, 1);
  flow.balance();
  doser.changeRate(state, infusion.rate, -1);
}

class RepeatedDose {
  private readonly flow: Flow;
  private readonly doser: Doser;
  private readonly given: Administered;
  private readonly interval: number;
  private readonly time: number;
  /** How many earlier infusions still run when the next dose arrives, and how long after that the oldest ends. */
  private readonly running: number;
  private readonly rest: Dual | undefined;

  constructor(flow: Flow, doser: Doser, given: Administered, interval: number, time: number) {
    const duration = given.infusion?.duration;
    this.flow = flow;
    this.doser = doser;
    this.given = given;
    this.interval = interval;
    this.time = time;
    this.running = duration === undefined ? 0 : Math.floor(duration[0]! / interval);
    this.rest = duration === undefined ? undefined : shifted(duration, -this.running * interval);
  }

  settle(pending: PendingQueue): void {
    const { flow, given, interval, time } = this;
    flow.repeat(interval, () => this.cycle(interval));
    if (given.lag.some((value) => value !== 0)) this.waitForLag();
    this.setRates(0);
    this.earlierEnds().forEach((after) => {
      const { infusion, state } = given;
      if (infusion === undefined) return;
      this.doser.changeRate(state, infusion.rate, 1);
      pending.add({
        at: shifted(after, time),
        apply: () => this.doser.changeRate(state, infusion.rate, -1),
      });
    });
  }

  /** The dose arrives a lag after now, so now is an interval less a lag after the one before. */
  private waitForLag(): void {
    const length = shifted(scaled(this.given.lag, -1), this.interval);
    this.cycle(length[0]!);
    this.doser.stretch(this.time, length);
  }

  /** From just before a dose on, for a time of at most one interval. */
  private cycle(until: number): void {
    const { flow, doser, given, time, rest } = this;
    this.setRates(this.running);
    doser.start(given);
    if (rest === undefined || rest[0]! >= until) flow.advance(time, time + until);
    else {
      flow.advance(time, time + rest[0]!);
      doser.jump(time + rest[0]!, rest, () => doser.stop(given));
      flow.advance(time + rest[0]!, time + until);
    }
  }

  private setRates(times: number): void {
    const { doser, given } = this;
    doser.stopRates();
    if (given.infusion !== undefined) doser.changeRate(given.state, given.infusion.rate, times);
  }

  /** When, from now, the infusions of earlier doses end that still run. */
  private earlierEnds(): readonly Dual[] {
    const { given, interval } = this;
    if (given.infusion === undefined) return [];
    const end = sum(given.lag, given.infusion.duration);
    const ends: Dual[] = [];
    for (let back = interval; end[0]! - back > 0; back += interval) ends.push(shifted(end, -back));
    return ends;
  }
}
