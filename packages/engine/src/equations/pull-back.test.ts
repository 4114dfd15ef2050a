import fc from "fast-check";
import { expect, it } from "vitest";
import { unity } from "../units/unit.ts";
import { differentiate } from "./differentiate.ts";
import { evaluate } from "./evaluate.ts";
import { ExpressionGraph } from "./expression-graph.ts";
import { lowerExpression } from "./lower-expression.ts";
import { parseExpression } from "./parse.ts";
import { pullBack } from "./pull-back.ts";
import type { Typed } from "./scope.ts";

const leaves = ["x", "y", "z"] as const;

/** Differentiable expressions over x, y and z, choices and powers among them. */
const expression = fc.letrec<{ number: string }>((tie) => {
  const x = tie("number");
  return {
    number: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom(...leaves, "0.7", "(-2)"),
      fc
        .tuple(fc.constantFrom(..."sin cos tanh exp sqrt ln abs atan sinh asinh".split(" ")), x)
        .map(([f, a]) => `${f}(${a})`),
      fc.tuple(x, fc.constantFrom(..."+-*/"), x).map(([a, op, b]) => `(${a} ${op} ${b})`),
      fc.tuple(fc.constantFrom("min", "max", "atan2"), x, x).map(([f, a, b]) => `${f}(${a}, ${b})`),
      fc.tuple(x, fc.constantFrom("2", "3", "0.5", "z")).map(([a, n]) => `(abs(${a}))^${n}`),
      fc.tuple(x, x, x, x).map(([a, b, c, d]) => `(if ${a} < ${b} then ${c} else ${d})`),
    ),
  };
}).number;

const point = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 4, maxLength: 4 });

function both(texts: readonly string[], [x, y, z, weight]: readonly number[]) {
  const graph = new ExpressionGraph();
  const names = new Map<string, Typed>(
    leaves.map((name, slot) => [name, { node: graph.leaf("state", slot), kind: unity }]),
  );
  const roots = texts.map(
    (text) => lowerExpression(parseExpression(text), { graph, names, functions: new Map(), here: "" }).node,
  );
  const nodes = leaves.map((_, slot) => graph.leaf("state", slot));
  const at = { states: [x!, y!, z!], parameters: [weight!] };
  const weights = roots.map(() => graph.leaf("parameter", 0));
  const forward = differentiate(graph, roots, nodes);
  const sums = [0, 0, 0];
  for (const { column, node } of forward.entries)
    sums[column]! += weight! * evaluate(forward.graph, node, at);
  const pulled = pullBack(graph, roots, weights);
  const backward = nodes.map((node) => {
    const found = pulled.get(node);
    return found === undefined ? 0 : evaluate(graph, found, at);
  });
  return { forward: sums, backward };
}

it("gives the derivatives that go forward through the graph", () => {
  let compared = 0;
  fc.assert(
    fc.property(fc.array(expression, { minLength: 1, maxLength: 3 }), point, (texts, at) => {
      const { forward, backward } = both(texts, at);
      forward.forEach((value, i) => {
        if (!Number.isFinite(value) || Math.abs(value) > 1e6) return;
        compared++;
        const size = Math.abs(value) + Math.max(...forward.map(Math.abs).filter(Number.isFinite), 1);
        expect(Math.abs(backward[i]! - value)).toBeLessThan(1e-8 * size);
      });
    }),
    { numRuns: 500, seed: 6 },
  );
  expect(compared).toBeGreaterThan(800);
});

it("does not see the infinite slope of a branch that is not taken", () => {
  for (const text of ["if x > 0 then sqrt(x) else 0*x + y", "max(y, ln(abs(x)) + y)"])
    expect(both([text], [0, 1, 1, 3]).backward.slice(0, 2)).toEqual([0, 3]);
});
