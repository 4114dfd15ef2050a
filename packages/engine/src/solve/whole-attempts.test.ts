/** Every explicit pair in one piece of code is the same as stage after stage, to the bit; inputs that move or a long model keep stages. */
import { describe, expect, it } from "vitest";
import { compileKernel } from "../compile/compile-kernel.ts";
import { interpretKernel } from "../compile/interpreter.ts";
import { lower } from "../model/lower.ts";
import { model } from "../model/model.ts";
import { integrator } from "./make-integrator.ts";
import { pairs } from "./methods/methods.ts";

const chain = (states: number) =>
  model({
    id: `chain-${states}`,
    title: "a chain",
    reference: { citation: "made for a test" },
    use: "a test",
    status: "unvalidated",
    time: "h",
    states: {
      held: { is: "moved by doses", unit: "1", start: 0.7 },
      ...Object.fromEntries(
        Array.from({ length: states }, (_, i) => [`x${i}`, { is: "a link", unit: "1", start: 1 }]),
      ),
    },
    inputs: { drive: { is: "drive", unit: "/h", default: "k/3" } },
    parameters: { k: { is: "rate", unit: "/h", value: 1.3, source: "test" } },
    equations: `
      der(held) = 0/1 'h'
      der(x0) = drive + k*exp(-held)*sin(time/1 'h') - k*x0
      ${Array.from(
        { length: states - 1 },
        (_, i) =>
          `der(x${i + 1}) = k*(tanh(x${i}/held) - (if x${i + 1} > 0.2 then x${i + 1}^1.5 else x${i + 1}*held))`,
      ).join("\n")}
    `,
    outputs: { end: { is: "the last", equals: `x${states - 1}`, unit: "1" } },
  });

const small = chain(5);
const schedule = [
  { kind: "add", state: "held", at: 3, amount: 0.4 },
  { kind: "set", input: "drive", at: 5, value: 0.1 },
  { kind: "signal", input: "drive", times: [7, 9], values: [0.1, 0.8], between: "line" },
] as const;

function run(kernel: ReturnType<typeof interpretKernel>, method: "auto" | keyof typeof pairs) {
  const numbers: number[] = [];
  const solver = integrator(kernel, { method, tolerance: { relative: 1e-9, absolute: 1e-11 } });
  const p = Float64Array.of(1.3);
  const member = { y: Float64Array.of(0.7, 1, 1, 1, 1, 1), p, step: 0 };
  const at = Float64Array.from({ length: 101 }, (_, i) => i / 5);
  const { reason } = solver.advance(member, solver.bind(schedule), 0, 20, at, (_, t, y) => {
    numbers.push(t, ...y);
  });
  expect(reason).toBe("done");
  return { numbers, stats: solver.stats };
}

describe.each([...Object.values(pairs).map(({ name }) => name), "auto" as const])("%s", (method) => {
  it("takes the same steps to the same bits as stages of an interpreted kernel", () => {
    const system = lower(small);
    const kernel = compileKernel(system);
    let made = 0;
    const counted = {
      ...kernel,
      attempt: (pair: Parameters<NonNullable<typeof kernel.attempt>>[0]) => {
        const attempt = kernel.attempt!(pair)!;
        return (...given: Parameters<typeof attempt>) => {
          made++;
          return attempt(...given);
        };
      },
    };
    const found = run(counted, method);
    expect(made).toBeGreaterThan(50);
    expect(found).toEqual(run(interpretKernel(system), method));
  });
});

it("is not made for a model whose attempt would be too long to be optimised", () => {
  expect(compileKernel(lower(small)).attempt?.(pairs.dopri5)).toBeDefined();
  expect(compileKernel(lower(chain(80))).attempt?.(pairs.dopri5)).toBeUndefined();
});
