import type { NodeId } from "@homeostat/engine";
import { newBudget, type Scope } from "../../mathml/scope.ts";
import { substitute } from "../../mathml/substitute.ts";
import type { Lowering, Scopes } from "./lowering.ts";
import { rateOf } from "./rates.ts";
import { type Early, startValue, stateStart } from "./starts.ts";
import { reactionRate, valueNow } from "./values.ts";

/** The three readings of mathematics: now, at the start, and before it. */
export function makeScopes(lowering: Lowering): Scopes {
  const { graph, index, k } = lowering;
  const shared = { function: (name: string) => index.functions.get(name), budget: newBudget() };
  const now: Scope = {
    ...shared,
    name: (name) => valueNow(lowering, name),
    time: () => graph.time(),
    delay: (of, by) => (k.constant(by) === 0 ? of(now) : delayed(lowering, of, by)),
    rateOf: (name) => rateOf(lowering, name),
  };
  const start: Scope = {
    ...shared,
    name: (name) => early(lowering, name, "start"),
    time: () => graph.number(0),
    delay: (of, by) => (k.constant(by) === 0 ? of(start) : atTime(lowering, of(past), k.negative(by))),
    rateOf: (name) => atStart(lowering, rateOf(lowering, name)),
  };
  const past: Scope = {
    ...shared,
    name: (name) => early(lowering, name, "past"),
    time: () => graph.time(),
    delay: (of, by) => atTime(lowering, of(past), k.subtract(graph.time(), by)),
    rateOf: () => graph.number(0),
  };
  return { now, start, past };
}

function early(lowering: Lowering, name: string, when: Early): NodeId {
  const { definitions, index, scopes } = lowering;
  return definitions.once(when, name, () => {
    const symbol = index.symbols.get(name);
    if (symbol === undefined) return reactionRate(lowering, name, scopes[when]);
    return startValue(lowering, symbol, when);
  });
}

/** `delay(of, by)` is an input of its own: what it is after the start, and before. */
function delayed(lowering: Lowering, of: (scope: Scope) => NodeId, by: NodeId): NodeId {
  const { delays, graph, scopes } = lowering;
  const input = delays.length;
  const node = graph.leaf("input", input);
  delays.push({ input, of: node, before: node, by });
  delays[input] = { input, of: of(scopes.now), before: of(scopes.past), by };
  return node;
}

function atTime({ graph }: Lowering, node: NodeId, time: NodeId): NodeId {
  return substitute(graph, node, (leaf) => (graph.op(leaf) === "time" ? time : leaf));
}

/** The clock at 0, every state at its start, and what is delayed as it was before. */
function atStart(lowering: Lowering, node: NodeId): NodeId {
  const { delays, graph, index, k } = lowering;
  const ids = [...index.slots.keys()];
  const replace = (leaf: NodeId): NodeId => {
    const op = graph.op(leaf);
    if (op === "time") return graph.number(0);
    if (op === "state") return stateStart(lowering, ids[graph.slot(leaf)]!);
    const delay = op === "input" ? delays[graph.slot(leaf)] : undefined;
    if (delay === undefined) return leaf;
    return atTime(lowering, delay.before ?? delay.of, k.negative(substitute(graph, delay.by, replace)));
  };
  return substitute(graph, node, replace);
}
