import type { Hybrid, Observer } from "../compile/kernel.ts";
import { reachable } from "../compile/layout.ts";
import { ExpressionGraph } from "../equations/expression-graph.ts";
import type { NodeId, Op } from "../equations/graph.ts";
import { type Probe, patternDiffers, type Turning, turn } from "./turn.ts";

const comparisons: ReadonlySet<Op> = new Set<Op>(["lt", "le", "gt", "ge", "eq", "ne"]);
/** Looked at within each step, so that a comparison which turns twice is not missed. */
const looks = 8;
const mostTurns = 100_000;

/** What is looked at: the comparisons inside the triggers, then the triggers, then left minus right of each comparison. */
export interface WatchedConditions {
  readonly comparisons: number;
  readonly triggers: number;
  readonly observe: Observer;
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
  const nodes = [...inside, ...triggers, ...differences];
  return {
    comparisons: inside.length,
    triggers: triggers.length,
    observe: observer("condition", nodes, graph),
  };
}

/** The values of the triggers among what was observed. */
export function triggersIn(watched: WatchedConditions, observed: Float64Array): Float64Array {
  return observed.subarray(watched.comparisons, watched.comparisons + watched.triggers);
}

/**
 * The first time in [from, to] at which a trigger differs from `triggers`, to the last bit: the value before it is the
 * last one at which none differs. Undefined where none does. `observe` may give scratch.
 */
export function firstChange(
  watched: WatchedConditions,
  observe: (t: number) => Float64Array,
  from: number,
  to: number,
  triggers: Float64Array,
): number | undefined {
  const turning: Turning = { probe: (t) => ({ t, values: observe(t).slice() }), ...watched };
  const isOther = ({ values }: Probe) =>
    triggersIn(watched, values).some((trigger, i) => trigger !== triggers[i]);
  let before = turning.probe(from);
  // The last step's end and this one's start may differ in the last bit.
  if (isOther(before)) return from;
  for (let look = 1; look <= looks; look++) {
    const next = turning.probe(look === looks ? to : from + (look / looks) * (to - from));
    for (let turns = 0; turns < mostTurns && patternDiffers(turning, before, next); turns++) {
      before = turn(turning, before, next);
      if (isOther(before)) return before.t;
    }
    before = next;
  }
  return undefined;
}
