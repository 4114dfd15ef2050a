import { type NodeId, type System, substitute } from "@homeostat/engine";
import { failure } from "../../errors/registry.ts";
import type { Lowering } from "./lowering.ts";

/** More than this of a kind are no longer counted one by one. */
const most = 1e10;
/** A count may be off by so much of itself. */
const rounding = 1e-9;

/** How many entities a unit of each state is; none for a state that is no amount. */
export type PerUnit = ReadonlyMap<number, number>;

/**
 * A system whose states of amounts are counts: everything reads them divided by what makes a unit. Starts are rounded to whole
 * numbers; what is a count already must be one. Throws HS1510, HS1511.
 */
export function inCounts({ graph, k, index }: Lowering, system: System, perUnit: PerUnit): System {
  const amounts = (roots: readonly NodeId[]) =>
    substitute(graph, roots, (leaf) => {
      if (graph.op(leaf) !== "state") return undefined;
      const entities = perUnit.get(graph.slot(leaf));
      return entities === undefined ? undefined : k.divide(leaf, graph.number(entities));
    });
  const derivatives = amounts(system.states.map(({ derivative }) => derivative));
  const outputs = amounts(system.outputs.map(({ value }) => value));
  const rates = amounts((system.reactions ?? []).map(({ rate }) => rate));
  return {
    ...system,
    states: system.states.map((state, slot) => {
      const entities = perUnit.get(slot);
      const derivative = derivatives[slot]!;
      if (entities === undefined) return { ...state, derivative };
      const count = k.multiply(graph.number(entities), state.start);
      checkCount(k.constant(count), entities, state.name, index.source);
      return {
        ...state,
        start: graph.unary("floor", k.add(count, graph.number(0.5))),
        derivative: k.multiply(graph.number(entities), derivative),
      };
    }),
    outputs: system.outputs.map((output, i) => ({ ...output, value: outputs[i]! })),
    reactions: (system.reactions ?? []).map((reaction, i) => ({ ...reaction, rate: rates[i]! })),
  };
}

function checkCount(count: number | undefined, entities: number, species: string, source: string): void {
  if (count === undefined || Number.isNaN(count)) return;
  if (count > most) throw failure("HS1510", { species, count: count.toPrecision(3), most }, { source });
  const isWhole = Math.abs(count - Math.round(count)) <= rounding * Math.max(1, count);
  if (entities === 1 && !isWhole) throw failure("HS1511", { species, count }, { source });
}
