import { drawLogNormal, drawNormal, drawPoisson, type RandomStream, randomStream } from "@homeostat/engine";
import type { Habits } from "./habits.ts";

/** Something that will be eaten. Minutes are of the local day. */
export interface PlannedMeal {
  readonly minute: number;
  /** What is eaten and what the person takes it for, g. */
  readonly carbs: number;
  readonly counted: number;
  /** When the bolus for it is given; null: not at all. */
  readonly bolusAt: number | null;
  /** Whether it is entered although no bolus is given. */
  readonly logged: boolean;
}

export interface PlannedActivity {
  readonly minute: number;
  readonly minutes: number;
  /** Share of VO2max above rest, %. */
  readonly intensity: number;
  /** Steps a minute. */
  readonly cadence: number;
  /** Whether the watch noticed it, and whether the pump was turned down for it. */
  readonly noticed: boolean;
  readonly easesBasal: boolean;
}

/** A person's day as it will go, unless glucose makes them act otherwise. */
export interface DayPlan {
  readonly wakes: number;
  readonly sleeps: number;
  readonly meals: readonly PlannedMeal[];
  readonly activities: readonly PlannedActivity[];
  /** Sensitivity to insulin today, as a factor. */
  readonly sensitivity: number;
  readonly weighs: number | null;
  readonly cuffs: readonly number[];
  readonly fingersticks: readonly number[];
}

export interface DayOf {
  readonly seed: number;
  readonly person: string;
  readonly day: number;
  readonly weekend: boolean;
  readonly takesInsulin: boolean;
  readonly watchesPressure: boolean;
}

/** The plan of a day: a function of seed, person and date alone, so that no day depends on how the clock was moved. */
export function dayPlan(habits: Habits, of: DayOf): DayPlan {
  const chance = randomStream({ seed: of.seed, purpose: `clinic/day/${of.person}`, member: of.day });
  const lie = of.weekend ? 50 : 0;
  const wakes = within(habits.wakes + lie + drawNormal(chance, 0, 20), 240, 720);
  const sleeps = within(habits.sleeps + lie / 2 + drawNormal(chance, 0, 25), 1200, 1435);
  return {
    wakes,
    sleeps,
    meals: [...mainMeals(habits, of, wakes, chance), ...snacks(habits, of, wakes, sleeps, chance)],
    activities: activities(habits, of, wakes, chance),
    sensitivity: Math.exp(drawNormal(chance, 0, 0.18)),
    weighs: chance.uniform() < 0.8 ? wakes + 10 : null,
    cuffs: cuffTimes(of, wakes, sleeps, chance),
    fingersticks: chance.uniform() < 0.35 ? [wakes + 5] : [],
  };
}

/** Most people count too little. */
const countedShare = 0.93;

/** Whole steps of five minutes. */
function within(minute: number, low: number, high: number): number {
  return Math.round(Math.min(high, Math.max(low, minute)) / 5) * 5;
}

function mainMeals(habits: Habits, of: DayOf, wakes: number, chance: RandomStream): PlannedMeal[] {
  return habits.meals.flatMap(({ name, minute, carbs }) => {
    const usual = Math.max(minute + (of.weekend ? 40 : 0), wakes + 20);
    const at = within(usual + drawNormal(chance, 0, 22), wakes + 15, 1410);
    const meal = plannedMeal(habits, of, at, drawLogNormal(chance, carbs, habits.sizeCv), 1, chance);
    const skipped = chance.uniform() < (name === "breakfast" ? 0.08 : 0.02);
    return skipped ? [] : [meal];
  });
}

function snacks(
  habits: Habits,
  of: DayOf,
  wakes: number,
  sleeps: number,
  chance: RandomStream,
): PlannedMeal[] {
  const count = Math.min(3, drawPoisson(chance, habits.snacksPerDay));
  return Array.from({ length: count }, () => {
    const at = within(wakes + 90 + chance.uniform() * (sleeps - wakes - 120), wakes, 1425);
    return plannedMeal(habits, of, at, drawLogNormal(chance, 16, 0.4), 5, chance);
  });
}

/** `carelessness` multiplies the chance that the bolus is forgotten: snacks are often taken without one. */
function plannedMeal(
  habits: Habits,
  of: DayOf,
  minute: number,
  carbs: number,
  carelessness: number,
  chance: RandomStream,
): PlannedMeal {
  const counted = Math.max(
    5,
    Math.round(drawLogNormal(chance, countedShare * carbs, habits.countCv) / 5) * 5,
  );
  const forgotten =
    chance.uniform() < Math.min(0.6, habits.forgets * carelessness + (carelessness > 1 ? 0.2 : 0));
  const late = chance.uniform() < habits.late;
  const after = late ? 20 + 40 * chance.uniform() : -12 + 14 * chance.uniform();
  const logs = chance.uniform() < (of.takesInsulin ? 0.25 : habits.logs);
  const bolusAt = of.takesInsulin && !forgotten ? within(minute + after, 0, 1435) : null;
  return { minute, carbs, counted, bolusAt, logged: logs };
}

function activities(habits: Habits, of: DayOf, wakes: number, chance: RandomStream): PlannedActivity[] {
  const walk = chance.uniform() < habits.walksPerDay * (of.weekend ? 1.2 : 1);
  const sport = chance.uniform() < habits.sportsPerDay;
  const walkAt = within(wakes + 120 + chance.uniform() * 560, wakes, 1290);
  const sportAt = within((of.weekend ? 600 : 1020) + drawNormal(chance, 0, 45), wakes + 30, 1260);
  return [
    ...(walk ? [planned(walkAt, 20 + 40 * chance.uniform(), 18 + 14 * chance.uniform(), 105, chance)] : []),
    ...(sport ? [planned(sportAt, 30 + 35 * chance.uniform(), 40 + 20 * chance.uniform(), 145, chance)] : []),
  ];
}

function planned(
  minute: number,
  minutes: number,
  intensity: number,
  cadence: number,
  chance: RandomStream,
): PlannedActivity {
  const easesBasal = chance.uniform() < 0.35;
  return {
    minute,
    minutes: within(minutes, 15, 70),
    intensity,
    cadence,
    noticed: chance.uniform() < 0.9,
    easesBasal,
  };
}

function cuffTimes(of: DayOf, wakes: number, sleeps: number, chance: RandomStream): number[] {
  const morning = chance.uniform() < (of.watchesPressure ? 0.9 : 0.15);
  const evening = chance.uniform() < (of.watchesPressure ? 0.7 : 0);
  return [...(morning ? [wakes + 20] : []), ...(evening ? [sleeps - 45] : [])];
}
