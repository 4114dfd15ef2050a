/** Signs of zero and NaN are those of the plain operations where one instruction or a mask stands for them. */
import { expect, it } from "vitest";
import { ExpressionGraph } from "../../equations/expression-graph.ts";
import type { NodeId } from "../../equations/graph.ts";
import { tapeOf } from "../tape.ts";
import { ConstantPool } from "./constant-pool.ts";
import { FunctionCode } from "./function-code.ts";
import { ModuleWriter } from "./module-bytes.ts";
import { VectorExpressions } from "./vector-expressions.ts";
import { webAssembly } from "./web-assembly.ts";

const graph = new ExpressionGraph();
const [x, y] = [graph.leaf("state", 0), graph.leaf("state", 1)];
const zeros = [graph.number(0), graph.number(-0)] as const;
const limits = [...zeros, graph.number(2), graph.number(-2), graph.number(Number.NaN), y];
const roots: readonly NodeId[] = [
  ...limits.flatMap((limit) =>
    (["min", "max"] as const).flatMap((op) => [graph.binary(op, x, limit), graph.binary(op, limit, x)]),
  ),
  ...zeros.flatMap((zero) => [
    graph.select(graph.binary("gt", y, zeros[0]), x, zero),
    graph.select(graph.binary("gt", y, zeros[0]), zero, x),
    graph.select(y, x, zero),
  ]),
];

function onLanes(root: NodeId): (a: number, b: number) => number {
  const code = new FunctionCode(["f64", "f64"], ["f64"]);
  const states = [0, 1].map((slot) => {
    const local = code.local("v128");
    code.get(slot).op("f64x2.splat").set(local);
    return local;
  });
  const held = (node: NodeId) => {
    if (graph.op(node) !== "state") return false;
    code.get(states[graph.slot(node)]!);
    return true;
  };
  const none = { call: () => expect.unreachable() };
  new VectorExpressions(code, graph, [root], new Set(), held, none).number(root);
  const writer = new ModuleWriter();
  writer.add(code.lane(1), "value");
  const wasm = webAssembly()!;
  const { exports } = new wasm.Instance(new wasm.Module(writer.bytes(new ConstantPool(64))), { math: {} });
  return (exports as unknown as { readonly value: (a: number, b: number) => number }).value;
}

it.each(roots)("node %d has the bits of the interpreter for every sign of zero", (root) => {
  const values = new Float64Array(graph.size);
  const plain = tapeOf(
    graph,
    values,
    Array.from({ length: graph.size }, (_, node) => node),
  );
  const fast = onLanes(root);
  const none = new Float64Array(0);
  const numbers = [0, -0, 1, -1, 3, -3, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN];
  for (const a of numbers) {
    for (const b of numbers) {
      plain(0, Float64Array.of(a, b), none, none);
      expect([a, b, fast(a, b)]).toEqual([a, b, values[root]]);
    }
  }
});
