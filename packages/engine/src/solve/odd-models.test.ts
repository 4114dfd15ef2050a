/**
 * Odd but legal models with solutions by hand: what happens at one instant, at the start, at the end and at times of output;
 * delays that vanish, infusions as short as rounding, periods, tables at their ends, several roots, times of any size.
 * Each by every method, and in the interpreter, in JavaScript and in a pair of WebAssembly.
 */
import { describe, expect, it, vi } from "vitest";
import { simulateEnsemble } from "../ensemble/simulate-ensemble.ts";
import { type Model, model } from "../model/model.ts";
import type { ModelSpec } from "../model/model-spec.ts";
import type { MethodName } from "./methods/method.ts";
import { methods } from "./methods/methods.ts";
import type { Schedule, ScheduleItem } from "./schedule.ts";
import { simulate } from "./simulate.ts";

type Parts = Partial<Omit<ModelSpec, "states">> & {
  readonly states: Readonly<Record<string, number | { readonly guess: number }>>;
};
const source = "test";

/** `d x = …` is a rate by the hour, and `T` the time in hours. */
const written = (text: string) =>
  text.replace(/d (\w+) = (.*)/g, "der($1) = ($2)/1 'h'").replace(/\bT\b/g, "(time/1 'h')");

let made = 0;
function odd({ states, equations = "", outputs, ...rest }: Parts): Model {
  return model({
    id: `odd-${made++}`,
    title: "odd",
    reference: { citation: "made for a test" },
    use: "a test",
    status: "unvalidated",
    time: "h",
    inputs: {},
    parameters: {},
    states: Object.fromEntries(
      Object.entries(states).map(([name, start]) => [name, { is: name, unit: "1", start }]),
    ),
    equations: written(equations),
    outputs:
      outputs ??
      Object.fromEntries(Object.keys(states).map((name) => [name, { is: name, equals: name, unit: "1" }])),
    ...rest,
  });
}

interface Course {
  readonly from?: number;
  readonly to: number;
  readonly at: readonly number[];
  readonly schedule?: Schedule;
}
type Case = readonly [
  what: string,
  parts: Parts,
  course: Course,
  expected: Readonly<Record<string, readonly number[]>>,
];

/** x goes with the clock; what y does is said. */
const clock = (y: string, rest: Partial<Parts> = {}): Parts => ({
  states: { x: 0, y: 1 },
  equations: `d x = 1\nd y = ${y}`,
  ...rest,
});
const events = (all: Readonly<Record<string, Omit<NonNullable<ModelSpec["events"]>[string], "is">>>) => ({
  events: Object.fromEntries(Object.entries(all).map(([name, event]) => [name, { is: name, ...event }])),
});
const dripped: Parts = {
  states: { A: 0 },
  inputs: { r: { is: "rate", unit: "/h", default: 0 } },
  equations: "der(A) = r - A/1 'h'",
  doses: {
    half: { is: "in half an hour", unit: "1", into: "r", over: 0.5 },
    four: { is: "at a rate", unit: "1", into: "r", rate: 4 },
  },
};
const infuse = (at: number, amount: number, duration: number): ScheduleItem => ({
  kind: "infuse",
  input: "r",
  at,
  amount,
  duration,
});
/** What is left at `t` of an infusion. */
const left = (t: number, at: number, amount: number, duration: number) => {
  const run = Math.min(Math.max(t - at, 0), duration);
  return (amount / duration) * (1 - Math.exp(-run)) * Math.exp(-Math.max(0, t - at - run));
};
const driven: Parts = {
  states: { x: 0 },
  inputs: { u: { is: "u", unit: "1", default: "2*k" } },
  parameters: { k: { is: "k", unit: "1", value: 1, source } },
  equations: "d x = u",
  outputs: { x: { is: "x", equals: "x", unit: "1" }, u: { is: "u", equals: "u", unit: "1" } },
};
const set = (at: number, value: number): ScheduleItem => ({ kind: "set", input: "u", at, value });
const signal = (
  between: "hold" | "line",
  times: readonly number[],
  values: readonly number[],
): ScheduleItem => ({
  kind: "signal",
  input: "u",
  times,
  values,
  between,
});
const table = (between: "hold" | "line" | "smooth"): Parts => ({
  states: { x: 0 },
  equations: "d x = f(T)",
  tables: {
    f: {
      is: "f",
      of: "1",
      unit: "1",
      points: [
        [0.5, 1],
        [1, 2],
        [2, 4],
      ],
      between,
      source,
    },
  },
  outputs: {
    x: { is: "x", equals: "x", unit: "1" },
    f: { is: "f", equals: "f(time/1 'h')", unit: "1" },
  },
});
const { E } = Math;

const cases: readonly Case[] = [
  [
    "at one instant the higher priority goes first; values are those of when the condition turned",
    clock(
      "0",
      events({
        double: { when: { condition: "x > 1", priority: 1 }, assign: "y = 2*y" },
        more: { when: { condition: "x > 1", priority: "3 - x" }, assign: "y = y + 3" },
      }),
    ),
    { to: 2, at: [0.5, 2] },
    { y: [1, 2] },
  ],
  ...([undefined, 4] as const).map(
    (priority): Case => [
      `of equals (priority ${priority}) the first of the model goes first, also of two states that cross at one instant`,
      {
        states: { a: 0, b: 0, y: 0, z: 0 },
        equations: "d a = 1\nd b = 2\nd y = 0\nd z = 0",
        ...events(
          Object.fromEntries(
            [
              ["one", "a > 1", "y = 1"],
              ["two", "a > 1", "y = 2"],
              ["three", "a > 1", "y = 3"],
              ["here", "a > 1", "z = 5"],
              ["there", "b > 2", "z = 7"],
            ].map(([name, condition, assign]) => [
              name!,
              {
                when: { condition: condition!, ...(priority === undefined ? {} : { priority }) },
                assign: assign!,
              },
            ]),
          ),
        ),
      },
      { to: 2, at: [2] },
      { y: [3], z: [7] },
    ],
  ),
  [
    "an event that waits while its condition turns back, and one that does not wait for it",
    {
      states: { s: 0, a: 0, b: 0 },
      equations: "d s = cos(T)\nd a = 0\nd b = 0",
      ...events({
        strict: { when: { condition: "s > 0.5", after: 3, onlyWhileTrue: true }, assign: "a = 7" },
        lax: { when: { condition: "s > 0.5", after: 3 }, assign: "b = time/1 'h'" },
      }),
    },
    { to: 6, at: [3.5, 3.6, 6] },
    { a: [0, 0, 0], b: [0, Math.PI / 6, Math.PI / 6] },
  ],
  [
    "a time that is waited for is a time of output, and the end",
    clock(
      "0",
      events({
        one: { when: "time >= 1 'h'", assign: "y = 9" },
        two: { when: "time >= 2 'h'", assign: "y = 11" },
      }),
    ),
    { to: 2, at: [0.5, 1, 1.5, 2] },
    { y: [1, 9, 9, 11] },
  ],
  [
    "what is fired at the start belongs to the run, what is fired at the end or before the start does not",
    clock("0", events({ more: { assign: "y = y + 10" } })),
    {
      from: 1,
      to: 2,
      at: [1, 1.5, 2],
      schedule: [0.5, 1, 2].map((at) => ({ kind: "fire", event: "more", at })),
    },
    { y: [11, 11, 11] },
  ],
  [
    "at one instant events fire in the order listed, and then states are added to",
    clock("0", events({ double: { assign: "y = y*2" }, more: { assign: "y = y + 3" } })),
    {
      to: 2,
      at: [1],
      schedule: [
        { kind: "add", state: "y", at: 1, amount: 100 },
        { kind: "fire", event: "more", at: 1 },
        { kind: "fire", event: "double", at: 1 },
      ],
    },
    { y: [108] },
  ],
  [
    "an event sets off another, which takes back what set it off",
    {
      states: { x: 0, a: 0, b: 0 },
      equations: "d x = 1\nd a = 0\nd b = 0",
      ...events({
        first: { when: "x > 1", assign: "a = 1" },
        second: { when: "a > 0.5", assign: "b = b + 1\na = 0" },
      }),
    },
    { to: 2, at: [2] },
    { a: [0], b: [1] },
  ],
  [
    "an input that is set, and one that follows a line, set off an event",
    {
      ...driven,
      states: { x: 0, n: 0 },
      equations: "d x = u\nd n = 0",
      outputs: { n: { is: "n", equals: "n", unit: "1" } },
      ...events({ high: { when: "u > 5", assign: "n = n + time/1 'h'" } }),
    },
    { to: 5, at: [1, 2, 5], schedule: [set(1, 9), set(2, 0), signal("line", [3, 4], [0, 10])] },
    { n: [1, 1, 4.5] },
  ],
  [
    "a level that is passed for a thousandth of a step only, from either side",
    {
      states: { x: 1, n: 0, y: 0, k: 0 },
      equations: "d x = 2*(T - 1)\nd n = 0\nd y = 2*cos(2*T)\nd k = 0",
      ...events({
        low: { when: "x < 0.000001", assign: "n = n + time/1 'h'" },
        high: { when: "y > 0.9999", assign: "k = k + 1" },
      }),
    },
    { to: 5, at: [5] },
    { n: [0.999], k: [2] },
  ],
  [
    "a period that is on for less than a look",
    {
      states: { n: 0 },
      parameters: { P: { is: "period", unit: "1", value: 0.7, source } },
      equations: "d n = 0",
      ...events({ pulse: { when: "mod(time/1 'h', P) < 0.01", assign: "n = n + 1" } }),
    },
    { to: 10, at: [6.9, 7.1, 10] },
    { n: [9, 10, 14] },
  ],
  [
    "a delay as long as half the state",
    clock("delay(x, x*0.5 'h')"),
    { to: 4, at: [1, 2, 4] },
    { y: [1.25, 2, 5] },
  ],
  [
    "a delay that vanishes on the way and grows again",
    clock("delay(x, 0.5*abs(time - 1 'h'))"),
    { to: 2, at: [1, 2] },
    { y: [4 / 3, 31 / 12] },
  ],
  [
    "a delay that is nothing for a while",
    clock("delay(x, max(0 'h', 1 'h' - time))"),
    { to: 2, at: [1, 2] },
    { y: [1.25, 2.75] },
  ],
  [
    "before the start all of a delayed expression is what it is at the start, the clock too",
    clock("delay(x*x + T + 2, 1 'h')"),
    { to: 2, at: [1, 2] },
    { y: [3, 3 + 1 / 3 + 0.5 + 2] },
  ],
  [
    "a delay of what was reset and added to",
    clock("delay(x, 0.5 'h')", events({ back: { when: "x > 1", assign: "x = 0" } })),
    { to: 1.9, at: [1.5, 1.9], schedule: [{ kind: "add", state: "x", at: 1.2, amount: 0.5 }] },
    { y: [1.5, 1.5 + 0.02 + 0.2 * 0.8] },
  ],
  [
    "a delay of a delay, and one that an output and a trigger read",
    {
      states: { x: 0, y: 0, z: 0 },
      equations: "d x = 1\nd y = delay(delay(x, 0.5 'h'), 0.5 'h')\nd z = 0",
      outputs: {
        y: { is: "y", equals: "y", unit: "1" },
        late: { is: "x", equals: "delay(x, 0.25 'h')", unit: "1" },
        z: { is: "z", equals: "z", unit: "1" },
      },
      ...events({ seen: { when: "delay(x, 0.5 'h') > 1", assign: "z = x" } }),
    },
    { to: 2, at: [0, 0.1, 2] },
    { y: [0, 0, 0.5], late: [0, 0, 1.75], z: [0, 0, 1.5] },
  ],
  [
    "infusions that overlap, begin and end together",
    dripped,
    {
      to: 5,
      at: [1, 2, 3, 5],
      schedule: [infuse(0, 3, 2), infuse(1, 4, 2), infuse(1, 4, 1), infuse(2, 5, 1)],
    },
    { A: [1, 2, 3, 5].map((t) => left(t, 0, 3, 2) + left(t, 1, 4, 2) + left(t, 1, 4, 1) + left(t, 2, 5, 1)) },
  ],
  ...[1e-3, 1e-6, 1e-9].map(
    (duration): Case => [
      `an infusion of ${duration} h gives all of its amount`,
      dripped,
      { to: 3, at: [2, 3], schedule: [infuse(1, 2, duration)] },
      { A: [left(2, 1, 2, duration), left(3, 1, 2, duration)] },
    ],
  ),
  [
    "an infusion of a second on a clock of seconds since 1970 gives all of its amount",
    { ...dripped, equations: "der(A) = r" },
    { from: 1.7e9, to: 1.7e9 + 2, at: [1.7e9 + 2], schedule: [infuse(1.7e9 + 0.3, 1, 1)] },
    { A: [1] },
  ],
  [
    "an infusion from before the start, and one over the end",
    dripped,
    { from: 1, to: 3, at: [1, 2, 3], schedule: [infuse(0, 4, 2), infuse(2.5, 4, 2)] },
    { A: [0, 2 * (1 - 1 / E), (2 * (1 - 1 / E)) / E + 2 * (1 - E ** -0.5)] },
  ],
  [
    "doses at the start and at the end, and one of nothing",
    dripped,
    {
      to: 1,
      at: [0, 0.5, 1],
      schedule: [
        { kind: "dose", dose: "half", at: 0, amount: 4 },
        { kind: "dose", dose: "four", at: 0.2, amount: 0 },
        { kind: "dose", dose: "four", at: 1, amount: 4 },
      ],
    },
    { A: [0, left(0.5, 0, 4, 0.5), left(1, 0, 4, 0.5)] },
  ],
  [
    "times below 0",
    dripped,
    { from: -5, to: -1, at: [-4, -3, -1], schedule: [infuse(-4.5, 1, 1)] },
    { A: [-4, -3, -1].map((t) => left(t, -4.5, 1, 1)) },
  ],
  [
    "of two settings at once the later listed; one from before the start",
    driven,
    { to: 2, at: [0.5, 1, 2], schedule: [set(-1, 3), set(1, 5), set(1, 7)] },
    { u: [3, 7, 7], x: [1.5, 3, 10] },
  ],
  [
    "a signal goes before settings, and after it the last of them holds",
    driven,
    { to: 4, at: [0.5, 1, 1.5, 2.5, 3, 4], schedule: [signal("line", [1, 3], [0, 4]), set(2, 9)] },
    { u: [2, 0, 1, 3, 9, 9], x: [1, 2, 2.25, 4.25, 6, 15] },
  ],
  [
    "a signal that holds, which began before the start, with an infusion on top",
    driven,
    {
      from: 1.5,
      to: 4,
      at: [1.5, 2, 2.5, 3, 4],
      schedule: [
        signal("hold", [1, 2, 3], [1, 6, 100]),
        { kind: "infuse", input: "u", at: 1.5, amount: 2, duration: 1 },
      ],
    },
    { u: [3, 8, 6, 2, 2], x: [0, 1.5, 5.5, 8.5, 10.5] },
  ],
  [
    "lines of a table and beyond its ends",
    table("line"),
    { to: 3, at: [0, 0.5, 0.75, 1, 2, 3] },
    { f: [1, 1, 1.5, 2, 4, 4], x: [0, 0.5, 0.8125, 1.25, 4.25, 8.25] },
  ],
  [
    "steps of a table at its knots and beyond its ends",
    table("hold"),
    { to: 3, at: [0, 0.5, 0.99, 1, 2, 3] },
    { f: [1, 1, 1, 2, 4, 4], x: [0, 0.5, 0.99, 1, 3, 7] },
  ],
  ...[1, -1].map(
    (guess): Case => [
      `of two roots the one by the guess ${guess}`,
      { states: { x: { guess } }, equations: "d x = 0\ninitially 0 = x^2 - 4" },
      { to: 1, at: [0, 1] },
      { x: [2 * guess, 2 * guess] },
    ],
  ),
  ...[1.5, -1.5].map(
    (guess): Case => [
      `a state by an equation 0 = …, on the branch of the guess ${guess}`,
      { states: { x: 0, u: { guess } }, equations: "d x = 1\n0 = u^2 - x - 4" },
      { to: 5, at: [0, 5] },
      { u: [2 * Math.sign(guess), 3 * Math.sign(guess)] },
    ],
  ),
  [
    "a branch that is not chosen may be infinite",
    { states: { x: 1 }, equations: "d x = if x > 0 then -x*ln(x + 1)/ln(x + 1) else 1/0" },
    { to: 1, at: [1] },
    { x: [1 / E] },
  ],
];

const tolerance = { relative: 1e-9, absolute: 1e-10 };
const byEveryMethod = (Object.keys(methods) as MethodName[]).filter((method) => method !== "linear");

function compare(found: Readonly<Record<string, ArrayLike<number>>>, expected: Case[3], how: string): void {
  for (const [name, values] of Object.entries(expected))
    values.forEach((value, i) => {
      const off = Math.abs(found[name]![i]! - value) / (1 + Math.abs(value));
      expect(off, `${name} at ${i} by ${how}: ${found[name]![i]} for ${value}`).toBeLessThan(3e-6);
    });
}

describe.each(cases)("%s", (_, parts, course, expected) => {
  it.each(byEveryMethod)("by %s", (method) => {
    compare(simulate(odd(parts), { ...course, tolerance, method }).outputs, expected, method);
  });

  it("in the interpreter and in a pair", () => {
    for (const backend of ["wasm", "javascript"] as const) {
      const { outputs, failures } = simulateEnsemble(odd(parts), {
        ...course,
        members: 2,
        tolerance,
        backend,
      });
      expect(failures).toEqual([]);
      const second = ([name, column]: [string, Float64Array]) => [name, column.slice(course.at.length)];
      compare(outputs, expected, backend);
      compare(Object.fromEntries(Object.entries(outputs).map(second)), expected, `${backend}, second`);
    }
    vi.stubGlobal("Function", function refused() {
      throw new EvalError("Refused to evaluate a string as JavaScript");
    });
    try {
      compare(simulate(odd(parts), { ...course, tolerance }).outputs, expected, "interpreter");
    } finally {
      vi.unstubAllGlobals();
    }
  });
});

const linear = cases.filter(([, parts]) => parts === dripped || parts === driven);
const withoutLines = ([, , { schedule = [] }]: Case) =>
  schedule.every((one) => one.kind !== "signal" || one.between !== "line");

it.each(linear.filter(withoutLines))("exactly, alone and among others: %s", (_, parts, course, expected) => {
  compare(simulate(odd(parts), { ...course, method: "linear" }).outputs, expected, "linear");
  const { outputs, failures } = simulateEnsemble(odd(parts), { ...course, members: 2, method: "linear" });
  expect(failures).toEqual([]);
  compare(outputs, expected, "linear among others");
});

it.each([
  ["a circle of definitions", "HS1105", { states: { x: 0 }, equations: "d x = a\na = b + 1\nb = a/2" }],
  [
    "a start without a root",
    "HS1326",
    { states: { x: { guess: 1 } }, equations: "d x = 0\ninitially 0 = x^2 + 4" },
  ],
  [
    "a guess that tells no side",
    "HS1325",
    { states: { x: { guess: 0 } }, equations: "d x = 0\ninitially 0 = x^2 - 4" },
  ],
  [
    "an equation of the start too many",
    "HS1120",
    { states: { x: 0, u: { guess: 1 } }, equations: "d x = 1\n0 = u - x\ninitially 0 = u - x" },
  ],
  ["a delay below nothing", "HS1310", { states: { x: 0 }, equations: "d x = 1 + delay(x, -1 'h')" }],
] as const)("%s is refused", (_, code, parts) => {
  expect(() => simulate(odd(parts), { to: 1, at: [1] })).toThrow(expect.objectContaining({ code }));
});
