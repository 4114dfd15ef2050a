import { type Schedule, simulate, simulateEnsemble } from "@homeostat/engine";
import { replayBg2023, replayBg2023Delays, uvaPadovaS2008 } from "@homeostat/models";
import { type DayValues, scheduleOfDay } from "@homeostat/twin";
import type { VirtualPerson } from "./virtual-person.ts";

/**
 * What both models say of a person, by the same experiment done to each: at the usual basal rate, fasting, then one unit
 * of insulin, or 30 g. Declared before the study was first run: all of them count, for everyone.
 */
export const quantities = {
  level: { is: "glucose at the usual basal rate, fasting", unit: "mg/dL" },
  unitEffect: { is: "largest fall of glucose after 1 U", unit: "mg/dL" },
  mealEffect: { is: "largest rise of glucose after 30 g", unit: "mg/dL" },
  mealTime: { is: "time by which half of what appears of 30 g has appeared", unit: "min" },
  insulinTime: { is: "time by which half of the plasma insulin of 1 U has passed", unit: "min" },
} as const;

export type Quantity = keyof typeof quantities;
export const quantityNames = Object.keys(quantities) as Quantity[];
export type Quantities = Readonly<Record<Quantity, number>>;

const settled = 2880;
const hours = 10;
const end = settled + hours * 60;
const every = 2;

interface Course {
  readonly glucose: Float64Array;
  readonly insulin: Float64Array;
  readonly appearance: Float64Array;
}

function quantitiesFrom(fasting: Course, unit: Course, meal: Course): Quantities {
  const difference = (one: Course) => one.glucose.map((value, i) => value - fasting.glucose[i]!);
  return {
    level: fasting.glucose[0]!,
    unitEffect: -difference(unit).reduce((least, value) => Math.min(least, value), 0),
    mealEffect: difference(meal).reduce((most, value) => Math.max(most, value), 0),
    mealTime: halfTime(meal.appearance),
    insulinTime: halfTime(unit.insulin.map((value, i) => value - fasting.insulin[i]!)),
  };
}

function halfTime(values: Float64Array): number {
  const total = values.reduce((sum, value) => sum + value, 0);
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    sum += values[i]!;
    if (sum >= total / 2) return every * (i + 0.5 - (sum - total / 2) / values[i]!);
  }
  return every * values.length;
}

const unit = { kind: "bolus", at: settled, units: 1 } as const;
const meal = { kind: "meal", at: settled, grams: 30 } as const;
const at = Float64Array.from({ length: (60 * hours) / every + 1 }, (_, i) => settled + every * i);

/** Of a virtual person, from the model that makes their glucose. */
export function trueQuantities({ truth, basal }: VirtualPerson): Quantities {
  const run = (schedule: Schedule): Course => {
    const held = { kind: "set", input: "insulin", at: 0, value: basal / 60 } as const;
    const { outputs } = simulate(uvaPadovaS2008, {
      parameters: truth,
      schedule: [held, ...schedule],
      to: end,
      at,
    });
    return { glucose: outputs.glucose, insulin: outputs.insulinLevel, appearance: outputs.appearance };
  };
  return quantitiesFrom(run([]), run(scheduleOfDay([unit], 0, 0)), run(scheduleOfDay([meal], 0, 0)));
}

/** Of draws of the fitted model. */
export function fittedQuantities(
  fixed: Readonly<Record<string, number>>,
  draws: readonly DayValues[],
): readonly Quantities[] {
  const names = Object.keys(draws[0]!).filter((name) => name in replayBg2023.parameters);
  const parameters = Object.fromEntries(names.map((name) => [name, draws.map((draw) => draw[name]!)]));
  const run = (schedule: (draw: DayValues) => Schedule) => {
    const { outputs } = simulateEnsemble(replayBg2023, {
      members: draws.length,
      parameters: { ...fixed, ...parameters },
      schedule: (member) => schedule(draws[member]!),
      from: settled,
      to: end,
      at,
    });
    return draws.map((_, m): Course => {
      const own = (all: Float64Array) => all.subarray(m * at.length, (m + 1) * at.length);
      return {
        glucose: own(outputs.glucose),
        insulin: own(outputs.insulinLevel),
        appearance: own(outputs.appearance),
      };
    });
  };
  const fasting = run(() => []);
  const withUnit = run(() => scheduleOfDay([unit], 0, replayBg2023Delays.insulin));
  const withMeal = run(({ mealDelay }) => scheduleOfDay([meal], mealDelay!, 0));
  return draws.map((_, i) => quantitiesFrom(fasting[i]!, withUnit[i]!, withMeal[i]!));
}
