import type { RandomStream } from "@homeostat/engine";
import { mostEaten } from "./body.ts";
import type { PlannedMeal } from "./day-plan.ts";
import type { Draft } from "./draft.ts";
import { delay, isNow, type Moment } from "./moment.ts";
import type { PersonState } from "./person-state.ts";

/** What is eaten in a step, and what is left on the plate. */
export interface Eating {
  readonly eaten: number;
  readonly plate: number;
  readonly mealBegins: boolean;
  readonly rescuedAt: number;
  readonly drafts: readonly Draft[];
}

const lowReading = 70;
/** True plasma glucose at which a low makes itself felt, mg/dL. */
const felt = 55;
const rescueGrams = 16;
const rescueEvery = 20 * 60_000;

/** Planned meals, and carbohydrate against a low reading by those who take insulin. */
export function eat(state: PersonState, moment: Moment, takesInsulin: boolean, chance: RandomStream): Eating {
  const meals = moment.plan.meals.filter(({ minute }) => isNow(moment, minute));
  const rescue = takesInsulin && takesRescue(state, moment, chance) ? rescueGrams : 0;
  const served = meals.reduce((sum, { carbs }) => sum + carbs, rescue);
  const full = state.plate + served;
  const eaten = Math.min(mostEaten, full);
  const drafts = meals.flatMap((meal) => mealEntry(meal, moment, takesInsulin, chance));
  return {
    eaten,
    plate: full - eaten,
    mealBegins: served > 0 && state.plate === 0,
    rescuedAt: rescue > 0 ? moment.from : state.rescuedAt,
    drafts: [...drafts, ...(rescue > 0 && chance.uniform() < 0.5 ? [entry(rescue, moment, moment.to)] : [])],
  };
}

/** A low wakes some; awake, most act within ten minutes. Below `felt`, people feel it or are seen, sensor or not. */
function takesRescue(state: PersonState, moment: Moment, chance: RandomStream): boolean {
  const { reading, rescuedAt, glucose } = state;
  const warned = reading !== null && reading < lowReading;
  const feels = glucose.plasma < felt;
  if ((!warned && !feels) || moment.from - rescuedAt < rescueEvery) return false;
  return chance.uniform() < (moment.asleep ? (feels ? 0.35 : 0.15) : 0.7);
}

/** Whoever gives a bolus enters the carbohydrate with it; others only if they keep a log, some hours after. */
function mealEntry(
  meal: PlannedMeal,
  moment: Moment,
  takesInsulin: boolean,
  chance: RandomStream,
): readonly Draft[] {
  if (meal.bolusAt !== null || !meal.logged) return [];
  const late = takesInsulin ? delay(5, 30, chance) : delay(5, 120, chance);
  return [entry(meal.counted, moment, moment.to + late)];
}

function entry(grams: number, moment: Moment, ready: number): Draft {
  return { what: "carbohydrate", value: grams, start: moment.from, device: "phone app", ready };
}
