import type { Mismatch } from "@homeostat/twin";
import { answerOf, type Course, changes, nextDay, replayedCourse } from "./courses.ts";
import { type FittedPerson, fitPerson } from "./fit-person.ts";
import { fittedQuantities, type Quantity, quantityNames, trueQuantities } from "./quantities.ts";

/**
 * How the simpler model differs from the richer one, learned on virtual people of their own: of each quantity
 * ln(truth / fitted), of the answer to other insulin the same, and how far the bands of glucose must be stretched to hold
 * nine readings in ten.
 */
export interface Mismatches {
  readonly quantities: Readonly<Record<Quantity, Mismatch>>;
  readonly answer: Mismatch;
  readonly stretch: { readonly replay: number; readonly nextDay: number };
}

export function learnMismatches(seed: number, people: number, count: number): Mismatches {
  const all = Array.from({ length: people }, (_, member) => fitPerson(seed, member, count));
  const gaps = all.map(gapsOf);
  const answer = usual(all.flatMap((one) => changes.map((change) => answerOf(one, change))));
  const replays = all.flatMap((one) => changes.map((change) => replayedCourse(one, change, answer)));
  const quantity = (i: number): Mismatch => {
    const logs = gaps.map((own) => own[i]!.gap);
    const bias = mean(logs);
    const spread = (mean(logs.map((log) => (log - bias) ** 2)) * people) / (people - 1);
    const known = mean(gaps.map((own) => own[i]!.variance));
    return { bias, sd: Math.sqrt(Math.max(0, spread - known)) };
  };
  return {
    quantities: Object.fromEntries(
      quantityNames.map((name, i) => [name, quantity(i)]),
    ) as Mismatches["quantities"],
    answer,
    stretch: { replay: stretchOf(replays), nextDay: stretchOf(all.map(nextDay)) },
  };
}

/** Of each quantity ln(truth / middle of the fit), and the variance of the fit's logarithm. */
function gapsOf({ person, fit, values }: FittedPerson) {
  const truth = trueQuantities(person);
  const found = fittedQuantities(fit.fixed, values);
  return quantityNames.map((name) => {
    const logs = found.map((own) => Math.log(Math.max(1e-3, own[name])));
    const middle = mean(logs);
    return { gap: Math.log(truth[name]) - middle, variance: mean(logs.map((log) => (log - middle) ** 2)) };
  });
}

/** Median, and the deviation that the middle half has: a few people whose glucose hardly answers do not set it. */
function usual(logs: readonly number[]): Mismatch {
  const bias = quantile(logs, 0.5);
  const away = logs.map((log) => Math.abs(log - bias));
  return { bias, sd: 1.4826 * quantile(away, 0.5) };
}

/** The factor on the distance of a band's edges from its middle that takes in nine readings in ten. */
function stretchOf(courses: readonly Course[]): number {
  const needed = courses.flatMap(({ quantiles: [low, middle, high], read }) =>
    Array.from(read, (value, i) => {
      const edge = value < middle![i]! ? middle![i]! - low![i]! : high![i]! - middle![i]!;
      return Math.abs(value - middle![i]!) / Math.max(edge, 1);
    }),
  );
  return quantile(needed, 0.9);
}

function quantile(values: readonly number[], level: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(level * sorted.length))]!;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
