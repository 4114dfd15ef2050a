/**
 * Random well-typed models, over every function of the language, with events, doses and inputs, are the same to the
 * bit in the interpreter, in generated JavaScript and in WebAssembly; where one fails, all fail with the same code.
 */
import fc from "fast-check";
import { expect, it } from "vitest";
import { sharedFunctions, unaryFunctions } from "../equations/functions.ts";
import { interpreted, randomModel, run } from "./test/random-frame.ts";

const { number, condition } = fc.letrec<{ number: string; condition: string }>((tie) => {
  const [x, c] = [tie("number"), tie("condition")];
  const call = fc.tuple(fc.constantFrom(...unaryFunctions.keys()), x).map(([f, a]) => `${f}(${a})`);
  const shared = [...sharedFunctions.keys(), "pow"];
  const callOfTwo = fc.tuple(fc.constantFrom(...shared), x, x).map(([f, a, b]) => `${f}(${a}, ${b})`);
  const sum = fc.tuple(x, fc.constantFrom(..."+-*/"), x).map(([a, op, b]) => `(${a} ${op} ${b})`);
  const power = fc
    .tuple(
      fc.constantFrom("abs", ""),
      x,
      fc.constantFrom(
        "2",
        "3",
        "0.5",
        "(-1)",
        "2.7",
        "q",
        "5",
        "(-2)",
        "(-3)",
        "0.75",
        "(-0.4)",
        "300",
        "(q - 2)",
      ),
    )
    .map(([size, a, n]) => `(${size}(${a}))^${n}`);
  const choice = fc.tuple(c, x, x).map(([test, a, b]) => `(if ${test} then ${a} else ${b})`);
  const comparison = fc
    .tuple(x, fc.constantFrom("<", "<=", ">", ">=", "==", "!="), x)
    .map(([a, op, b]) => `(${a} ${op} ${b})`);
  const joined = fc.tuple(c, fc.constantFrom("and", "or"), c).map(([a, op, b]) => `(${a} ${op} ${b})`);
  const leaf = fc.constantFrom("a", "b", "p", "q", "drive", "(time/1 'h')", "0.75", "(-2)", "3", "0");
  return {
    number: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      leaf,
      call,
      callOfTwo,
      sum,
      power,
      choice,
    ),
    condition: fc.oneof(
      { depthSize: "small" },
      comparison,
      comparison,
      joined,
      c.map((a) => `(not ${a})`),
    ),
  };
});

const schedules = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant("add" as const),
      state: fc.constantFrom("a" as const, "b" as const),
      at: fc.double({ min: 0, max: 4, noNaN: true }),
      amount: fc.double({ min: -1, max: 1, noNaN: true }),
    }),
    fc.record({
      kind: fc.constant("set" as const),
      input: fc.constant("drive" as const),
      at: fc.integer({ min: 0, max: 4 }),
      value: fc.double({ min: -1, max: 1, noNaN: true }),
    }),
    fc.record({
      kind: fc.constant("fire" as const),
      event: fc.constant("jump" as const),
      at: fc.integer({ min: 0, max: 4 }),
    }),
  ),
  { maxLength: 5 },
);

type Texts = readonly [derivative: string, condition: string, jump: string, output: string];

/** Derivatives pull to a bounded value, so that most solutions stay finite. */
const modelOf = (q: number, [derivative, condition, jump, output]: Texts) =>
  randomModel(q, {
    id: "random",
    inputs: { drive: { is: "drive", unit: "1", default: 0.2 } },
    equations: `
      der(a) = (min(max(${derivative}, -2), 2) - a)/1 'h'
      der(b) = ((if ${condition} then a else drive*p) - q*b)/1 'h'
    `,
    events: { jump: { is: "jumps", assign: `b = a\na = min(max(${jump}, -1), q)` } },
    outputs: { a: { is: "a", equals: "a", unit: "1" }, z: { is: "any", equals: output, unit: "1" } },
  });

it("agree between all backends, to the bit", () => {
  let inWasm = 0;
  const texts = fc.tuple(number, condition, number, number);
  fc.assert(
    fc.property(texts, schedules, (equations, schedule) => {
      const how = { schedule, to: 4, every: 0.5, mostSteps: 500 };
      const reference = run(modelOf(1, equations), { ...how, backend: "javascript" });
      const fast = run(modelOf(1, equations), { ...how, backend: "wasm" });
      inWasm += fast.inWasm;
      expect(fast.told).toEqual(reference.told);
      expect(interpreted(modelOf(2, equations), how).told).toEqual(reference.told);
    }),
    { numRuns: 200, seed: 4 },
  );
  // Members that the machine hands back would agree by themselves.
  expect(inWasm).toBeGreaterThan(300);
});
