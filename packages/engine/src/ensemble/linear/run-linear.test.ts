/** The generated course of linear ensembles gives the bits of the method "linear", which it stands in for. */
import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { chain, scheduleOf } from "../../solve/linear/test/chain.ts";
import type { Schedule } from "../../solve/schedule.ts";
import { simulate } from "../../solve/simulate.ts";
import { simulateEnsemble } from "../simulate-ensemble.ts";

const back = [0, 0.3, 0.9, 2];

it("gives each member the bits that it has alone, for any schedule and grid", () => {
  fc.assert(
    fc.property(
      fc.array(scheduleOf({ lines: false }), { minLength: 1, maxLength: 2 }),
      fc.double({ min: 0.05, max: 3, noNaN: true }),
      (schedules, every) => {
        const schedule = (member: number): Schedule => schedules[member % schedules.length]!;
        const common = { to: 10, every, method: "linear" } as const;
        const { outputs, times } = simulateEnsemble(chain, {
          ...common,
          members: back.length,
          parameters: { back },
          schedule,
        });
        back.forEach((own, member) => {
          const alone = simulate(chain, { ...common, parameters: { back: own }, schedule: schedule(member) });
          const column = outputs.level.subarray(member * times.length, (member + 1) * times.length);
          expect(column).toEqual(alone.outputs.level);
        });
      },
    ),
    { numRuns: 60, seed: 1 },
  );
});

it("leaves members whose input follows a line, and those without a finite result, to the reference", () => {
  const line: Schedule = [{ kind: "signal", input: "drip", times: [1, 3], values: [0, 2], between: "line" }];
  const run = (starts: readonly number[]) =>
    simulateEnsemble(chain, {
      members: 3,
      starts: { edge: starts },
      schedule: (member) => (member === 1 ? line : [{ kind: "add", state: "edge", at: 1, amount: 1e308 }]),
      to: 4,
      every: 1,
      method: "linear",
    });
  const alone = simulate(chain, { schedule: line, to: 4, every: 1, method: "linear" }).outputs.level;
  expect(run([0.5, 0.5, 0.5]).outputs.level.subarray(5, 10)).toEqual(alone);
  const { failures, outputs } = run([0.5, 0.5, 1.7e308]);
  expect(failures.map(({ member, error }) => [member, error.code])).toEqual([[2, "HS1310"]]);
  expect(outputs.level.at(-1)).toBeNaN();
});

it("runs by loops, to the same bits, where generated code is forbidden", () => {
  const options = {
    members: 2,
    parameters: { back: [0.1, 0.2] },
    to: 3,
    every: 1,
    method: "linear",
  } as const;
  const generated = simulateEnsemble(chain, options).outputs.level;
  vi.stubGlobal("Function", () => {
    throw new EvalError("forbidden");
  });
  try {
    expect(simulateEnsemble(chain, { ...options, keep: ["level"] }).outputs.level).toEqual(generated);
  } finally {
    vi.unstubAllGlobals();
  }
});

it("writes into columns that it is given", () => {
  const level = new Float64Array(8);
  const options = { members: 2, parameters: { back: [0.1, 0.2] }, to: 3, every: 1, into: { level } } as const;
  for (const method of ["linear", "tsit5"] as const) {
    expect(simulateEnsemble(chain, { ...options, method }).outputs.level).toBe(level);
    expect(level.every((value, i) => i % 4 === 0 || value > 0)).toBe(true);
  }
  expect(() => simulateEnsemble(chain, { ...options, into: { level: new Float64Array(7) } })).toThrow(
    expect.objectContaining({ code: "HS1403" }),
  );
});
