import type { Hybrid, Observer } from "../compile/kernel.ts";
import { reachable } from "../compile/layout.ts";
import { ExpressionGraph } from "../equations/expression-graph.ts";
import type { GraphReader, NodeId, Op } from "../equations/graph.ts";
import { dipBetween } from "./dip.ts";
import { type Probe, patternDiffers, type Turning, turn } from "./turn.ts";

const comparisons: ReadonlySet<Op> = new Set<Op>(["lt", "le", "gt", "ge", "eq", "ne"]);
const trueAtEqual: ReadonlySet<Op> = new Set<Op>(["le", "ge", "eq"]);
/** Looked at within each step, so that a comparison which turns twice is not missed. */
const looks = 8;
const mostTurns = 100_000;

/**
 * What is looked at: the comparisons inside the triggers, then the triggers, then left minus right of each comparison, then the
 * steps of whatever goes by whole steps inside them: a period may turn a comparison on and off again between two looks.
 */
export interface WatchedConditions {
  readonly comparisons: number;
  readonly triggers: number;
  readonly stairs: number;
  readonly observe: Observer;
  /** Left minus right of each comparison, as nodes. */
  readonly differences: { readonly graph: GraphReader; readonly nodes: readonly NodeId[] };
  /** What each comparison is where both sides are equal. */
  readonly atEqual: readonly number[];
}

/** All comparisons that triggers are made of, each of which can turn at a time of its own. */
export function watchConditions({ system, observer }: Hybrid): WatchedConditions {
  const graph = ExpressionGraph.from(system.graph);
  const triggers = system.events.flatMap(({ trigger }) => (trigger === undefined ? [] : [trigger.condition]));
  const inside: readonly NodeId[] = reachable(graph, triggers).filter((node) =>
    comparisons.has(graph.op(node)),
  );
  const differences = inside.map((node) => {
    const [left = node, right = node] = graph.args(node);
    return graph.binary("sub", left, right);
  });
  const stairs = stairsIn(graph, triggers);
  const nodes = [...inside, ...triggers, ...differences, ...stairs];
  return {
    comparisons: inside.length,
    triggers: triggers.length,
    stairs: stairs.length,
    observe: observer("condition", nodes, graph),
    differences: { graph, nodes: differences },
    atEqual: inside.map((node) => (trueAtEqual.has(graph.op(node)) ? 1 : 0)),
  };
}

/** On which step each one is of what is rounded, and which period it is in. */
function stairsIn(graph: ExpressionGraph, roots: readonly NodeId[]): readonly NodeId[] {
  return reachable(graph, roots).flatMap((node) => {
    const op = graph.op(node);
    const [a = node, b = node] = graph.args(node);
    if (op === "mod") return [graph.unary("floor", graph.binary("div", a, b))];
    return op === "floor" || op === "ceil" || op === "sign" ? [node] : [];
  });
}

/** The values of the triggers among what was observed. */
export function triggersIn(watched: WatchedConditions, observed: Float64Array): Float64Array {
  return observed.subarray(watched.comparisons, watched.comparisons + watched.triggers);
}

/** Where looking ended: at a trigger that has changed, with the comparisons that are others than just before, or at the end. */
export interface Look extends Probe {
  readonly turned?: readonly Turned[];
}

/** A comparison that has turned. */
export interface Turned {
  readonly comparison: number;
  /** −1 or 1: whether left minus right fell or rose. */
  readonly side: number;
}

/**
 * Looks for the first time in [from, to] at which a trigger differs from `triggers`, to the last bit: the value before it
 * is the last one at which none differs. `observe` may give scratch; `seen` is what the last look ended with. Where
 * something has just been sent back it may come again very soon: then `closely` looks at the beginning on all its scales.
 */
export function lookForChange(
  watched: WatchedConditions,
  observe: (t: number) => Float64Array,
  [from, to]: readonly [number, number],
  { triggers, closely, seen }: Seen,
): Look {
  const turning: Turning = { probe: (t) => ({ t, values: observe(t).slice() }), ...watched };
  const isOther = ({ values }: Probe) =>
    triggersIn(watched, values).some((trigger, i) => trigger !== triggers[i]);
  let before = turning.probe(from);
  // The last step's end and this one's start may differ: by the last bit, or by what the method tolerates.
  if (isOther(before)) return { ...before, turned: turnedBetween(watched, seen ?? before.values, before) };
  let earlier: Probe | undefined;
  for (const time of lookTimes(from, to, closely)) {
    const next = turning.probe(time);
    const dip =
      earlier && !patternDiffers(turning, before, next) && dipBetween(turning, [earlier, before, next]);
    if (dip) {
      const last = dip.t > before.t ? before : earlier!;
      const found = turn(turning, last, dip);
      if (isOther(found)) return { ...found, turned: turnedBetween(watched, last.values, found) };
    }
    earlier = patternDiffers(turning, before, next) ? undefined : before;
    for (let turns = 0; turns < mostTurns && patternDiffers(turning, before, next); turns++) {
      const last = before;
      before = turn(turning, before, next);
      if (isOther(before)) return { ...before, turned: turnedBetween(watched, last.values, before) };
    }
    before = next;
  }
  return before;
}

interface Seen {
  readonly triggers: Float64Array;
  readonly closely: boolean;
  readonly seen: Float64Array | undefined;
}

function* lookTimes(from: number, to: number, closely: boolean): Generator<number> {
  const length = to - from;
  if (closely) for (let halvings = 52; 2 ** halvings > looks; halvings--) yield from + length / 2 ** halvings;
  for (let look = 1; look < looks; look++) yield from + (look / looks) * length;
  yield to;
}

function turnedBetween(
  { comparisons, triggers }: WatchedConditions,
  one: Float64Array,
  { values }: Probe,
): readonly Turned[] {
  const turned: Turned[] = [];
  for (let comparison = 0; comparison < comparisons; comparison++) {
    if (one[comparison] === values[comparison]) continue;
    const difference = comparisons + triggers + comparison;
    turned.push({ comparison, side: Math.sign(values[difference]! - one[difference]!) });
  }
  return turned;
}
