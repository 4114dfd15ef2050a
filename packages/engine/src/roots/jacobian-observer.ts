import { differentiate } from "../equations/differentiate.ts";
import { ExpressionGraph } from "../equations/expression-graph.ts";
import type { GraphReader, NodeId } from "../equations/graph.ts";

type Observer = (t: number, y: Float64Array, p: Float64Array, u: Float64Array) => Float64Array;

/**
 * Fills the row-major matrix d root / d state of some nodes and as many states. `observe` makes the function that
 * evaluates nodes of a graph.
 */
export function jacobianObserver(
  base: GraphReader,
  roots: readonly NodeId[],
  states: readonly number[],
  observe: (nodes: readonly NodeId[], graph: GraphReader) => Observer,
) {
  const graph = ExpressionGraph.from(base);
  const leaves = states.map((slot) => graph.leaf("state", slot));
  const derivative = differentiate(graph, roots, leaves);
  const nodes = derivative.entries.map((one) => one.node);
  const entries = observe(nodes, derivative.graph);
  const n = states.length;
  return (t: number, y: Float64Array, p: Float64Array, u: Float64Array, matrix: Float64Array) => {
    const values = entries(t, y, p, u);
    matrix.fill(0);
    derivative.entries.forEach(({ row, column }, i) => {
      matrix[row * n + column] = values[i]!;
    });
  };
}
