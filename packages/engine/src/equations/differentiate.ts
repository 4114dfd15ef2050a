import { reachable } from "../compile/layout.ts";
import { ExpressionGraph } from "./expression-graph.ts";
import type { GraphReader, NodeId } from "./graph.ts";
import { branchesOf, partialOf } from "./local-derivatives.ts";
import { Algebra } from "./partials.ts";

/** A derivative that is not zero everywhere: d roots[row] / d leaves[column] is the value of `node`. */
export interface SparseEntry {
  readonly row: number;
  readonly column: number;
  readonly node: NodeId;
}

/** Exact derivatives as nodes. `graph` begins with the nodes of the graph they were made from, under the same ids. */
export interface SparseDerivative {
  readonly graph: GraphReader;
  /** By column, then by row; entries that are zero everywhere are left out. */
  readonly entries: readonly SparseEntry[];
}

/**
 * The exact derivatives of `roots` with respect to `leaves` (states, inputs, parameters or time), by the chain rule
 * forward through the graph. Steps (floor, sign, conditions) count as flat, and a choice as the branch that is chosen.
 */
export function differentiate(
  reader: GraphReader,
  roots: readonly NodeId[],
  leaves: readonly NodeId[],
): SparseDerivative {
  const graph = ExpressionGraph.from(reader);
  const nodes = reachable(graph, roots);
  const users = usersOf(graph, nodes);
  const rows = rowsOf(roots);
  const entries = leaves.flatMap((leaf, column) => {
    const tangents = forward(graph, dependents(users, leaf), new Map([[leaf, graph.number(1)]]));
    return [...tangents]
      .flatMap(([of, node]) => (rows.get(of) ?? []).map((row) => ({ row, column, node })))
      .sort((a, b) => a.row - b.row);
  });
  return { graph, entries };
}

function rowsOf(roots: readonly NodeId[]): ReadonlyMap<NodeId, readonly number[]> {
  const rows = new Map<NodeId, number[]>();
  roots.forEach((root, row) => {
    rows.set(root, [...(rows.get(root) ?? []), row]);
  });
  return rows;
}

function usersOf(graph: GraphReader, nodes: readonly NodeId[]): ReadonlyMap<NodeId, readonly NodeId[]> {
  const users = new Map<NodeId, NodeId[]>();
  for (const node of nodes) {
    for (const arg of graph.args(node)) {
      const known = users.get(arg);
      if (known === undefined) users.set(arg, [node]);
      else known.push(node);
    }
  }
  return users;
}

/** A node and all that are computed from it, in an order of evaluation. */
function dependents(users: ReadonlyMap<NodeId, readonly NodeId[]>, of: NodeId): readonly NodeId[] {
  const seen = new Set([of]);
  for (const node of seen) for (const user of users.get(node) ?? []) seen.add(user);
  return [...seen].sort((a, b) => a - b);
}

/** The derivatives of leaves with respect to whatever is differentiated for. */
export type Seeds = ReadonlyMap<NodeId, NodeId>;

/**
 * The derivatives of `roots` along a direction: each leaf changes as its seed says, leaves without a seed do not change.
 * Undefined where a root does not change at all. New nodes are added to the graph.
 */
export function differentiateAlong(
  graph: ExpressionGraph,
  roots: readonly NodeId[],
  seeds: Seeds,
): readonly (NodeId | undefined)[] {
  const tangents = forward(graph, reachable(graph, roots), seeds);
  return roots.map((root) => tangents.get(root));
}

/** The tangent of every node that changes; a node that is missing has derivative 0. */
function forward(graph: ExpressionGraph, nodes: readonly NodeId[], seeds: Seeds): Map<NodeId, NodeId> {
  const tangents = new Map<NodeId, NodeId>();
  const algebra = new Algebra(graph);
  for (const node of nodes) {
    const tangent = seeds.get(node) ?? tangentOf(graph, algebra, node, tangents);
    if (tangent !== undefined && !isZero(graph, tangent)) tangents.set(node, tangent);
  }
  return tangents;
}

function isZero(graph: GraphReader, node: NodeId): boolean {
  return graph.op(node) === "number" && graph.value(node) === 0;
}

function tangentOf(
  graph: ExpressionGraph,
  algebra: Algebra,
  node: NodeId,
  tangents: ReadonlyMap<NodeId, NodeId>,
): NodeId | undefined {
  const args = graph.args(node);
  if (!args.some((arg) => tangents.has(arg))) return undefined;
  const branches = branchesOf(graph, node);
  if (branches) return branchTangent(graph, branches, tangents);
  const terms = args.flatMap((arg, index) => {
    const inner = tangents.get(arg);
    const partial = inner === undefined ? undefined : partialOf(graph, algebra, node, index);
    return inner === undefined || partial === undefined ? [] : [algebra.times(partial, inner)];
  });
  return terms.length === 0 ? undefined : terms.reduce(algebra.plus);
}

/** Chosen and not summed with a weight of 0, so that a branch that is not taken may be infinite. */
function branchTangent(
  graph: ExpressionGraph,
  [condition = 0, then = 0, otherwise = 0]: readonly NodeId[],
  tangents: ReadonlyMap<NodeId, NodeId>,
): NodeId {
  const zero = graph.number(0);
  return graph.select(condition, tangents.get(then) ?? zero, tangents.get(otherwise) ?? zero);
}
