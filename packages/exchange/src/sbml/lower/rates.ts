import { differentiateAlong, type NodeId } from "@homeostat/engine";
import { failure } from "../../errors/registry.ts";
import type { Reaction, Species } from "../sbml-model.ts";
import type { Lowering } from "./lowering.ts";
import { netStoichiometry, valueNow } from "./values.ts";

/** The derivative of a state: of species, of the amount. */
export function derivativeOf(lowering: Lowering, id: string): NodeId {
  const { definitions, graph, index } = lowering;
  return definitions.once("rate", id, () => {
    const symbol = index.symbols.get(id);
    if (symbol?.role.kind === "rate") return ruledRate(lowering, id);
    const reacts = symbol?.role.kind === "reacting" && symbol.declared.kind === "species";
    return reacts ? reactionsOf(lowering, symbol.declared.of) : graph.number(0);
  });
}

/** A rate rule of a species gives the rate of what its name stands for; the amount changes with the size, too. */
function ruledRate(lowering: Lowering, id: string): NodeId {
  const { index, k } = lowering;
  const { declared, role } = index.symbols.get(id)!;
  const rate = role.kind === "rate" ? lowering.lower(role.math) : lowering.graph.number(0);
  if (declared.kind !== "species" || !index.isConcentration(declared.of)) return rate;
  const { compartment } = declared.of;
  const growth = k.multiply(valueNow(lowering, id), rateOf(lowering, compartment));
  return k.add(k.multiply(rate, valueNow(lowering, compartment)), growth);
}

function reactionsOf(lowering: Lowering, species: Species): NodeId {
  const { graph, index, k } = lowering;
  return index.reactionsWith(species).reduce((sum, reaction) => {
    if (reaction.rate === null || reaction.fast) return sum;
    const change = netStoichiometry(lowering, reaction, species);
    return change === null ? sum : k.add(sum, k.multiply(change, rateNow(lowering, reaction)));
  }, graph.number(0));
}

export function rateNow(lowering: Lowering, reaction: Reaction): NodeId {
  return valueNow(lowering, reaction.id ?? "");
}

/** rateOf(name): d/dt of what a name stands for. */
export function rateOf(lowering: Lowering, name: string): NodeId {
  const { graph, index } = lowering;
  const symbol = index.symbols.get(name);
  if (symbol === undefined || symbol.role.kind === "assigned") return totalDerivative(lowering, name);
  const { declared, role } = symbol;
  if (role.kind === "unknown") throw implicitRate(lowering, name);
  if (declared.kind === "species") return speciesRate(lowering, declared.of);
  return role.kind === "rate" ? derivativeOf(lowering, name) : graph.number(0);
}

function speciesRate(lowering: Lowering, species: Species): NodeId {
  const { graph, index, k } = lowering;
  const id = species.id ?? "";
  const { role } = index.symbols.get(id)!;
  const isConcentration = index.isConcentration(species);
  if (role.kind === "rate" && isConcentration) return lowering.lower(role.math);
  const amount = role.kind === "constant" ? graph.number(0) : derivativeOf(lowering, id);
  if (!isConcentration) return amount;
  const dilution = k.multiply(valueNow(lowering, id), rateOf(lowering, species.compartment));
  return k.divide(k.subtract(amount, dilution), valueNow(lowering, species.compartment));
}

/** The chain rule: of what is assigned, and of the rates of reactions. */
function totalDerivative(lowering: Lowering, name: string): NodeId {
  const { graph, index } = lowering;
  const value = valueNow(lowering, name);
  const seeds = new Map([[graph.time(), graph.number(1)]]);
  const ids = [...index.slots.keys()];
  for (const leaf of leavesOf(lowering, value)) {
    if (graph.op(leaf) === "input") throw implicitRate(lowering, name);
    if (graph.op(leaf) !== "state") continue;
    const id = ids[graph.slot(leaf)]!;
    if (index.role(id) === "unknown" || index.role(id) === undefined) throw implicitRate(lowering, name);
    seeds.set(leaf, derivativeOf(lowering, id));
  }
  return differentiateAlong(graph, [value], seeds)[0] ?? graph.number(0);
}

function leavesOf({ graph }: Lowering, root: NodeId): readonly NodeId[] {
  const seen = new Set<NodeId>([root]);
  for (const node of seen) for (const arg of graph.args(node)) seen.add(arg);
  return [...seen].filter((node) => graph.args(node).length === 0);
}

function implicitRate({ index }: Lowering, name: string) {
  const what = `rateOf(${name})`;
  const why = "it depends on a delay, an algebraic rule or a fast reaction, and has no rate of its own";
  const cure = "Ask for the rate of something that a rate rule or reactions determine.";
  return failure("HS1505", { what, why, cure }, { source: index.source });
}
