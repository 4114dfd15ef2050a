import type { RandomStream } from "@homeostat/engine";
import { ornsteinUhlenbeckStep, type PosteriorDraws, quantilesOf } from "@homeostat/engine/infer";
import type { ReplayModel, ReplayRecord, TakenItem } from "./day.ts";
import type { DayPosterior } from "./day-posterior.ts";
import { glucoseOf, valuesAt } from "./day-simulator.ts";
import { remembered } from "./disagreement.ts";

/** A model that was fitted to a person's days. */
export interface ReplayFit {
  readonly replayed: ReplayModel;
  readonly posterior: DayPosterior;
  readonly record: ReplayRecord;
  readonly fixed: Readonly<Record<string, number>>;
  /** Equally weighted, on the free scales. */
  readonly draws: readonly Float64Array[];
  /** How the model's answer to a change differs from the body's, beyond what its parameters leave open. */
  readonly answer: Mismatch;
  /** Standard normal numbers. */
  readonly normals: (count: number) => Float64Array;
}

/** ln(truth / model): mean and standard deviation between people. Learned on others, never on the person. */
export interface Mismatch {
  readonly bias: number;
  readonly sd: number;
}

/**
 * A person's own days again, with other things taken: what the sensor would have read. What the model could not explain
 * of the day stays with it, as it was (the net effect of Hughes, Patek, Breton & Kovatchev 2010,
 * doi:10.1177/193229681000400435), and the answer to the change is mended and doubted as the model's answers are.
 *
 * @returns quantiles at the record's times, mg/dL: one array a level
 */
export function replayDay(
  { replayed, posterior, record, fixed, draws, answer, normals }: ReplayFit,
  instead: readonly TakenItem[],
  levels: readonly number[],
): readonly Float64Array[] {
  const values = draws.map((free) => valuesAt(posterior.effects, free));
  const before = glucoseOf(replayed, { ...record, fixed }, values);
  const after = glucoseOf(replayed, { ...record, fixed, taken: instead }, values);
  const unsure = normals(draws.length);
  const read = values.map((own, d) => {
    const { gain = 1, offset = 0 } = own;
    const disagreement = posterior.disagreement(own);
    const unexplained = remembered(record.times, disagreement, posterior.residuals(own, before[d]!));
    const chance = normals(record.times.length);
    const factor = gain * Math.exp(answer.bias + answer.sd * unsure[d]!);
    return after[d]!.map((glucose, i) => {
      const old = before[d]![i]!;
      const error = unexplained[i]! + disagreement.fresh * chance[i]!;
      return gain * old + factor * (glucose - old) + offset + error;
    });
  });
  return overTime(read, levels);
}

/**
 * Other times of the same person, from what was taken: what the sensor will read, with the model's disagreement as large
 * as it was in the record.
 */
export function foretellDay(
  { replayed, posterior, record, fixed, draws, normals }: ReplayFit,
  times: Float64Array,
  levels: readonly number[],
): readonly Float64Array[] {
  const values = draws.map((free) => valuesAt(posterior.effects, free));
  const glucose = glucoseOf(replayed, { ...record, times, fixed }, values);
  const read = values.map((own, d) => {
    const { gain = 1, offset = 0 } = own;
    const { sd, correlationMinutes, fresh } = posterior.disagreement(own);
    const chance = normals(2 * times.length + 1);
    let error = sd * chance[2 * times.length]!;
    return glucose[d]!.map((value, i) => {
      const elapsed = i === 0 ? 0 : times[i]! - times[i - 1]!;
      const { keep, add } = ornsteinUhlenbeckStep(elapsed, correlationMinutes, sd);
      error = keep * error + add * chance[2 * i]!;
      return gain * value + offset + error + fresh * chance[2 * i + 1]!;
    });
  });
  return overTime(read, levels);
}

/** Equally weighted draws out of weighted ones (systematic resampling; Carpenter et al. 1999). */
export function resampled(
  { draws, weights }: Pick<PosteriorDraws, "draws" | "weights">,
  count: number,
  stream: RandomStream,
): readonly Float64Array[] {
  const start = stream.uniform() / count;
  let reached = weights[0]!;
  let at = 0;
  return Array.from({ length: count }, (_, i) => {
    while (reached < start + i / count && at < draws.length - 1) reached += weights[++at]!;
    return draws[at]!;
  });
}

function overTime(paths: readonly Float64Array[], levels: readonly number[]): readonly Float64Array[] {
  const length = paths[0]!.length;
  const weights = new Float64Array(paths.length).fill(1 / paths.length);
  const found = levels.map(() => new Float64Array(length));
  for (let i = 0; i < length; i++) {
    const at = Float64Array.from(paths, (path) => path[i]!);
    quantilesOf(at, weights, levels).forEach((value, l) => {
      found[l]![i] = value;
    });
  }
  return found;
}
