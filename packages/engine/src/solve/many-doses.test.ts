/** A million doses, as rows of a table and as one row repeated: bounded time, and the level that superposition gives. */
import { describe, expect, it } from "vitest";
import { compileKernel } from "../compile/compile-kernel.ts";
import { lower } from "../model/lower.ts";
import type { Course, CourseRecord, Dose } from "./dosing/course.ts";
import { flowOf } from "./dosing/flow-of.ts";
import { runCourse } from "./dosing/run-course.ts";
import { oralDoses, oralModel } from "./dosing/test/oral-model.ts";
import { simulate } from "./simulate.ts";
import { oral } from "./test/models.ts";

const million = 1_000_000;

describe("a million doses", () => {
  it("given as a schedule", () => {
    const every = 0.1;
    const schedule = Array.from({ length: million }, (_, i) => ({
      kind: "add" as const,
      state: "gut",
      at: i * every,
      amount: 1,
    }));
    const to = million * every;
    const { outputs, states, stats } = simulate(oral, { schedule, to, every: to, method: "linear" });
    // At the end of an interval in steady state: Σ e^(−k·j·τ), j ≥ 1, for each exponential (Gibaldi & Perrier 1982).
    const [ka, ke] = [1.2, 0.15];
    const sum = (k: number) => 1 / Math.expm1(k * every);
    const body = (ka / (ka - ke)) * (sum(ke) - sum(ka));
    expect(states.gut[1]! / sum(ka)).toBeCloseTo(1, 9);
    expect(outputs.level[1]! / (body / 30)).toBeCloseTo(1, 9);
    expect(stats.steps).toBe(million);
  });

  const system = lower(oralModel);
  const kernel = compileKernel(system);
  const p = new Float64Array(kernel.parameters.length);
  kernel.fillParameters(p, new Uint8Array(p.length));
  const dose: Dose = { state: 0, amount: 1, rate: "at once", interval: 0, additional: 0, steadyState: "no" };
  const inputs = Float64Array.of(70);
  const record = (time: number, given?: Partial<Dose>): CourseRecord => ({
    time,
    inputs,
    reset: false,
    observed: given === undefined,
    ...(given === undefined ? {} : { dose: { ...dose, ...given } }),
  });
  const last = (records: readonly CourseRecord[]) => {
    const course: Course = { records, inputsFrom: "next", doseProperties: oralDoses };
    let level = Number.NaN;
    runCourse(flowOf(system, []), course, p, (_, out) => {
      level = out[0]!;
    });
    return level;
  };

  it("given as one record that is repeated has the level of its steady state", () => {
    const end = million * 0.5;
    const repeated = last([record(0, { interval: 0.5, additional: million - 1 }), record(end)]);
    const steady = last([record(0, { interval: 0.5, additional: 1, steadyState: "replaces" }), record(0.5)]);
    expect(repeated / steady).toBeCloseTo(1, 9);
  });

  it("that all run at once wait in a queue whose work grows with its logarithm only", () => {
    // Infusions that all end after the last has begun: a rate that rises by steps, in the end to 100 mg/h.
    const level = (count: number) => {
      const rate = 100 / count;
      const rows = Array.from({ length: count }, (_, i) => record(i * rate, { rate, amount: 1000 * rate }));
      return last([...rows, record(100)]);
    };
    expect(level(million / 10) / level(million / 100)).toBeCloseTo(1, 3);
  });
});
