import { expect, it } from "vitest";
import { dependencies } from "./dependencies.ts";
import { ExpressionGraph } from "./expression-graph.ts";

it("an expression's dependencies are the slots that it reads, and no others of its graph", () => {
  const graph = new ExpressionGraph();
  const [x, k] = [graph.leaf("state", 3), graph.leaf("parameter", 1)];
  const unrelated = graph.binary("add", graph.leaf("state", 0), graph.time());
  const root = graph.binary("mul", graph.unary("exp", x), graph.binary("sub", k, graph.leaf("input", 2)));
  expect(dependencies(graph, [root])).toEqual({ states: [3], inputs: [2], parameters: [1], time: false });
  expect(dependencies(graph, [unrelated, root]).states).toEqual([0, 3]);
  expect(dependencies(graph, [unrelated]).time).toBe(true);
});
