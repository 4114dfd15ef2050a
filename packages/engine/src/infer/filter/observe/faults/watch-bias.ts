import { normalProbability } from "../../../../ensemble/normal-distribution.ts";
import { type BiasBelief, informed, merged, passed, swallowed, unbiased } from "./bias-belief.ts";
import type { BiasFault, Swallowing } from "./bias-fault.ts";
import type { ForecastReading, SensorBelief } from "./watch-sensor.ts";

/** What a sensor's past says of its state, and of its bias in each. */
export interface BiasedSensorBelief extends SensorBelief {
  /** As `chances`: for a working sensor, then for each fault. */
  readonly biases: readonly BiasBelief[];
}

/** A sensor whose faults come and go over several readings, some of which the filter may have followed. */
export interface BiasWatch {
  readonly faults: readonly BiasFault[];
  readonly swallowing: Swallowing;
}

export interface BiasVerdict {
  readonly belief: BiasedSensorBelief;
  /** The chance that the sensor works, this reading included. */
  readonly working: number;
  /** The likeliest fault, whatever its chance. */
  readonly fault: string;
  /** Standard deviations between the reading and its forecast. */
  readonly sds: number;
  /** The fault that this reading was in and has outlasted: there was none, what it showed is believed. */
  readonly disproved: string | null;
}

/** Below this chance of a working sensor a reading is not to be used, and the fault is told to be going on. */
const faultyBelow = 0.5;

/**
 * Interacting multiple models (Blom & Bar-Shalom 1988, doi:10.1109/9.1299) of a filter's innovations: a sensor works, or
 * has a fault whose bias has a course of its own. A bias that grows from reading to reading hides from a test of single
 * readings, since the filter follows it; here each state also tells how far forecasts have followed. Call
 * `usedReading` on the belief with the gain that the reading then got. What lasts longer than its fault does is believed.
 */
export function watchBias(
  { faults, swallowing }: BiasWatch,
  before: BiasedSensorBelief | undefined,
  { at, residual, spread, variance }: ForecastReading,
): BiasVerdict {
  const total = spread + variance;
  const believed = before !== undefined && outlasts(faults, before, at);
  const start = before && !believed ? before : begun(faults, at);
  const moves = transitions(faults, before ? at - before.at : 0);
  const states = [null, ...faults].map((fault, to) => {
    const possible = fault !== null && believed ? 0 : 1;
    const arriving = start.chances.map((chance, from) => possible * chance * moves[from]![to]!);
    const chance = arriving.reduce((sum, one) => sum + one, 0);
    const shares = arriving.map((one) => (chance > 0 ? one / chance : 0));
    const prior = passed(merged(start.biases, shares), fault, swallowing, before ? at - before.at : 0);
    const { belief, logDensity } = informed(prior, residual, total);
    const sided = fault?.side === "below" ? chanceBelow(belief) / Math.max(0.1, chanceBelow(prior)) : 1;
    return { belief, log: Math.log(chance * sided) + logDensity };
  });
  const peak = Math.max(...states.map(({ log }) => log));
  const weights = states.map(({ log }) => Math.exp(log - peak));
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const chances = weights.map((weight) => weight / sum);
  const likeliest = chances.indexOf(Math.max(...chances.slice(1)), 1) - 1;
  const fault = faults[likeliest]!.name;
  const working = chances[0]!;
  const going = before?.inFault;
  const inFault = { name: fault, since: going?.name === fault ? going.since : at };
  const belief = { at, chances, biases: states.map((state) => state.belief) };
  return {
    belief: working < faultyBelow ? { ...belief, inFault } : belief,
    working,
    fault,
    sds: Math.abs(residual) / Math.sqrt(total),
    disproved: believed ? (before.inFault?.name ?? null) : null,
  };
}

/** The belief after the filter used the last reading with this gain (0: not at all). */
export function usedReading(
  { swallowing }: BiasWatch,
  belief: BiasedSensorBelief,
  gain: number,
): BiasedSensorBelief {
  return { ...belief, biases: belief.biases.map((bias) => swallowed(bias, gain, swallowing)) };
}

/** How far readings that were used, though they were wrong, have moved a filter's forecast; all states of the sensor weighed. */
export interface Swallowed {
  readonly mean: number;
  readonly variance: number;
  /** The belief once the filter has been moved back by the mean, and its trend with it. */
  readonly takenBack: BiasedSensorBelief;
}

export function swallowedBy(belief: BiasedSensorBelief): Swallowed {
  const { chances, biases } = belief;
  const { mean, covariance } = merged(biases, chances);
  const [, shift, trend] = mean as [number, number, number];
  const rest = biases.map((one): BiasBelief => {
    const [bias, shifted, trending] = one.mean as [number, number, number];
    return { ...one, mean: [bias, shifted - shift, trending - trend] };
  });
  return { mean: shift, variance: covariance[4]!, takenBack: { ...belief, biases: rest } };
}

const chanceBelow = ({ mean, covariance }: BiasBelief) =>
  normalProbability(-mean[0]! / Math.sqrt(Math.max(covariance[0]!, 1e-12)));

function begun(faults: readonly BiasFault[], at: number): BiasedSensorBelief {
  return { at, chances: [1, ...faults.map(() => 0)], biases: [unbiased, ...faults.map(() => unbiased)] };
}

/** A fault that has gone on for longer than any such does was none: this reading is then believed. */
function outlasts(faults: readonly BiasFault[], { inFault }: BiasedSensorBelief, at: number): boolean {
  return faults.some(({ name, longest }) => name === inFault?.name && at - inFault.since > longest);
}

/**
 * Row: from which state; column: to which. States: working, then each fault, between which none passes. A fault may have
 * come and gone unseen: after a long silence its chance is the share of time that sensors are in it.
 */
function transitions(faults: readonly BiasFault[], elapsed: number): number[][] {
  const courses = faults.map(({ perTime, lasting }) => {
    const settled = 1 - Math.exp(-elapsed * (perTime + 1 / lasting));
    const share = (perTime * lasting) / (1 + perTime * lasting);
    return { falls: settled * share, ends: settled * (1 - share) };
  });
  const stays = 1 - courses.reduce((sum, { falls }) => sum + falls, 0);
  return [
    [stays, ...courses.map(({ falls }) => falls)],
    ...courses.map(({ ends }, own) => [ends, ...courses.map((_, k) => (k === own ? 1 - ends : 0))]),
  ];
}
