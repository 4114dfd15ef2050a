import { meanOf, varianceOf } from "@homeostat/engine/infer";
import type { Instant } from "../observation/observation.ts";
import type { Prepared } from "../twin/prepare.ts";
import type { MealMemory } from "../twin/twin.ts";
import type { Finding } from "./finding.ts";

/** The members' rows after a reading. */
interface Rows {
  readonly x: Float64Array;
  readonly weights: Float64Array;
}

export const noMeals: MealMemory = { recorded: [], rise: null };

const minute = 60_000;
/** Recorded meals are felt for so long. */
const felt = 240 * minute;
/** What nothing explains is taken for a meal's once it is above this share of its spread at rest. */
const begins = 0.3;
/** From eating to where it is seen: stomach, gut and the sensor's site. */
const unseen = 35 * minute;
/** Over a longer silence nothing is summed up. */
const longest = 20;
const z80 = 1.2816;
/** A meal is told when it lies this many standard deviations above the least that is told: 69 % sure. */
const sureBy = 0.5;

/** In this time readings correct what is believed of the unexplained: its errors are alike for no longer, min. */
const corrected = 30;

/** Standard deviation of a sum over some minutes of errors that are forgotten so, beside that of errors that stay. */
function alike(minutes: number): number {
  const times = minutes / corrected;
  return times > 0 ? Math.sqrt(2 * (times - 1 + Math.exp(-times))) / times : 1;
}

/** A meal was recorded: what it brings may differ from the record by as much as the design doubts it. */
export function withRecorded(memory: MealMemory, at: Instant, grams: number): MealMemory {
  return { ...memory, recorded: [...memory.recorded.filter((meal) => at - meal.at <= felt), { at, grams }] };
}

/** Sums up the glucose that nothing explains, as grams of carbohydrate, while it is there; after a used reading. */
export function unexplainedAfter(
  { design, layout, disturbed }: Prepared,
  memory: MealMemory,
  { x, weights }: Rows,
  at: Instant,
): MealMemory {
  const { missingMeals } = design;
  if (missingMeals === undefined) return memory;
  const column = Float64Array.from(weights, (_, m) => x[m * layout.size + layout.disturbances]!);
  const mean = meanOf(column, weights);
  const sd = Math.sqrt(varianceOf(column, weights));
  if (mean < begins * disturbed[0]!.sd) return memory.rise === null ? memory : { ...memory, rise: null };
  const { since, until, grams, sdGrams } = memory.rise ?? { since: at, until: at, grams: 0, sdGrams: 0 };
  const elapsed = Math.min(longest, (at - until) / minute) * missingMeals.gramsPerUnitMinute;
  const rise = { since, until: at, grams: grams + mean * elapsed, sdGrams: sdGrams + sd * elapsed };
  return { ...memory, rise };
}

/** The meal that seems to be missing from the record, if any; it goes on growing while glucose appears. */
export function missingMeal(
  { design }: Prepared,
  { recorded, rise }: MealMemory,
  offsetMinutes: number | null,
): Finding | null {
  const { missingMeals } = design;
  if (missingMeals === undefined || rise === null) return null;
  const { since, until, grams, sdGrams } = rise;
  const doubted = recorded
    .filter(({ at }) => until - at <= felt)
    .reduce((sum, meal) => sum + (missingMeals.recordedDoubt * meal.grams) ** 2, 0);
  const sd = Math.hypot(sdGrams * alike((until - since) / minute), Math.sqrt(doubted));
  if (grams - sureBy * sd < missingMeals.leastGrams) return null;
  const far = Math.exp(z80 * missingMeals.amountSpread);
  return {
    kind: "missing meal",
    code: "HS3069",
    from: since - unseen,
    to: until,
    going: true,
    offsetMinutes,
    readings: 0,
    chance: 0.69,
    amount: { median: grams, low80: grams / far, high80: grams * far },
  };
}
