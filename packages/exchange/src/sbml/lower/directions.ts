import type { GraphReader, NodeId } from "@homeostat/engine";
import type { Lowering } from "./lowering.ts";

/** What a reaction uses and makes, as the places of species in the state. */
export interface Sides {
  readonly used: ReadonlySet<number>;
  readonly made: ReadonlySet<number>;
}

type Pair = readonly [plus: NodeId, minus: NodeId];

/**
 * The two directions of a reversible law, forward − backward, each a law of its own: one that is nothing where something made is
 * missing, or, where nothing is made, that does not read what is used. So X·(X − 1) stays whole. Undefined for any other law.
 */
export function directions(lowering: Lowering, law: NodeId, sides: Sides): Pair | undefined {
  const split = difference(lowering, law);
  return split !== undefined && goesBack(lowering.graph, split[1], sides) ? split : undefined;
}

/** What a node is made of, ascending: arguments come before what reads them, and no chain is too long. */
function below(graph: GraphReader, root: NodeId): readonly NodeId[] {
  const seen = new Set<NodeId>([root]);
  for (const node of seen) for (const arg of graph.args(node)) seen.add(arg);
  return [...seen].sort((a, b) => a - b);
}

/** a − b or a + (−b), and what is made of it by factors. */
function difference(lowering: Lowering, root: NodeId): Pair | undefined {
  const { graph, k } = lowering;
  const nodes = below(graph, root);
  const opposites = oppositesOf(lowering, nodes);
  const pairs = new Map<NodeId, Pair>();
  for (const node of nodes) {
    const op = graph.op(node);
    const [a = node, b = node] = graph.args(node);
    const [pairA, pairB] = [pairs.get(a), pairs.get(b)];
    const [lessA, lessB] = [opposites.get(a), opposites.get(b)];
    if (op === "sub") pairs.set(node, [a, b]);
    else if (op === "add" && lessB !== undefined && lessA === undefined) pairs.set(node, [a, lessB]);
    else if (op === "add" && lessA !== undefined && lessB === undefined) pairs.set(node, [b, lessA]);
    else if (op === "mul" && pairA !== undefined)
      pairs.set(
        node,
        onBoth(pairA, (side) => k.multiply(side, b)),
      );
    else if (op === "mul" && pairB !== undefined)
      pairs.set(
        node,
        onBoth(pairB, (side) => k.multiply(a, side)),
      );
    else if (op === "div" && pairA !== undefined)
      pairs.set(
        node,
        onBoth(pairA, (side) => k.divide(side, b)),
      );
  }
  return pairs.get(root);
}

function onBoth([plus, minus]: Pair, work: (side: NodeId) => NodeId): Pair {
  return [work(plus), work(minus)];
}

/** −x by x, of what is written with a negative factor. */
function oppositesOf({ graph, k }: Lowering, nodes: readonly NodeId[]): ReadonlyMap<NodeId, NodeId> {
  const opposites = new Map<NodeId, NodeId>();
  for (const node of nodes) {
    const op = graph.op(node);
    const [a = node, b = node] = graph.args(node);
    const [lessA, lessB] = [opposites.get(a), opposites.get(b)];
    if (op === "number" && graph.value(node) < 0) opposites.set(node, graph.number(-graph.value(node)));
    else if (op === "neg") opposites.set(node, a);
    else if ((op === "mul" || op === "div") && (lessA === undefined) !== (lessB === undefined)) {
      const of = op === "mul" ? k.multiply.bind(k) : k.divide.bind(k);
      opposites.set(node, lessA === undefined ? of(a, lessB!) : of(lessA, b));
    }
  }
  return opposites;
}

function goesBack(graph: GraphReader, minus: NodeId, { used, made }: Sides): boolean {
  if (made.size > 0) return [...made].every((place) => vanishes(graph, minus, place));
  return !below(graph, minus).some((node) => graph.op(node) === "state" && used.has(graph.slot(node)));
}

/** Whether it is 0 wherever this state is. */
function vanishes(graph: GraphReader, root: NodeId, place: number): boolean {
  const gone = new Set<NodeId>();
  for (const node of below(graph, root)) {
    const [a = node, b = node] = graph.args(node);
    const op = graph.op(node);
    const isGone =
      (op === "state" && graph.slot(node) === place) ||
      (op === "mul" && (gone.has(a) || gone.has(b))) ||
      ((op === "add" || op === "sub") && gone.has(a) && gone.has(b)) ||
      ((op === "neg" || op === "div") && gone.has(a)) ||
      (op === "pow" && gone.has(a) && graph.op(b) === "number" && graph.value(b) > 0);
    if (isGone) gone.add(node);
  }
  return gone.has(root);
}
