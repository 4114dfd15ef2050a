import { describe, expect, it } from "vitest";
import { simulate } from "../solve/simulate.ts";
import { oral, predators, tangent } from "../solve/test/models.ts";
import { simulateEnsemble } from "./simulate-ensemble.ts";

describe("simulateEnsemble", () => {
  it("gives every member the bits that it gets alone, whichever share of them runs", () => {
    const rates = [0.5, 1, 1.5, 2];
    const options = { to: 10, every: 0.5 } as const;
    const all = simulateEnsemble(predators, { ...options, members: 4, parameters: { rate: rates } });
    const half = simulateEnsemble(predators, {
      ...options,
      members: 2,
      parameters: { rate: rates.slice(2) },
    });
    rates.forEach((rate, m) => {
      const alone = simulate(predators, { ...options, parameters: { rate } }).outputs.both;
      expect(all.outputs.both.slice(m * 21, (m + 1) * 21)).toEqual(alone);
      if (m >= 2) expect(half.outputs.both.slice((m - 2) * 21, (m - 1) * 21)).toEqual(alone);
    });
    expect(all.failures).toEqual([]);
  });

  it("takes starts, inputs and schedules member by member, and keeps the outputs asked for", () => {
    const { outputs, times } = simulateEnsemble(oral, {
      members: 2,
      starts: { body: [30, 60] },
      inputs: { drip: Float64Array.of(0, 3) },
      parameters: { ke: 0 },
      schedule: (member) => [{ kind: "add", state: "body", at: 1, amount: member * 30 }],
      to: 2,
      keep: ["level"],
    });
    expect([...times]).toEqual([0, 2]);
    [1, 1, 2, 3.2].forEach((level, i) => {
      expect(outputs.level[i]).toBeCloseTo(level, 10);
    });
  });

  it("lists members that fail, and goes on", () => {
    const { outputs, failures } = simulateEnsemble(tangent, {
      members: 3,
      parameters: { k: [0.1, 1, 0.2] },
      to: 2,
      every: 1,
    });
    expect(failures.map((failure) => failure.member)).toEqual([1]);
    expect(outputs.x[5]).toBeNaN();
    expect(outputs.x[8]).toBeCloseTo(Math.tan(0.4), 5);
  });

  it("reports progress, stops when asked, and refuses a column of the wrong length", () => {
    const seen: number[] = [];
    simulateEnsemble(oral, { members: 3, to: 1, progress: (done, total) => seen.push(done / total) });
    expect(seen).toEqual([1 / 3, 2 / 3, 1]);
    expect(() => simulateEnsemble(oral, { members: 3, to: 1, signal: { aborted: true } })).toThrow(
      expect.objectContaining({ code: "HS1313" }),
    );
    expect(() => simulateEnsemble(oral, { members: 3, to: 1, parameters: { ka: [1, 2] } })).toThrow(
      expect.objectContaining({ code: "HS1403" }),
    );
    // @ts-expect-error: the model has no such output
    expect(() => simulateEnsemble(oral, { members: 1, to: 1, keep: ["levle"] })).toThrow(
      expect.objectContaining({ cure: "Did you mean 'level'?" }),
    );
  });
});
