/** A state that no output reads is not carried on: it costs nothing, and keeps no steady state from being found. */
import { expect, test } from "vitest";
import { lower } from "../../model/lower.ts";
import { model } from "../../model/model.ts";
import type { System } from "../../model/system.ts";
import type { Course, Dose } from "../dosing/course.ts";
import { flowOf } from "../dosing/flow-of.ts";
import { runCourse } from "../dosing/run-course.ts";

const system = lower(
  model({
    id: "level-and-area",
    title: "One compartment, and the area under its level",
    reference: { citation: "none" },
    use: "tests",
    status: "unvalidated",
    time: "h",
    states: {
      AUC: { is: "area under the level", unit: "mg.h/L", start: 0 },
      body: { is: "amount", unit: "mg", start: 0 },
    },
    inputs: {},
    parameters: {
      CL: { is: "clearance", unit: "L/h", value: 3, source: "chosen" },
      V: { is: "volume", unit: "L", value: 30, source: "chosen" },
    },
    equations: "der(body) = -CL/V*body\nder(AUC) = body/V",
    outputs: {
      level: { is: "level", equals: "body/V", unit: "mg/L" },
      area: { is: "area", equals: "AUC", unit: "mg.h/L" },
    },
  }),
);
const withoutArea: System = { ...system, hash: `${system.hash} level`, outputs: system.outputs.slice(0, 1) };

function levels(of: System, steadyState: Dose["steadyState"]): readonly number[][] {
  const dose: Dose = { state: 1, amount: 300, rate: "at once", interval: 12, additional: 3, steadyState };
  const base = { inputs: new Float64Array(0), reset: false };
  const times = [3, 17.5, 40];
  const course: Course = {
    records: [
      { ...base, time: 0, observed: false, dose },
      ...times.map((time) => ({ ...base, time, observed: true })),
    ],
    inputsFrom: "last",
    doseProperties: [],
  };
  const flow = flowOf(of, ["CL", "V"]);
  const seen: number[][] = [];
  runCourse(flow, course, Float64Array.of(3, 30), (_, outputs) => {
    const size = outputs.length / 3;
    seen.push([outputs[0]!, outputs[size]!, outputs[2 * size]!]);
  });
  return seen;
}

test("what is read is the same, with its derivatives", () => {
  const [all, some] = [levels(system, "no"), levels(withoutArea, "no")];
  all.flat().forEach((value, i) => {
    expect(Math.abs(some.flat()[i]! / value - 1)).toBeLessThan(1e-13);
  });
});

test("an area that grows for ever has no steady state; the level has one where only it is read", () => {
  expect(() => levels(system, "replaces")).toThrowError(/HS1605|steady/);
  const expected = 10 / -Math.expm1(-1.2) / Math.exp(0.3);
  expect(levels(withoutArea, "replaces")[0]![0]! / expected).toBeCloseTo(1, 12);
});
