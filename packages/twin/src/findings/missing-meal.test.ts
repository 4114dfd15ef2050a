import { expect, test } from "vitest";
import { missingMeal } from "./missing-meal.ts";

const minute = 60_000;
const missingMeals = { leastGrams: 23, recordedDoubt: 0.2, amountSpread: 0.5, gramsPerUnitMinute: 1 };
const told = (minutes: number, recorded: readonly { at: number; grams: number }[] = []) =>
  missingMeal(
    { design: { missingMeals } } as never,
    { recorded, rise: { since: 0, until: minutes * minute, grams: 30, sdGrams: 20 } },
    0,
  );

test("errors that are forgotten add up to less: a long rise is surer than a short one of the same sum", () => {
  expect(told(0)).toBeNull();
  expect(told(120)).toMatchObject({ kind: "missing meal", amount: { median: 30 } });
});

test("what a recorded meal may have brought is no missing one", () => {
  expect(told(120, [{ at: 0, grams: 100 }])).toBeNull();
});
