/** Contract of every kernel: the meaning of each operation, defaults in any order, events at once, and equal bits. */
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { ExpressionGraph } from "../equations/expression-graph.ts";
import type { BinaryOp, NodeId, UnaryOp } from "../equations/graph.ts";
import { lower } from "../model/lower.ts";
import { model } from "../model/model.ts";
import type { System } from "../model/system.ts";
import { compileKernel } from "./compile-kernel.ts";
import { interpretKernel } from "./interpreter.ts";
import { compileJavaScript } from "./javascript/compile-javascript.ts";
import type { Kernel } from "./kernel.ts";
import { binaryOperations, unaryOperations } from "./operations.ts";

const generated = (system: System): Kernel => compileJavaScript(system)!;
const kernels = [
  ["javascript", generated],
  ["interpreter", interpretKernel],
] as const;

const predator = model({
  id: "predator",
  title: "test",
  reference: { citation: "none" },
  use: "a test",
  status: "unvalidated",
  time: "d",
  states: { a: { is: "prey", unit: "1", start: "a0" }, b: { is: "hunter", unit: "1", start: 2 } },
  inputs: { food: { is: "food", unit: "/d", default: "k/10" } },
  parameters: {
    a0: { is: "first", unit: "1", value: "2*half", source: "test" },
    half: { is: "half of it", unit: "1", value: 1.5, source: "test" },
    k: { is: "rate", unit: "/d", value: 0.3, source: "test" },
  },
  equations: `
    met = k*exp(-half)*a*b
    der(a) = food*a - met
    der(b) = met - k*b
  `,
  events: { swap: { is: "both change places", assign: "a = b\nb = a" } },
  outputs: { both: { is: "sum", equals: "a + b", unit: "1" } },
});

describe.each(kernels)("kernel: %s", (_name, make) => {
  const kernel = make(lower(predator));
  const p = new Float64Array(3);
  kernel.fillParameters(p, new Uint8Array(3));
  const u = new Float64Array(1);
  kernel.fillInputs(u, p);

  it("fills defaults from other parameters, and keeps what is given", () => {
    expect([...p]).toEqual([3, 1.5, 0.3]);
    const own = Float64Array.of(0, 4, 0);
    kernel.fillParameters(own, Uint8Array.of(0, 1, 0));
    expect([...own]).toEqual([8, 4, 0.3]);
    expect([...u]).toEqual([0.03]);
  });

  it("fills starts, derivatives and outputs", () => {
    const y = new Float64Array(2);
    kernel.fillStarts(y, 0, p, u);
    expect([...y]).toEqual([3, 2]);
    const c = new Float64Array(kernel.constants);
    const dy = new Float64Array(2);
    kernel.fillConstants(c, p, u);
    kernel.derivatives(0, y, c, dy);
    const met = 0.3 * Math.exp(-1.5) * 3 * 2;
    expect(dy[0]).toBeCloseTo(0.03 * 3 - met, 14);
    expect(dy[1]).toBeCloseTo(met - 0.6, 14);
    const out = new Float64Array(1);
    kernel.observe(0, y, p, u, out);
    expect(out[0]).toBe(5);
  });

  it("reads every right-hand side of an event before it writes", () => {
    const y = Float64Array.of(3, 2);
    kernel.fire(0, 0, y, p, u);
    expect([...y]).toEqual([2, 3]);
  });
});

/** A random graph over two states, two parameters, an input and time, with three roots. */
const randomSystem = fc
  .array(
    fc.record({
      op: fc.constantFrom(...Object.keys(unaryOperations), ...Object.keys(binaryOperations), "select"),
      from: fc.tuple(fc.nat(), fc.nat(), fc.nat()),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map((steps): System => {
    const graph = new ExpressionGraph();
    const nodes: NodeId[] = [
      graph.time(),
      graph.leaf("state", 0),
      graph.leaf("state", 1),
      graph.leaf("parameter", 0),
      graph.leaf("parameter", 1),
      graph.leaf("input", 0),
      graph.number(-0.75),
      graph.number(3),
    ];
    for (const { op, from } of steps) {
      const [a, b, c] = from.map((index) => nodes[index % nodes.length]!) as [NodeId, NodeId, NodeId];
      if (op === "select") nodes.push(graph.select(a, b, c));
      else if (op in unaryOperations) nodes.push(graph.unary(op as UnaryOp, a));
      else nodes.push(graph.binary(op as BinaryOp, a, b));
    }
    return systemOf(graph, nodes.slice(-3));
  });

function systemOf(graph: ExpressionGraph, [first, second, third]: readonly NodeId[]): System {
  const slot = (name: string) => ({ name, unit: "1" });
  const zero = graph.number(0);
  const last = third ?? first!;
  return {
    hash: `test ${graph.size}`,
    graph,
    states: [
      { ...slot("x"), start: zero, derivative: first! },
      { ...slot("y"), start: zero, derivative: second ?? first! },
    ],
    inputs: [{ ...slot("u"), default: zero }],
    parameters: [
      { ...slot("p"), default: zero },
      { ...slot("q"), default: zero },
    ],
    parameterOrder: [0, 1],
    outputs: [{ ...slot("z"), value: last }],
    events: [{ name: "e", assignments: [{ state: 1, value: last }] }],
  };
}

describe("generated code and the interpreter", () => {
  it("give the same bits for any graph", () => {
    const numbers = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(randomSystem, numbers, (system, [t, x, y, p, q, u]) => {
        const results = [generated, interpretKernel].map((make) => {
          const kernel = make(system);
          const [state, given, inputs] = [
            Float64Array.of(x!, y!),
            Float64Array.of(p!, q!),
            Float64Array.of(u!),
          ] as const;
          const [c, dy, out] = [kernel.constants, 2, 1].map((n) => new Float64Array(n)) as [
            Float64Array,
            Float64Array,
            Float64Array,
          ];
          kernel.fillConstants(c, given, inputs);
          kernel.derivatives(t!, state, c, dy);
          kernel.observe(t!, state, given, inputs, out);
          kernel.fire(0, t!, state, given, inputs);
          return [...dy, ...out, ...state];
        });
        expect(results[0]).toEqual(results[1]);
      }),
      { numRuns: 400, seed: 1 },
    );
  });
});

describe("functions that are written out", () => {
  const numbers = [0, 0.3, 1, 2.5, 19.9, 21, 700, 1e-310, 1e300, Number.POSITIVE_INFINITY].flatMap((x) => [
    x,
    -x,
  ]);
  const graph = new ExpressionGraph();
  const [x, y] = [graph.leaf("state", 0), graph.leaf("state", 1)];
  const [exp, pow] = [graph.unary("exp", x), graph.binary("pow", x, y)];
  const roots = {
    exp,
    tanh: graph.unary("tanh", x),
    pow,
    "exp of exp": graph.unary("exp", graph.unary("exp", y)),
    "a power's power": graph.binary("pow", graph.unary("abs", pow), y),
    "a power of a power": graph.binary("pow", y, graph.binary("pow", graph.unary("abs", x), exp)),
    "powers of powers": graph.binary("pow", graph.binary("pow", y, x), graph.binary("pow", exp, y)),
    "the larger of x and 0": graph.binary("max", x, graph.number(0)),
    "the smaller of x and −0": graph.binary("min", x, graph.number(-0)),
    "x or 0": graph.select(graph.binary("gt", y, graph.number(0)), x, graph.number(0)),
  } satisfies Record<string, NodeId>;

  it.each(Object.entries(roots))("%s has the same bits called and written out", (_name, root) => {
    const [written, called] = kernels.map(([, make]) => make(systemOf(graph, [root])));
    for (const a of [...numbers, Number.NaN]) {
      for (const b of [...numbers, Number.NaN]) {
        const [first, second] = [new Float64Array(1), new Float64Array(1)];
        written!.observe(0, Float64Array.of(a, b), new Float64Array(2), new Float64Array(1), first);
        called!.observe(0, Float64Array.of(a, b), new Float64Array(2), new Float64Array(1), second);
        expect([a, b, first[0]]).toEqual([a, b, second[0]]);
      }
    }
  });

  it("are called where a section holds too many, to the same bits", () => {
    let sum = graph.number(0);
    for (let i = 0; i < 300; i++) {
      sum = graph.binary("add", sum, graph.unary("exp", graph.binary("sub", x, graph.number(i / 10))));
    }
    const values = kernels.map(([, make]) => {
      const out = new Float64Array(1);
      make(systemOf(graph, [sum])).observe(
        0,
        Float64Array.of(2.5, 1),
        new Float64Array(2),
        new Float64Array(1),
        out,
      );
      return out[0];
    });
    expect(values[0]).toBe(values[1]);
  });
});

describe("compileKernel", () => {
  it("makes one kernel for each model hash", () => {
    const kernel = compileKernel(lower(predator));
    expect(compileKernel({ ...lower(predator) })).toBe(kernel);
    expect(kernel.backend).toBe("javascript");
  });

  it("interprets where the page forbids code generation", () => {
    class Forbidden {
      constructor() {
        throw new EvalError("Refused to evaluate a string as JavaScript");
      }
    }
    vi.stubGlobal("Function", Forbidden);
    try {
      const kernel = compileKernel({ ...lower(predator), hash: "under a strict policy" });
      expect(kernel.backend).toBe("interpreter");
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it("computes what depends on parameters and inputs once", () => {
    const { constants } = compileKernel(lower(predator));
    expect(constants).toBe(3);
  });
});
