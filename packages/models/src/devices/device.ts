import type { RandomStream } from "@homeostat/engine";

/**
 * The one shape of what runs in steps beside the equations: sensors, pumps, controllers, and the processes that stand in for
 * physiology that has no model yet. A device is pure: its state is plain data (it survives JSON), its chances are
 * handed in, and the same state, input and stream give the same step everywhere.
 */
export interface Device<State, Input, Output> {
  readonly id: string;
  readonly title: string;
  readonly reference: string;
  /** `published`: error figures of a paper; `stochastic`: a documented process, no physiology behind it; `rule`: no chance in it. */
  readonly nature: "published" | "stochastic" | "rule";
  readonly stepMinutes: number;
  begin(chance: RandomStream): State;
  step(state: State, input: Input, chance: RandomStream): Step<State, Output>;
}

export interface Step<State, Output> {
  readonly state: State;
  readonly output: Output;
}

/** Whether something that happens at a mean rate per day happens within a step of so many minutes. */
export function happens(perDay: number, minutes: number, chance: RandomStream): boolean {
  return chance.uniform() < -Math.expm1((-perDay * minutes) / 1440);
}

export function between(low: number, high: number, chance: RandomStream): number {
  return low + (high - low) * chance.uniform();
}
