import { reachable } from "../compile/layout.ts";
import type { ExpressionGraph } from "../equations/expression-graph.ts";
import type { NodeId } from "../equations/graph.ts";

/**
 * Where nodes change by a step: a surface in states and time. A number, its mode, says on which side the course is: 0 or 1
 * where two things are compared, or how many whole ones lie below.
 */
export interface JumpSurface {
  readonly nodes: ReadonlySet<NodeId>;
  /** It passes 0, or a whole number, where they step. */
  readonly level: NodeId;
  /** What a node is in a mode. */
  valueIn(node: NodeId, mode: NodeId): NodeId;
  /** The mode that a level asks for. */
  modeAt(level: NodeId): NodeId;
  /** Conditions of a level that turn true as it leaves a mode, and the mode that it comes to. */
  passages(level: NodeId, mode: NodeId): readonly { readonly condition: NodeId; readonly next: NodeId }[];
}

const comparisons: ReadonlySet<string> = new Set(["lt", "le", "gt", "ge"]);
const less: ReadonlySet<string> = new Set(["lt", "le"]);

/** The surfaces of nodes that go by steps (comparisons, sign, floor, ceil, mod): those that step together are of one. */
export function jumpSurfaces(graph: ExpressionGraph, nodes: readonly NodeId[]): readonly JumpSurface[] {
  const bySides = Map.groupBy(nodes, (node) => isCompared(graph, node));
  const compared = Map.groupBy(bySides.get(true) ?? [], (node) => [...sidesOf(graph, node)].sort().join());
  const rounded = Map.groupBy(bySides.get(false) ?? [], (node) => roundedBy(graph, node));
  return [
    ...[...compared.values()].map((group) => new Comparison(graph, group)),
    ...[...rounded].map(([level, group]) => new Stairs(graph, level, group)),
  ];
}

/** Those that are chosen, and all others inside their levels, which would make these jump. */
export function withInner(
  graph: ExpressionGraph,
  all: readonly JumpSurface[],
  isChosen: (surface: JumpSurface) => boolean,
): readonly JumpSurface[] {
  const chosen = new Set(all.filter(isChosen));
  for (const { level } of chosen)
    for (const node of reachable(graph, [level]))
      for (const surface of all) if (surface.nodes.has(node)) chosen.add(surface);
  return [...chosen];
}

function isCompared(graph: ExpressionGraph, node: NodeId): boolean {
  return comparisons.has(graph.op(node)) || graph.op(node) === "sign";
}

function sidesOf(graph: ExpressionGraph, node: NodeId): readonly [NodeId, NodeId] {
  const [a = node, b = graph.number(0)] = graph.args(node);
  return [a, b];
}

function roundedBy(graph: ExpressionGraph, node: NodeId): NodeId {
  const [a = node, b = node] = graph.args(node);
  if (graph.op(node) === "ceil") return graph.unary("neg", a);
  return graph.op(node) === "mod" ? graph.binary("div", a, b) : a;
}

/** Left minus right of the first. */
class Comparison implements JumpSurface {
  readonly nodes: ReadonlySet<NodeId>;
  readonly level: NodeId;
  private readonly graph: ExpressionGraph;
  private readonly left: NodeId;
  /** Whether a level of 0 counts as above. */
  private readonly zeroIsAbove: boolean;

  constructor(graph: ExpressionGraph, group: readonly NodeId[]) {
    const [first] = group;
    const [left, right] = sidesOf(graph, first!);
    this.graph = graph;
    this.nodes = new Set(group);
    this.left = left;
    this.level = graph.binary("sub", left, right);
    this.zeroIsAbove = graph.op(first!) !== "gt" && graph.op(first!) !== "le";
  }

  valueIn(node: NodeId, mode: NodeId): NodeId {
    const { graph, left } = this;
    const isReversed = sidesOf(graph, node)[0] !== left;
    const [no, yes] = [graph.number(0), graph.number(1)];
    if (graph.op(node) === "sign") return graph.select(mode, yes, graph.number(-1));
    return less.has(graph.op(node)) === isReversed
      ? graph.select(mode, yes, no)
      : graph.select(mode, no, yes);
  }

  modeAt(level: NodeId): NodeId {
    return this.graph.binary(this.zeroIsAbove ? "ge" : "gt", level, this.graph.number(0));
  }

  passages(level: NodeId) {
    const { graph } = this;
    const above = this.modeAt(level);
    return [
      { condition: above, next: graph.number(1) },
      { condition: graph.unary("not", above), next: graph.number(0) },
    ];
  }
}

class Stairs implements JumpSurface {
  readonly nodes: ReadonlySet<NodeId>;
  readonly level: NodeId;
  private readonly graph: ExpressionGraph;

  constructor(graph: ExpressionGraph, level: NodeId, group: readonly NodeId[]) {
    this.graph = graph;
    this.level = level;
    this.nodes = new Set(group);
  }

  valueIn(node: NodeId, mode: NodeId): NodeId {
    const { graph } = this;
    const [a = node, b = node] = graph.args(node);
    if (graph.op(node) === "ceil") return graph.unary("neg", mode);
    return graph.op(node) === "mod" ? graph.binary("sub", a, graph.binary("mul", b, mode)) : mode;
  }

  modeAt(level: NodeId): NodeId {
    return this.graph.unary("floor", level);
  }

  passages(level: NodeId, mode: NodeId) {
    const { graph } = this;
    const one = graph.number(1);
    const above = graph.binary("add", mode, one);
    return [
      { condition: graph.binary("ge", level, above), next: above },
      { condition: graph.binary("lt", level, mode), next: graph.binary("sub", mode, one) },
    ];
  }
}
