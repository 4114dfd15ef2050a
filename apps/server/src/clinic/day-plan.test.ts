import fc from "fast-check";
import { expect, test } from "vitest";
import { cast } from "./cast.ts";
import { dayPlan } from "./day-plan.ts";
import { habitsOf } from "./habits.ts";

const planOf = (index: number, seed: number, day: number) => {
  const member = cast[index]!;
  const takesInsulin = member.kind !== "type 2";
  return dayPlan(habitsOf(member), {
    seed,
    person: member.id,
    day,
    weekend: day % 7 < 2,
    takesInsulin,
    watchesPressure: true,
  });
};

test("a day is the same whenever it is asked for, and lies within itself", () => {
  fc.assert(
    fc.property(
      fc.nat(cast.length - 1),
      fc.nat(1000),
      fc.integer({ min: 20_000, max: 22_000 }),
      (index, seed, day) => {
        const plan = planOf(index, seed, day);
        expect(planOf(index, seed, day)).toEqual(plan);
        for (const { minute, carbs, counted, bolusAt } of plan.meals) {
          expect(minute).toBeGreaterThanOrEqual(plan.wakes);
          expect(minute).toBeLessThan(1440);
          expect(carbs).toBeGreaterThan(0);
          expect(counted % 5).toBe(0);
          if (cast[index]!.kind === "type 2") expect(bolusAt).toBeNull();
        }
        for (const { minute, minutes } of plan.activities) expect(minute + minutes).toBeLessThan(1440);
        for (const minute of [plan.wakes, plan.sleeps, ...plan.cuffs]) expect(minute % 5).toBe(0);
      },
    ),
    { numRuns: 300 },
  );
});

test("about one bolus in ten is forgotten, and carbohydrate is miscounted by about a quarter", () => {
  const meals = cast
    .flatMap((member, index) => (member.kind === "type 2" ? [] : [index]))
    .flatMap((index) => Array.from({ length: 60 }, (_, day) => planOf(index, 4, 20_000 + day)))
    .flatMap(({ meals: planned }) => planned)
    .filter(({ carbs }) => carbs > 30);
  const forgotten = meals.filter(({ bolusAt }) => bolusAt === null).length / meals.length;
  expect(forgotten).toBeGreaterThan(0.06);
  expect(forgotten).toBeLessThan(0.16);
  const off = meals.map(({ carbs, counted }) => Math.log(counted / carbs));
  const mean = off.reduce((sum, value) => sum + value, 0) / off.length;
  const spread = Math.sqrt(off.reduce((sum, value) => sum + (value - mean) ** 2, 0) / off.length);
  expect(spread).toBeGreaterThan(0.2);
  expect(spread).toBeLessThan(0.3);
  expect(mean).toBeLessThan(0);
});
