import { reachable } from "../compile/layout.ts";
import type { ExpressionGraph } from "./expression-graph.ts";
import type { NodeId } from "./graph.ts";
import { branchesOf, partialOf } from "./local-derivatives.ts";
import { Algebra } from "./partials.ts";

/** By node: how much a weighted sum of roots changes with it. */
export type Cotangents = ReadonlyMap<NodeId, NodeId>;

/**
 * The derivatives of Σ weight·root with respect to every leaf below the roots, by the chain rule backward through the
 * graph: one sweep for any number of leaves (Griewank & Walther, Evaluating Derivatives, 2008, chapter 3). Steps count
 * as flat, and a choice as the branch that is chosen. New nodes are added to the graph.
 */
export function pullBack(
  graph: ExpressionGraph,
  roots: readonly NodeId[],
  weights: readonly NodeId[],
): Cotangents {
  const sweep = new Sweep(graph);
  roots.forEach((root, i) => {
    sweep.add(root, weights[i]!);
  });
  for (const node of reachable(graph, roots).toReversed()) sweep.pass(node);
  return sweep.cotangents;
}

class Sweep {
  readonly cotangents = new Map<NodeId, NodeId>();
  private readonly graph: ExpressionGraph;
  private readonly algebra: Algebra;
  /** Those that are 0 while their branch is not taken: there slopes may be infinite. */
  private readonly idle = new Set<NodeId>();

  constructor(graph: ExpressionGraph) {
    this.graph = graph;
    this.algebra = new Algebra(graph);
  }

  add(node: NodeId, more: NodeId, isIdle = false): void {
    const before = this.cotangents.get(node);
    const sum = before === undefined ? more : this.algebra.plus(before, more);
    if (isIdle && (before === undefined || this.idle.has(before))) this.idle.add(sum);
    this.cotangents.set(node, sum);
  }

  /** From a node to its arguments. */
  pass(node: NodeId): void {
    const cotangent = this.cotangents.get(node);
    if (cotangent === undefined) return;
    const branches = branchesOf(this.graph, node);
    if (branches !== undefined) this.choose(cotangent, branches);
    else for (const [index, arg] of this.graph.args(node).entries()) this.share(cotangent, node, index, arg);
  }

  private choose(cotangent: NodeId, [condition = 0, then = 0, otherwise = 0]: readonly NodeId[]): void {
    const zero = this.graph.number(0);
    this.add(then, this.graph.select(condition, cotangent, zero), true);
    this.add(otherwise, this.graph.select(condition, zero, cotangent), true);
  }

  private share(cotangent: NodeId, node: NodeId, index: number, arg: NodeId): void {
    const { algebra, graph } = this;
    const partial = partialOf(graph, algebra, node, index);
    if (partial === undefined) return;
    const isIdle = this.idle.has(cotangent);
    const product = algebra.times(cotangent, partial);
    const isSafe = !isIdle || graph.surelyFinite(partial);
    const zero = graph.number(0);
    const guarded = () => algebra.choose(algebra.combine("eq", cotangent, zero), zero, product);
    this.add(arg, isSafe ? product : guarded(), isIdle);
  }
}
