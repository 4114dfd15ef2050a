import { type Schedule, simulateEnsemble } from "@homeostat/engine";
import { type PriorDistribution, priorDistribution } from "@homeostat/engine/infer";
import { type FitErrors, type ReplayModel, type ReplayRecord, scheduleOfDay, type TakenItem } from "./day.ts";

/** Fitted numbers of one draw, by name: the model's, `mealDelay`, `gain`, `offset` and `size`. */
export type DayValues = Readonly<Record<string, number>>;

/** The fitted numbers and their priors; on the free scales each is standard normal. */
export interface DayEffects {
  readonly names: readonly string[];
  readonly marginals: readonly PriorDistribution[];
  /** How many come before those of the sensor: the model's, and the delay of meals. */
  readonly ofModel: number;
}

export function dayEffects({ priors, mealDelay }: ReplayModel, errors: FitErrors): DayEffects {
  const normal = ([mean, sd]: readonly [number, number]) => priorDistribution({ kind: "normal", mean, sd });
  const own = Object.entries(priors);
  const [median, spread] = errors.size;
  return {
    names: [...own.map(([name]) => name), "mealDelay", "gain", "offset", "size"],
    marginals: [
      ...own.map(([, prior]) => priorDistribution(prior)),
      priorDistribution({ kind: "uniform", ...mealDelay }),
      normal(errors.gain),
      normal(errors.offset),
      priorDistribution({ kind: "logNormal", median, cv: Math.sqrt(Math.expm1(spread ** 2)) }),
    ],
    ofModel: own.length + 1,
  };
}

export function valuesAt({ names, marginals }: DayEffects, free: Float64Array): DayValues {
  return Object.fromEntries(names.map((name, i) => [name, marginals[i]!.fromFree(free[i]!)]));
}

/** What is simulated: a person's fixed numbers, what is taken, and when glucose is wanted. */
export interface DayScene extends Pick<ReplayRecord, "from" | "times"> {
  readonly fixed: Readonly<Record<string, number>>;
  readonly taken: readonly TakenItem[];
}

/** Glucose under the skin (mg/dL) at the scene's times, one row a draw; NaN where the model breaks down. */
export function glucoseOf(
  replayed: ReplayModel,
  { fixed, taken, from, times }: DayScene,
  draws: readonly DayValues[],
): readonly Float64Array[] {
  const names = Object.keys(replayed.priors);
  const parameters = Object.fromEntries(names.map((name) => [name, draws.map((draw) => draw[name]!)]));
  const schedule = (member: number): Schedule =>
    scheduleOfDay(taken, draws[member]!.mealDelay!, replayed.insulinDelay);
  const { outputs } = simulateEnsemble(replayed.model, {
    members: draws.length,
    parameters: { ...fixed, ...parameters },
    schedule,
    from,
    to: times.at(-1)!,
    at: times,
    keep: [replayed.output],
    tolerance: { relative: 1e-6, absolute: 1e-6 },
  });
  const all = outputs[replayed.output]!;
  return draws.map((_, m) => all.subarray(m * times.length, (m + 1) * times.length));
}
