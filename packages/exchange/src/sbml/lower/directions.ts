import { type NodeId, substitute } from "@homeostat/engine";
import type { Lowering } from "./lowering.ts";

/** What a reaction uses and makes, as the places of species in the state. */
export interface Sides {
  readonly used: ReadonlySet<number>;
  readonly made: ReadonlySet<number>;
}

/**
 * The two directions of a reversible law, forward − backward, each a law of its own: one that is nothing where something made is
 * missing, or, where nothing is made, that does not read what is used. So X·(X − 1) stays whole. Undefined for any other law.
 */
export function directions(
  lowering: Lowering,
  law: NodeId,
  sides: Sides,
): readonly [forward: NodeId, backward: NodeId] | undefined {
  const split = difference(lowering, law);
  return split !== undefined && goesBack(lowering, split[1], sides) ? split : undefined;
}

type Pair = readonly [plus: NodeId, minus: NodeId];

/** a − b, and what is made of it by factors. */
function difference({ graph, k }: Lowering, node: NodeId): Pair | undefined {
  const both = (pair: Pair | undefined, work: (one: NodeId) => NodeId): Pair | undefined =>
    pair && [work(pair[0]), work(pair[1])];
  const within = (one: NodeId): Pair | undefined => {
    const op = graph.op(one);
    const [a, b] = graph.args(one) as unknown as Pair;
    if (op === "sub") return [a, b];
    if (op === "div") return both(within(a), (side) => k.divide(side, b));
    if (op !== "mul") return undefined;
    return both(within(a), (side) => k.multiply(side, b)) ?? both(within(b), (side) => k.multiply(a, side));
  };
  return within(node);
}

function goesBack({ graph }: Lowering, minus: NodeId, { used, made }: Sides): boolean {
  const without = (places: ReadonlySet<number>, place?: number) =>
    substitute(graph, [minus], (leaf) => {
      if (graph.op(leaf) !== "state" || !places.has(graph.slot(leaf))) return undefined;
      return place === undefined || place === graph.slot(leaf) ? graph.number(0) : undefined;
    })[0]!;
  const isNothing = (node: NodeId) => graph.op(node) === "number" && graph.value(node) === 0;
  if (made.size === 0) return without(used) === minus;
  return [...made].every((place) => isNothing(without(made, place)));
}
