import type { Schedule } from "@homeostat/engine";
import { cohortS2008, cohortS2008Parameters } from "@homeostat/models";

export const meals = [
  { at: 420, grams: 45 },
  { at: 720, grams: 70 },
  { at: 1080, grams: 80 },
] as const;

/** A day of people like the published subjects, output every 5 minutes. */
export function dayOf(members: number) {
  const column = (name: (typeof cohortS2008Parameters)[number]) =>
    Array.from({ length: members }, (_, i) => cohortS2008[i % cohortS2008.length]!.parameters[name]);
  const parameters = Object.fromEntries(cohortS2008Parameters.map((name) => [name, column(name)]));
  const schedule = meals.flatMap(
    ({ at, grams }): Schedule => [
      { kind: "dose", dose: "meal", at, amount: grams },
      { kind: "dose", dose: "bolus", at, amount: grams / 12 },
    ],
  );
  return { members, parameters, schedule, to: 1440, every: 5, keep: ["glucose"] } as const;
}
