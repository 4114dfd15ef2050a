import { differentiate, type SparseDerivative } from "../../equations/differentiate.ts";
import { ExpressionGraph } from "../../equations/expression-graph.ts";
import type { NodeId } from "../../equations/graph.ts";
import type { System } from "../../model/system.ts";

/**
 * A system together with the exact derivatives of everything in k parameters ("directions", by slot; defaults are
 * unfolded), for n states, m outputs and i inputs:
 * - states: the n states, then ∂y/∂θ, direction by direction;
 * - inputs: the i inputs, then n rates that are added to the derivatives, then the rates' derivatives, direction by
 *   direction;
 * - outputs: the m outputs, then their total derivatives, direction by direction.
 *
 * Where it does not `move`, its derivatives are left out (0): whoever asks knows another way from time to time.
 */
export function sensitivitySystem(system: System, directions: readonly number[], moves = true): System {
  const work = new Sensitivities(moves ? system : standing(system), directions);
  const { unbroken } = system;
  return {
    ...(moves && unbroken !== undefined ? { unbroken } : {}),
    hash: `${system.hash} with sensitivities in ${directions.join(", ")}${moves ? "" : ", standing"}`,
    states: work.states(),
    inputs: work.inputs(),
    outputs: work.outputs(),
    parameters: system.parameters,
    parameterOrder: system.parameterOrder,
    events: [],
    graph: work.graph,
  };
}

function standing(system: System): System {
  const graph = ExpressionGraph.from(system.graph);
  const zero = graph.number(0);
  return { ...system, graph, states: system.states.map((state) => ({ ...state, derivative: zero })) };
}

class Sensitivities {
  graph: ExpressionGraph;
  private readonly system: System;
  private readonly slots: readonly number[];

  constructor(system: System, slots: readonly number[]) {
    this.system = system;
    this.graph = ExpressionGraph.from(system.graph);
    this.slots = slots;
  }

  states(): System["states"] {
    const { system } = this;
    const derivatives = this.total(
      system.states.map((state) => state.derivative),
      true,
    );
    const starts = this.total(
      system.states.map((state) => state.start),
      false,
    );
    const n = system.states.length;
    return derivatives.map((derivative, i) => {
      const { name, unit } = system.states[i % n]!;
      const rate = this.graph.leaf("input", system.inputs.length + i);
      return {
        name: this.nameOf(name, Math.floor(i / n)),
        unit,
        start: starts[i]!,
        derivative: this.graph.binary("add", derivative, rate),
      };
    });
  }

  inputs(): System["inputs"] {
    const { system, slots } = this;
    const zero = this.graph.number(0);
    const rates = Array.from({ length: slots.length + 1 }, (_, block) =>
      system.states.map(({ name, unit }) => ({
        name: this.nameOf(`rate of ${name}`, block),
        unit,
        default: zero,
      })),
    );
    return [...system.inputs, ...rates.flat()];
  }

  outputs(): System["outputs"] {
    const { outputs } = this.system;
    const values = this.total(
      outputs.map((output) => output.value),
      true,
    );
    return values.map((value, i) => {
      const { name, unit } = outputs[i % outputs.length]!;
      return { name: this.nameOf(name, Math.floor(i / outputs.length)), unit, value };
    });
  }

  /** The roots, then their total derivatives in each direction; `moving` where they read states. */
  private total(roots: readonly NodeId[], moving: boolean): readonly NodeId[] {
    const n = this.system.states.length;
    const leaves = this.slots.map((slot) => this.graph.leaf("parameter", slot));
    const states = moving ? this.system.states.map((_, slot) => this.graph.leaf("state", slot)) : [];
    const derivative = differentiate(this.graph, roots, [...leaves, ...states]);
    this.graph = ExpressionGraph.from(derivative.graph);
    const blocks = this.slots.map((_, k) => this.direction(derivative, roots, k, (k + 1) * n));
    return [...roots, ...blocks.flat()];
  }

  /** ∂root/∂θₖ + Σⱼ ∂root/∂yⱼ · ∂yⱼ/∂θₖ; the sensitivities of this direction begin at the state `from`. */
  private direction(
    { entries }: SparseDerivative,
    roots: readonly NodeId[],
    k: number,
    from: number,
  ): NodeId[] {
    const { graph, slots } = this;
    const sums = roots.map(() => graph.number(0));
    for (const { row, column, node } of entries) {
      if (column < slots.length && column !== k) continue;
      const term =
        column === k ? node : graph.binary("mul", node, graph.leaf("state", from + column - slots.length));
      sums[row] = graph.binary("add", sums[row]!, term);
    }
    return sums;
  }

  private nameOf(name: string, block: number): string {
    return block === 0 ? name : `${name} by ${this.system.parameters[this.slots[block - 1]!]!.name}`;
  }
}
