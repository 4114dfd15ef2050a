/**
 * Everything that a schedule may do to a model whose defaults follow from parameters: the gradient forward and by the adjoint,
 * against differences of accurate runs; and what neither can pass through, refused.
 */
import { describe, expect, it } from "vitest";
import { type Model, model } from "../../model/model.ts";
import type { Schedule, ScheduleItem } from "../../solve/schedule.ts";
import { simulate } from "../../solve/simulate.ts";
import { adjointGradient } from "./adjoint-gradient.ts";
import type { AnyAdjointOptions } from "./adjoint-options.ts";
import { forwardGradient } from "./test/forward-gradient.ts";
import { squares } from "./test/squares.ts";

const source = "test";
const about = {
  title: "made for a test",
  reference: { citation: "made for a test" },
  use: "a test",
  status: "unvalidated",
} as const;

/** A basal flow that balances the start unless a schedule says otherwise, and a second input that nothing sets. */
const basal: Model = model({
  ...about,
  id: "basal",
  time: "h",
  states: {
    A: { is: "amount", unit: "mg", start: "basal*V/CL" },
    B: { is: "effect", unit: "1", start: "1 + share" },
  },
  inputs: {
    basal: { is: "inflow", unit: "mg/h", default: "CL*Cb" },
    share: { is: "share", unit: "1", default: "0.1*V/20 'L'" },
  },
  parameters: {
    CL: { is: "clearance", unit: "L/h", value: 3, source },
    V: { is: "volume", unit: "L", value: "CL*8 'h'", source },
    Cb: { is: "level at rest", unit: "mg/L", value: 2, source },
    ke: { is: "rate", unit: "/h", value: 0.4, source },
  },
  equations: `
    der(A) = basal - CL*A/V
    der(B) = ke*(1 + share - B*(1 + A/V/(2 'mg/L' + A/V)))
  `,
  events: {
    half: { is: "half is lost, and a share of the inflow comes in", assign: "A = A/2 + basal*0.3 'h'" },
  },
  doses: {
    drip: { is: "over an hour", unit: "mg", into: "basal", over: 1, fires: "half" },
    steady: {
      is: "by mouthfuls",
      unit: "mg",
      into: "basal",
      rate: 20,
      during: { fires: "half", every: 0.5 },
    },
  },
  outputs: {
    level: { is: "concentration", equals: "A/V", unit: "mg/L" },
    effect: { is: "effect", equals: "B + 0.01*basal/1 'mg/h'", unit: "1" },
  },
});

const at = [0, 0.5, 1, 2.5, 4, 5.5, 8];

const set: ScheduleItem = { kind: "set", input: "basal", at: 1, value: 4 };
const line: ScheduleItem = { kind: "signal", input: "basal", times: [2, 4], values: [1, 5], between: "line" };
const infuse: ScheduleItem = { kind: "infuse", input: "basal", at: 0.5, amount: 9, duration: 3 };

type Case = readonly [what: string, schedule: Schedule, rest: Partial<AnyAdjointOptions>];
const cases: readonly Case[] = [
  ["nothing", [], {}],
  ["a setting", [set], {}],
  ["a setting from the start, which the start reads", [{ ...set, at: 0 }], {}],
  ["a signal by lines, after which the default is back", [line], {}],
  ["a signal that holds, between settings", [set, { ...line, between: "hold" }], {}],
  ["an infusion on top of the default", [infuse], {}],
  ["an infusion on top of what is set", [infuse, set], {}],
  ["doses and what they fire, at the default", [{ kind: "dose", dose: "drip", at: 2, amount: 5 }], {}],
  [
    "a dose by mouthfuls while a signal runs",
    [{ kind: "dose", dose: "steady", at: 2.7, amount: 30 }, line],
    {},
  ],
  ["an event and an addition, on what is set", [set, { kind: "fire", event: "half", at: 2 }], {}],
  ["an addition", [{ kind: "add", state: "A", at: 1, amount: 30 }], {}],
  ["an input of one's own at rest", [infuse], { inputs: { basal: 7 } }],
  ["a parameter that is given", [infuse, set], { fixed: { V: 20 } }],
  ["a start of one's own", [set], { starts: { A: 11 } }],
];

const worst = (found: ArrayLike<number>, exact: ArrayLike<number>) => {
  const size = Math.max(...Array.from(exact, Math.abs));
  return Math.max(...Array.from(exact, (value, i) => Math.abs(found[i]! - value) / size));
};

function differences(of: Model, options: AnyAdjointOptions, values: readonly number[]): readonly number[] {
  const run = (own: readonly number[]) => {
    const given = Object.fromEntries(options.parameters.map((name, i) => [name, own[i]!]));
    const { outputs } = simulate(of, {
      parameters: { ...options.fixed, ...given },
      inputs: options.inputs ?? {},
      starts: options.starts ?? {},
      schedule: options.schedule ?? [],
      at: [...options.at],
      to: options.at.at(-1)!,
      tolerance: { relative: 1e-12, absolute: 1e-12 },
    });
    const columns = options.outputs.map((name) => outputs[name]!);
    return options.loss(
      columns,
      columns.map((column) => new Float64Array(column.length)),
    );
  };
  return differencesOf(run, values);
}

/** Central, of fourth order. */
function differencesOf(
  run: (own: readonly number[]) => number,
  values: readonly number[],
): readonly number[] {
  return values.map((own, k) => {
    const h = 1e-3 * own;
    const moved = (by: number) => run(values.with(k, own + by));
    return (8 * (moved(h) - moved(-h)) - moved(2 * h) + moved(-2 * h)) / (12 * h);
  });
}

describe("a gradient over a schedule is that of differences, forward and by the adjoint", () => {
  it.each(cases)("%s", (_, schedule, rest) => {
    const options = {
      parameters: ["CL", "Cb", "ke"],
      at,
      outputs: ["level", "effect"],
      loss: squares,
      schedule,
      ...rest,
    };
    const values = [3, 2, 0.4];
    const exact = differences(basal, options, values);
    expect(worst(forwardGradient(basal, options).at(values).gradient, exact)).toBeLessThan(1e-8);
    expect(worst(adjointGradient(basal, options).at(values).gradient, exact)).toBeLessThan(1e-6);
  });
});

const parameters = {
  k: { is: "rate", unit: "/h", value: 0.5, source },
  from: { is: "when it begins", unit: "h", value: 1.3, source },
  low: { is: "threshold", unit: "1", value: 0.4, source },
} as const;
const switched = (derivative: string): Model =>
  model({
    ...about,
    id: "switched",
    time: "h",
    states: { x: { is: "x", unit: "1", start: 1 }, clock: { is: "since", unit: "h", start: 0 } },
    inputs: { on: { is: "on", unit: "1", default: 1 } },
    parameters,
    tables: {
      stairs: {
        is: "stairs",
        of: "1",
        unit: "1",
        points: [
          [0, 0.5],
          [0.7, 1],
        ],
        between: "hold",
        source,
      },
      slope: {
        is: "slope",
        of: "1",
        unit: "1",
        points: [
          [0, 0.5],
          [0.7, 1],
        ],
        between: "line",
        source,
      },
    },
    equations: `der(x) = ${derivative}\nder(clock) = 1`,
    outputs: { x: { is: "x", equals: "if x > low then x else 2*x", unit: "1" } },
  });
const wanted = { parameters: ["k", "from", "low"], at: [0.5, 2, 3], outputs: ["x"], loss: squares };
const own = [0.5, 1.3, 0.4];

/** Runs in which jumps are found to the last bit: fourth-order differences of them are good to eight digits. */
function accurateDifferences(of: Model, options: AnyAdjointOptions, values: readonly number[]) {
  const { at: run } = forwardGradient(of, { ...options, tolerance: { relative: 1e-12, absolute: 1e-13 } });
  return differencesOf((own) => run(own).value, values);
}

describe("a derivative that jumps at a moment that moves with a parameter", () => {
  it.each([
    ["a time", "if time > from then -k*x else 0*k"],
    ["a level", "-k*x*(if x < low then 0.2 else 1)"],
    ["a level within another choice", "if on < 0.5 then -k*x else (if x >= low then -k else 0*k)"],
    ["a step", "-k*x*(2 + sign(x - low))"],
    ["a clock of one's own that moves with nothing, at a parameter", "if clock > from then -k*x else -2*k*x"],
    ["a period", "-k*mod(time, from)/from*x"],
    ["a part of each period", "-k*x*(if mod(time - from, 0.63 'h') < low*1 'h' then 1 else 0.1)"],
    ["whole periods", "-k*(1 + floor(time/from))*x"],
    ["a rounding up, downward", "-k*(1 + ceil(x/low))*x"],
    ["a table of stairs", "-k*stairs(x + low)"],
    ["two ways of asking the same", "-k*x*(if x > low then 3 else 1)*(if x <= low then 0.2 else 1)"],
    [
      "one level after another",
      "-k*x*(if x > low and time > from/2 then 2 else 1) - (if x < low/2 then k/2 else 0*k)",
    ],
  ])("is carried over forward, and refused by the adjoint: %s", (_, derivative) => {
    const of = switched(derivative);
    const refused = expect.objectContaining({ code: "HS1315", message: expect.stringContaining("'x'") });
    const exact = accurateDifferences(of, wanted, own);
    const { gradient } = forwardGradient(of, wanted).at(own);
    expect(worst(gradient, exact)).toBeLessThan(2e-8);
    expect(() => adjointGradient(of, wanted).at(own)).toThrow(refused);
  });

  it("is told where the course stays on the threshold", () => {
    const stays = forwardGradient(switched("-k*x*sign(x - low)"), wanted);
    const refused = expect.objectContaining({ code: "HS1329", message: expect.stringContaining("'x'") });
    expect(() => stays.at(own)).toThrow(refused);
  });

  it("is refused where a table has more stairs than thresholds are followed", () => {
    const long = switched("-k*stairs(x + low)");
    const points = Array.from({ length: 104 }, (_, i): [number, number] => [i / 52, 1 + (i % 2)]);
    const stairs = { ...long.tables!.stairs!, points };
    const forward = forwardGradient(model({ ...long, tables: { ...long.tables, stairs } }), wanted);
    expect(() => forward.at(own)).toThrow(expect.objectContaining({ code: "HS1315" }));
  });

  it.each([
    ["a jump that comes later", "if time > 9*from then k else -k*x"],
    ["a fixed time", "if time > 1.3 'h' then -k*x else -2*k*x"],
    ["a fixed time of a clock", "if clock > 1.3 'h' then -k*x else -2*k*x"],
    ["a kink at a level", "-k*(if x > low then x - low else 0)"],
    ["a kink at a time", "if time > from then -k*x*(time - from)/1 'h' else 0*k"],
    ["minima and sizes", "-k*max(x - low, 0) - k*abs(x - 2*low)"],
    ["a parameter alone", "if k > 0.2 '/h' then -k*x else k"],
    ["a table of lines", "-k*slope(x)"],
  ])("is not seen, and the gradient is right, for %s", (_, derivative) => {
    const exact = differences(switched(derivative), wanted, own);
    const tolerance = { relative: 1e-10, absolute: 1e-11 };
    const options = { ...wanted, tolerance };
    expect(worst(forwardGradient(switched(derivative), options).at(own).gradient, exact)).toBeLessThan(2e-6);
    // On its way back the adjoint reads dense output, which a kink within a step costs an order.
    expect(worst(adjointGradient(switched(derivative), options).at(own).gradient, exact)).toBeLessThan(2e-5);
  });

  it("is carried over at an input that follows a line, and refused by the adjoint only where one does", () => {
    const of = switched("-k*(if on > low then x else 2*x)");
    const schedule: Schedule = [
      { kind: "signal", input: "on", times: [0.5, 2], values: [0, 1], between: "line" },
    ];
    const refused = expect.objectContaining({ code: "HS1315" });
    const followed = { ...wanted, schedule };
    expect(() => adjointGradient(of, followed).at(own)).toThrow(refused);
    const { gradient } = forwardGradient(of, followed).at(own);
    expect(worst(gradient, accurateDifferences(of, followed, own))).toBeLessThan(2e-8);
    const still = adjointGradient(of, wanted).at(own);
    expect(worst(still.gradient, differences(of, wanted, own))).toBeLessThan(1e-6);
  });
});
