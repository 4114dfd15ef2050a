import { reachable } from "../compile/layout.ts";
import type { NodeId, Op } from "../equations/graph.ts";
import type { HybridSystem } from "./hybrid-system.ts";
import { observer } from "./observer.ts";

const comparisons: ReadonlySet<Op> = new Set<Op>(["lt", "le", "gt", "ge", "eq", "ne"]);
/** Looked at within each step, so that a comparison which turns twice is not missed. */
const looks = 8;
const mostTurns = 100_000;

/** Evaluates the comparisons inside the triggers, then the triggers, at a time; the result is scratch. */
export type Conditions = (t: number) => Float64Array;

export interface WatchedConditions {
  readonly comparisons: number;
  readonly observe: ReturnType<typeof observer>;
}

/** All comparisons that triggers are made of, each of which can turn at a time of its own. */
export function watchConditions(hybrid: HybridSystem): WatchedConditions {
  const { system, events } = hybrid;
  const triggers = events.map((event) => event.trigger);
  const inside: readonly NodeId[] = reachable(system.graph, triggers).filter((node) =>
    comparisons.has(system.graph.op(node)),
  );
  return { comparisons: inside.length, observe: observer(system, "condition", [...inside, ...triggers]) };
}

/**
 * The first time in [from, to] at which a trigger differs from `triggers`, to the last bit: the value before it is the
 * last one at which none differs. Undefined where none does.
 */
export function firstChange(
  watched: WatchedConditions,
  at: Conditions,
  from: number,
  to: number,
  triggers: Float64Array,
): number | undefined {
  let before = from;
  let pattern = at(from).slice();
  // The last step's end and this one's start may differ in the last bit.
  if (differs(pattern.subarray(watched.comparisons), triggers)) return from;
  for (let look = 1; look <= looks; look++) {
    const next = look === looks ? to : from + (look / looks) * (to - from);
    for (let turns = 0; turns < mostTurns; turns++) {
      if (!differs(at(next), pattern)) break;
      before = turn(at, before, next, pattern);
      pattern = at(before).slice();
      if (differs(pattern.subarray(watched.comparisons), triggers)) return before;
    }
    before = next;
  }
  return undefined;
}

/** The first floating-point time in (low, high] at which the pattern is another one, by bisection. */
function turn(at: Conditions, low: number, high: number, pattern: Float64Array): number {
  let a = low;
  let b = high;
  for (;;) {
    const middle = a + (b - a) / 2;
    if (middle <= a || middle >= b) return b;
    if (differs(at(middle), pattern)) b = middle;
    else a = middle;
  }
}

function differs(one: Float64Array, other: Float64Array): boolean {
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return true;
  return false;
}
