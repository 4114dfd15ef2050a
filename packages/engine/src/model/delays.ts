import type { ExpressionGraph } from "../equations/expression-graph.ts";
import type { NodeId } from "../equations/graph.ts";
import type { Past } from "../equations/scope.ts";
import type { Unit } from "../units/unit.ts";
import type { Delay, System } from "./system.ts";

/** Collects the delays of a model; the same value with the same lag is kept once. */
export class Delays implements Past {
  readonly all: Delay[] = [];
  readonly time: Unit;
  private readonly graph: ExpressionGraph;
  private readonly firstInput: number;

  constructor(time: Unit, graph: ExpressionGraph, firstInput: number) {
    this.time = time;
    this.graph = graph;
    this.firstInput = firstInput;
  }

  delayed(of: NodeId, by: NodeId): NodeId {
    const known = this.all.find((delay) => delay.of === of && delay.by === by);
    if (known) return this.graph.leaf("input", known.input);
    const input = this.firstInput + this.all.length;
    this.all.push({ input, of, by });
    return this.graph.leaf("input", input);
  }

  /** The inputs that carry the delays. Without a solver that fills them they are NaN, so that none ignores them. */
  inputs(): System["inputs"] {
    const unfilled = this.graph.number(Number.NaN);
    return this.all.map((_, index) => ({ name: `delay ${index + 1}`, unit: "1", default: unfilled }));
  }
}
