/** Roy & Parker 2007: at steady oxygen uptake P the flows settle at a1/a2·P, a3/a4·P and a5/a6·P. */
import { type ModelSpec, simulate } from "@homeostat/engine";
import { expect, test } from "vitest";
import { cohortS2008 } from "../glucose/cohort-s2008.ts";
import { dallaMan2007 } from "../glucose/dalla-man-2007.ts";
import { uvaPadovaS2008 } from "../glucose/uva-padova-s2008.ts";
import { royParker2007 } from "./roy-parker-2007.ts";
import { dallaMan2007Exercise, uvaPadovaS2008Exercise } from "./with-exercise.ts";

const walk = (intensity: number, from: number, to: number) =>
  [
    { kind: "set", input: "intensity", at: from, value: intensity },
    { kind: "set", input: "intensity", at: to, value: 0 },
  ] as const;
const tolerance = { relative: 1e-9, absolute: 1e-10 };

test("flows settle where production and removal balance", () => {
  const { states } = simulate(royParker2007, {
    schedule: walk(40, 0, 5000),
    to: 3000,
    every: 3000,
    tolerance,
  });
  expect(states.PVO2[1]).toBeCloseTo(40, 6);
  expect(states.Gprod[1]).toBeCloseTo((0.00158 / 0.056) * 40, 6);
  expect(states.Gup[1]).toBeCloseTo((0.00195 / 0.0485) * 40, 6);
  expect(states.Ie[1]).toBeCloseTo((0.00125 / 0.075) * 40, 6);
});

test("glycogen begins to fail when the work passes the threshold of its intensity", () => {
  const intensity = 40;
  const minutes = (-1.1521 * intensity ** 2 + 87.471 * intensity) / intensity;
  const { states, times } = simulate(royParker2007, {
    schedule: walk(intensity, 0, 200),
    to: 120,
    every: 0.5,
    tolerance,
  });
  const first = times[states.Ggly.findIndex((value) => value > 1e-6)]!;
  expect(first).toBeGreaterThan(minutes - 0.01);
  expect(first).toBeLessThan(minutes + 1);
});

test.for([
  [uvaPadovaS2008, uvaPadovaS2008Exercise],
  [dallaMan2007, dallaMan2007Exercise],
] as [ModelSpec, ModelSpec][])("$0.id: at rest the add-on changes nothing", ([alone, joined]) => {
  const options = {
    schedule: [{ kind: "dose", dose: "meal", at: 10, amount: 40 }],
    to: 300,
    every: 5,
    tolerance,
  } as const;
  const plain = simulate(alone, options).outputs.glucose!;
  const added = simulate(joined, options).outputs.glucose!;
  for (const [i, value] of plain.entries()) expect(Math.abs(value - added[i]!)).toBeLessThan(1e-5);
});

test("three quarters of an hour of exercise lower the glucose of every adult while it lasts, hard work more than easy", () => {
  for (const { name, group, parameters } of cohortS2008) {
    if (group !== "adult") continue;
    const fall = (intensity: number) => {
      const schedule = walk(intensity, 30, 75);
      const { glucose } = simulate(uvaPadovaS2008Exercise, {
        parameters,
        schedule,
        to: 75,
        every: 75,
        tolerance,
      }).outputs;
      return glucose[0]! - glucose[1]!;
    };
    expect(fall(25), name).toBeGreaterThan(0.1);
    expect(fall(50), name).toBeGreaterThan(1.2 * fall(25));
  }
});
