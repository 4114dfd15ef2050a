import { describe, expect, it } from "vitest";
import { evaluate } from "../equations/evaluate.ts";
import { jacobian } from "./jacobian.ts";
import { lower } from "./lower.ts";
import type { ModelSpec } from "./model-spec.ts";

const source = "Robertson 1966";
const unit = "1";
const rate = (value: number) => ({ is: "rate", unit: "/s", value, source });

/** Robertson's kinetics (Hairer and Wanner, Solving ODEs II, equation IV.1.4), and a power that starts at zero. */
const spec: ModelSpec = {
  id: "robertson",
  title: "Robertson",
  reference: { citation: "Robertson 1966" },
  use: "tests",
  status: "unvalidated",
  time: "s",
  states: {
    a: { is: "a", unit, start: 1 },
    b: { is: "b", unit, start: 0 },
    c: { is: "c", unit, start: 0 },
  },
  inputs: {},
  parameters: { k1: rate(0.04), k2: rate(1e4), k3: rate(3e7), n: { is: "order", unit, value: 1.5, source } },
  equations: `
    der(a) = -k1*a + k2*b*c
    der(b) = k1*a - k2*b*c - k3*b^2
    der(c) = k3*b^2 + 0 '/s'*c^n
  `,
  outputs: { a: { is: "a", equals: "a", unit } },
};

describe("the Jacobian of a system", () => {
  const [k1, k2, k3, n] = [0.04, 1e4, 3e7, 1.5];
  const p = [k1, k2, k3, n];

  it("is exact, sparse and ordered by column", () => {
    const { graph, entries } = jacobian(
      lower({ ...spec, equations: spec.equations.replace("+ 0 '/s'*c^n", "") }),
    );
    const [a, b, c] = [0.8, 2e-5, 0.2];
    const found = entries.map(({ row, column, node }) => [
      row,
      column,
      evaluate(graph, node, { states: [a, b, c], parameters: p }),
    ]);
    const expected = [
      [0, 0, -k1],
      [1, 0, k1],
      [0, 1, k2 * c],
      [1, 1, -k2 * c - 2 * k3 * b],
      [2, 1, 2 * k3 * b],
      [0, 2, k2 * b],
      [1, 2, -k2 * b],
    ];
    expect(found.map(([row, column]) => [row, column])).toEqual(
      expected.map(([row, column]) => [row, column]),
    );
    found.forEach(([, , value], i) => {
      expect(value).toBeCloseTo(expected[i]![2]!, 9);
    });
  });

  it("has a value where a power starts at zero, in the state and in the exponent", () => {
    const states = jacobian(lower(spec));
    const parameters = jacobian(lower(spec), "parameters");
    for (const { graph, entries } of [states, parameters])
      for (const { node } of entries)
        expect(evaluate(graph, node, { states: [1, 0, 0], parameters: p })).not.toBeNaN();
  });

  it("leaves the nodes of the system where they were", () => {
    const system = lower(spec);
    const { graph } = jacobian(system);
    for (let node = 0; node < system.graph.size; node++)
      expect([graph.op(node), graph.args(node)]).toEqual([system.graph.op(node), system.graph.args(node)]);
  });
});
