import type { Observer } from "../compile/kernel.ts";
import { observer } from "../compile/observer.ts";
import { differentiate } from "../equations/differentiate.ts";
import { ExpressionGraph } from "../equations/expression-graph.ts";
import type { Reaction, System } from "../model/system.ts";

/** Of each state, given the point in time, state, parameters and inputs; scratch. */
export type LocalOrders = Observer;

/**
 * By state x: the largest Σₖ |∂ ln a/∂ ln xₖ| among the propensities a that read it, at least 1: what the share of a change
 * is divided by, so that no propensity changes by more than that share. For reactions of first and second order it is the
 * gᵢ of Cao, Gillespie & Petzold (2006, section IV; 2 + 1/(x − 1) where two of a kind meet), and it stands for any other
 * law as well.
 */
export function localOrders(system: System, reactions: readonly Reaction[]): LocalOrders {
  const before = ExpressionGraph.from(system.graph);
  const leaves = system.states.map((_, slot) => before.leaf("state", slot));
  const rates = reactions.map(({ rate }) => rate);
  const { graph, entries } = differentiate(before, rates, leaves);
  const slopes = entries.map(({ node }) => node);
  const observe = observer({ ...system, graph }, "local orders", [...rates, ...slopes]);
  const ofReactions = new Float64Array(rates.length);
  const orders = new Float64Array(leaves.length);
  return (t, y, p, u) => {
    const found = observe(t, y, p, u);
    ofReactions.fill(0);
    entries.forEach(({ row, column }, i) => {
      const rate = found[row]!;
      if (rate > 0) ofReactions[row]! += Math.abs((found[rates.length + i]! * y[column]!) / rate);
    });
    orders.fill(1);
    for (const { row, column } of entries) orders[column] = Math.max(orders[column]!, ofReactions[row]!);
    return orders;
  };
}
