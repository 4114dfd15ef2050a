import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HomeostatError } from "../errors/homeostat-error.ts";
import { model } from "../model/model.ts";
import { bindSchedule } from "./bind-schedule.ts";
import { inputTimeline } from "./input-timeline.ts";
import type { Schedule, ScheduleItem } from "./schedule.ts";
import { simulate } from "./simulate.ts";
import { counter, oral } from "./test/models.ts";

const code = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof HomeostatError) return error.code;
    throw error;
  }
  return "none";
};

describe("inputs", () => {
  it("are set at an edge, exactly, and stay until the next", () => {
    const schedule: Schedule = [
      { kind: "set", input: "rate", at: 1, value: 5 },
      { kind: "set", input: "rate", at: 3, value: 2 },
    ];
    const { states, outputs } = simulate(counter, { schedule, to: 4, at: [0, 1, 2, 3, 4] });
    expect([...outputs.rate]).toEqual([0.1, 5, 5, 2, 2]);
    states.total.forEach((total, i) => {
      expect(total).toBeCloseTo([0, 0.1, 5.1, 10.1, 12.1][i]!, 12);
    });
  });

  it("rest at the person's own value where one is given", () => {
    const { outputs } = simulate(counter, { inputs: { rate: 7 }, to: 1 });
    expect([...outputs.rate]).toEqual([7, 7]);
  });

  it("are to the bit what they were after any infusions", () => {
    const infusion = fc.record({
      kind: fc.constant("infuse" as const),
      input: fc.constant("rate"),
      at: fc.double({ min: 0, max: 5, noNaN: true }),
      amount: fc.double({ min: -100, max: 100, noNaN: true }),
      duration: fc.double({ min: 0.01, max: 4, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(infusion, { maxLength: 12 }), (schedule) => {
        const { outputs, states } = simulate(counter, { schedule, to: 20, at: [10, 20] });
        const amount = schedule.reduce((sum, item) => sum + item.amount, 0);
        expect([...outputs.rate]).toEqual([0.1, 0.1]);
        expect(states.total[1]).toBeCloseTo(2 + amount, 8);
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  it("follow signals, held or by lines, and go back to what they were set to", () => {
    const signal = { kind: "signal", input: "rate", times: [1, 2, 4], values: [3, 5, 1] } as const;
    const set: ScheduleItem = { kind: "set", input: "rate", at: 1.5, value: 9 };
    const at = [0.5, 1, 1.5, 2, 3, 4, 5];
    const run = (between: "hold" | "line") =>
      simulate(counter, { schedule: [{ ...signal, between }, set], to: 5, at });
    expect([...run("hold").outputs.rate]).toEqual([0.1, 3, 3, 5, 5, 9, 9]);
    const line = run("line");
    [0.1, 3, 4, 5, 3, 9, 9].forEach((rate, i) => {
      expect(line.outputs.rate[i]).toBeCloseTo(rate, 12);
    });
    expect(line.states.total[6]).toBeCloseTo(0.1 + 4 + 6 + 9, 10);
  });

  it("add infusions on top of a signal", () => {
    const schedule: Schedule = [
      { kind: "signal", input: "rate", times: [0, 10], values: [0, 10], between: "line" },
      { kind: "infuse", input: "rate", at: 2, amount: 6, duration: 3 },
    ];
    const { outputs } = simulate(counter, { schedule, to: 6, at: [1, 3, 6] });
    expect([...outputs.rate]).toEqual([1, 5, 6]);
  });
});

describe("items of one instant", () => {
  it("come as: set, fire, add, infusion starts", () => {
    // The event halves the gut if the drip is on, and leaves NaN if it is off: it must see the setting, not the infusion.
    const items: ScheduleItem[] = [
      { kind: "infuse", input: "drip", at: 1, amount: 5, duration: 1 },
      { kind: "add", state: "gut", at: 1, amount: 8 },
      { kind: "fire", event: "wash", at: 1 },
      { kind: "set", input: "drip", at: 1, value: 2 },
    ];
    const run = (schedule: Schedule) =>
      simulate(oral, { starts: { gut: 40 }, parameters: { ka: 0 }, schedule, to: 1.5, at: [1] }).states
        .gut[0];
    expect(run(items)).toBe(28);
    expect(run(items.toReversed())).toBe(28);
    expect(code(() => run(items.slice(0, 3)))).toBe("HS1310");
  });

  it("let the later of two settings win, and events fire in their order", () => {
    const schedule: Schedule = [
      { kind: "set", input: "rate", at: 1, value: 2 },
      { kind: "set", input: "rate", at: 1, value: 3 },
    ];
    expect(simulate(counter, { schedule, to: 2, at: [1] }).outputs.rate[0]).toBe(3);
  });
});

describe("doses", () => {
  it("unfold as the model declares, and nothing is no dose", () => {
    const schedule: Schedule = [
      { kind: "dose", dose: "slow", at: 1, amount: 8 },
      { kind: "dose", dose: "steady", at: 10, amount: 0 },
    ];
    const { states } = simulate(oral, { schedule, parameters: { ke: 0 }, to: 12, at: [1, 2, 3, 12] });
    [0, 4, 8, 8].forEach((amount, i) => {
      expect(states.body[i]).toBeCloseTo(amount, 10);
    });
  });
});

describe("events during a dose", () => {
  const counted = model({
    ...oral,
    events: { mouthful: { is: "counts", assign: "body = body + 1 'mg'" } },
    doses: {
      eaten: {
        is: "in mouthfuls",
        unit: "mg",
        into: "drip",
        rate: 2,
        during: { fires: "mouthful", every: 1 },
      },
    },
  });

  it.each([
    [8, 3],
    [7, 3],
    [2, 0],
    [1, 0],
  ])("%d mg at 2 mg/h: the event fires %d times after the start", (amount, times) => {
    const schedule: Schedule = [{ kind: "dose", dose: "eaten", at: 1, amount }];
    const { states } = simulate(counted, { schedule, parameters: { ke: 0 }, to: 20, at: [20] });
    expect(states.body[0]).toBeCloseTo(amount + times, 8);
  });
});

describe("what cannot be bound", () => {
  it.each<[string, ScheduleItem]>([
    ["HS1301", { kind: "set", input: "dripp", at: 0, value: 1 }],
    ["HS1301", { kind: "add", state: "guts", at: 0, amount: 1 }],
    ["HS1301", { kind: "fire", event: "toString", at: 0 }],
    ["HS1301", { kind: "dose", dose: "toString", at: 0, amount: 1 }],
    ["HS1303", { kind: "dose", dose: "slow", at: 0, amount: -1 }],
    ["HS1303", { kind: "set", input: "drip", at: Number.NaN, value: 1 }],
    ["HS1303", { kind: "infuse", input: "drip", at: 5, amount: 1, duration: 0 }],
    ["HS1303", { kind: "signal", input: "drip", times: [1], values: [1], between: "line" }],
    ["HS1303", { kind: "signal", input: "drip", times: [1, 1], values: [1, 2], between: "line" }],
  ])("%s: %o", (expected, item) => {
    expect(code(() => simulate(oral, { schedule: [item], to: 1 }))).toBe(expected);
  });

  it("refuses two signals at once, and says which name was meant", () => {
    const signal = (times: readonly number[]): ScheduleItem => ({
      kind: "signal",
      input: "drip",
      times,
      values: [1, 1],
      between: "hold",
    });
    expect(code(() => simulate(oral, { schedule: [signal([0, 2]), signal([1, 3])], to: 4 }))).toBe("HS1304");
    expect(code(() => simulate(oral, { schedule: [signal([0, 2]), signal([2, 3])], to: 4 }))).toBe("none");
    expect(() =>
      simulate(oral, { schedule: [{ kind: "set", input: "dip", at: 0, value: 1 }], to: 1 }),
    ).toThrow(expect.objectContaining({ cure: "Did you mean 'drip'?" }));
  });
});

describe("long schedules", () => {
  it("binds 100,000 doses in linear time", () => {
    const infusions = Array.from({ length: 100_000 }, (_, i) => ({ start: i, end: i + 1.5, rate: 0.5 }));
    const { times, extra } = inputTimeline(0, { settings: [], infusions, signals: [] });
    expect(times.length).toBe(200_000);
    expect(extra[times.length - 1]).toBe(0);
  });
});

describe("very many items", () => {
  const many = 100_000;

  it("a hundred thousand infusions at once are summed, and leave exactly nothing behind", () => {
    const schedule: Schedule = Array.from({ length: many }, (_, i) => ({
      kind: "infuse",
      input: "drip",
      at: i / many,
      amount: 10 * (1 + (i % 7)),
      duration: 10,
    }));
    const { timelines } = bindSchedule(schedule, {
      states: [],
      inputs: ["drip"],
      events: [],
      doses: {},
      tangents: [],
    });
    const { times, extra } = timelines[0]!;
    const all = schedule.reduce((sum, item) => sum + (item.kind === "infuse" ? item.amount / 10 : 0), 0);
    expect(extra[many - 1]).toBe(all);
    expect(times).toHaveLength(2 * many);
    expect(extra.at(-1)).toBe(0);
  });

  it("a hundred thousand doses are taken one by one", () => {
    const schedule: Schedule = Array.from({ length: many }, (_, i) => ({
      kind: "add",
      state: "gut",
      at: i,
      amount: 1,
    }));
    const { states } = simulate(oral, { schedule, to: many });
    // Amounts in balance: what comes in an hour goes out in the mean, 1/ke just after absorption's share.
    expect(states.gut[1]).toBeCloseTo(1 / (Math.exp(1.2) - 1), 5);
  });
});
