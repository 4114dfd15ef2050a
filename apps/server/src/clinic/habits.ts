import type { CastMember } from "./cast.ts";

/** How someone lives, in numbers. Minutes are of the local day. */
export interface Habits {
  readonly wakes: number;
  readonly sleeps: number;
  /** The usual meals: when, and how much carbohydrate (g). */
  readonly meals: readonly { readonly name: string; readonly minute: number; readonly carbs: number }[];
  /** Snacks a day that nobody planned. */
  readonly snacksPerDay: number;
  /** Coefficient of variation of meal sizes and of counted against true carbohydrate. */
  readonly sizeCv: number;
  readonly countCv: number;
  /** Chances, for each meal, that its bolus is forgotten or late. */
  readonly forgets: number;
  readonly late: number;
  /** Chance that a meal or snack is entered in the app by someone who takes no insulin. */
  readonly logs: number;
  /** Walks and sessions of sport a day. */
  readonly walksPerDay: number;
  readonly sportsPerDay: number;
  readonly errandsPerDay: number;
}

const mealSize = { small: 0.75, usual: 1, large: 1.3 } as const;
const shift = { early: -50, usual: 0, late: 55 } as const;
const care = {
  careful: { countCv: 0.18, forgets: 0.04, late: 0.08, logs: 0.85, snacksPerDay: 0.5 },
  usual: { countCv: 0.24, forgets: 0.1, late: 0.15, logs: 0.45, snacksPerDay: 0.8 },
  careless: { countCv: 0.3, forgets: 0.2, late: 0.25, logs: 0, snacksPerDay: 1.2 },
} as const;
const activity = {
  little: { walksPerDay: 0.25, sportsPerDay: 0, errandsPerDay: 22 },
  walks: { walksPerDay: 0.75, sportsPerDay: 0.05, errandsPerDay: 32 },
  sports: { walksPerDay: 0.4, sportsPerDay: 0.45, errandsPerDay: 34 },
} as const;
const usualMeals = [
  { name: "breakfast", minute: 7 * 60 + 45, carbs: 42 },
  { name: "lunch", minute: 12 * 60 + 45, carbs: 60 },
  { name: "dinner", minute: 18 * 60 + 50, carbs: 68 },
] as const;

export function habitsOf({ living, kind }: CastMember): Habits {
  const later = shift[living.hours];
  const size = mealSize[living.meals] * (kind === "type 2" ? 0.9 : 1);
  return {
    wakes: 7 * 60 + later,
    sleeps: 23 * 60 + Math.min(later, 40),
    meals: usualMeals.map((meal) => ({ ...meal, minute: meal.minute + later, carbs: meal.carbs * size })),
    sizeCv: 0.22,
    ...care[living.care],
    ...activity[living.activity],
  };
}
