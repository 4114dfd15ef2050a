import { ExpressionGraph } from "../../equations/expression-graph.ts";
import type { NodeId } from "../../equations/graph.ts";
import { pullBack } from "../../equations/pull-back.ts";
import type { System } from "../../model/system.ts";

/** Derivatives of a weighted sum, as nodes: by each state, and by each of the chosen parameters. */
export interface Pulled {
  readonly states: readonly NodeId[];
  readonly parameters: readonly NodeId[];
}

/**
 * A system's graph, grown by exact derivatives backward through it. Weights are read as states that follow the system's
 * own; whether an input is at its default (1) or not (0) as inputs that follow the system's own. Parameters and inputs
 * whose defaults follow from a chosen parameter move with it, unless they are chosen or given themselves.
 */
export class SensitiveSystem {
  readonly graph: ExpressionGraph;
  readonly system: System;
  private readonly chosen: readonly number[];
  private readonly independent: ReadonlySet<number>;

  /** Slots of the parameters that are differentiated for, and of those that are given a value. */
  constructor(system: System, chosen: readonly number[], given: readonly number[]) {
    this.system = system;
    this.graph = ExpressionGraph.from(system.graph);
    this.chosen = chosen;
    this.independent = new Set([...chosen, ...given]);
  }

  /** Of Σ weightᵢ·rootᵢ; undefined roots count as constants. */
  pull(roots: readonly (NodeId | undefined)[]): Pulled {
    const { graph, system } = this;
    const n = system.states.length;
    const held = roots.flatMap((root, i) => (root === undefined ? [] : [[root, i] as const]));
    const byLeaf = new Map(
      pullBack(
        graph,
        held.map(([root]) => root),
        held.map(([, i]) => graph.leaf("state", n + i)),
      ),
    );
    this.throughInputs(byLeaf);
    this.throughParameters(byLeaf);
    const zero = graph.number(0);
    return {
      states: system.states.map((_, slot) => byLeaf.get(graph.leaf("state", slot)) ?? zero),
      parameters: this.chosen.map((slot) => byLeaf.get(graph.leaf("parameter", slot)) ?? zero),
    };
  }

  private throughInputs(byLeaf: Map<NodeId, NodeId>): void {
    const { graph, system } = this;
    system.inputs.forEach((input, slot) => {
      const weight = byLeaf.get(graph.leaf("input", slot));
      if (weight === undefined || graph.op(input.default) === "number") return;
      const atRest = graph.leaf("input", system.inputs.length + slot);
      this.through(input.default, graph.binary("mul", weight, atRest), byLeaf);
    });
  }

  /** What follows from others comes after them in the order of filling in, and before them here. */
  private throughParameters(byLeaf: Map<NodeId, NodeId>): void {
    const { graph, system } = this;
    for (const slot of system.parameterOrder.toReversed()) {
      if (this.independent.has(slot)) continue;
      const weight = byLeaf.get(graph.leaf("parameter", slot));
      const value = system.parameters[slot]!.default;
      if (weight !== undefined && graph.op(value) !== "number") this.through(value, weight, byLeaf);
    }
  }

  private through(root: NodeId, weight: NodeId, byLeaf: Map<NodeId, NodeId>): void {
    for (const [node, more] of pullBack(this.graph, [root], [weight])) {
      const before = byLeaf.get(node);
      byLeaf.set(node, before === undefined ? more : this.graph.binary("add", before, more));
    }
  }
}
