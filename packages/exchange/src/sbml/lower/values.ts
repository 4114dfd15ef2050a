import type { ExpressionGraph, NodeId } from "@homeostat/engine";
import type { OwnName, Scope } from "../../mathml/scope.ts";
import type { Reaction, Species, SpeciesReference } from "../sbml-model.ts";
import type { Lowering } from "./lowering.ts";
import { extentName } from "./model-index.ts";
import { startAmount } from "./starts.ts";

/** What can be read of a model: each symbol's value; of species also amount and concentration. */
export interface Readable {
  readonly name: string;
  readonly as: "value" | "amount" | "concentration";
}

/** What a name stands for in mathematics: of species the concentration, unless they have only substance units. */
export function valueNow(lowering: Lowering, name: string): NodeId {
  const { definitions, index, scopes } = lowering;
  return definitions.once("now", name, () => {
    const symbol = index.symbols.get(name);
    if (symbol === undefined) return reactionRate(lowering, name, scopes.now);
    const { declared, role } = symbol;
    if (role.kind === "assigned") return lowering.lower(role.math);
    if (declared.kind === "stoichiometry" && declared.of.stoichiometryMath !== null)
      return lowering.lower(declared.of.stoichiometryMath);
    if (declared.kind === "species") return speciesValue(lowering, declared.of);
    return role.kind === "constant" ? scopes.start.name(name) : state(lowering, name);
  });
}

function speciesValue(lowering: Lowering, species: Species): NodeId {
  const { index, k } = lowering;
  const isConstant = index.role(species.id) === "constant";
  const amount = isConstant ? startAmount(lowering, species) : amountState(lowering, species);
  return index.isConcentration(species) ? k.divide(amount, valueNow(lowering, species.compartment)) : amount;
}

function state({ graph, index }: Lowering, id: string): NodeId {
  return graph.leaf("state", index.slot(id));
}

/** Fast reactions have moved what their extents say, on top of the slow ones. */
export function amountState(lowering: Lowering, species: Species): NodeId {
  const { index, k } = lowering;
  const own = state(lowering, species.id ?? "");
  if (index.role(species.id) !== "reacting") return own;
  return index.fast.reduce((amount, reaction, i) => {
    const change = netStoichiometry(lowering, reaction, species);
    if (change === null) return amount;
    return k.add(amount, k.multiply(change, state(lowering, extentName(reaction, i))));
  }, own);
}

/** A symbol as it is asked for. */
export function readValue(lowering: Lowering, { name, as }: Readable): NodeId {
  const { index, k } = lowering;
  const value = valueNow(lowering, name);
  const declared = index.symbols.get(name)?.declared;
  if (as === "value" || declared?.kind !== "species") return value;
  const isConcentration = index.isConcentration(declared.of);
  if ((as === "concentration") === isConcentration) return value;
  const size = valueNow(lowering, declared.of.compartment);
  return isConcentration ? k.multiply(value, size) : k.divide(value, size);
}

/** A reaction's name stands for its rate, in extent per time. Throws HS1503 where there is no such reaction. */
export function reactionRate(lowering: Lowering, name: string, scope: Scope): NodeId {
  const { graph, index } = lowering;
  const reaction = index.reactions.get(name);
  if (reaction === undefined) throw index.unknownName(name);
  if (reaction.rate === null) return graph.number(Number.NaN);
  const locals = reaction.localParameters.map(({ id, value }) => [id ?? "", constant(graph, value)] as const);
  return lowering.lower(reaction.rate, scope, new Map(locals));
}

function constant(graph: ExpressionGraph, value: number | null): OwnName {
  return { value: () => graph.number(value ?? Number.NaN), rate: () => graph.number(0) };
}

/** Amount made per extent of reaction, conversion factor included; null where the species takes no part. */
export function netStoichiometry(lowering: Lowering, reaction: Reaction, species: Species): NodeId | null {
  const { k, index } = lowering;
  const own = (one: SpeciesReference) => one.species === species.id;
  const made = reaction.products.filter(own).map((one) => stoichiometry(lowering, one));
  const used = reaction.reactants.filter(own).map((one) => k.negative(stoichiometry(lowering, one)));
  const all = [...made, ...used];
  if (all.length === 0) return null;
  const net = all.reduce((a, b) => k.add(a, b));
  const factor = species.conversionFactor ?? index.model.conversionFactor;
  return factor === null ? net : k.multiply(net, valueNow(lowering, factor));
}

function stoichiometry(lowering: Lowering, reference: SpeciesReference): NodeId {
  if (reference.stoichiometryMath !== null) return lowering.lower(reference.stoichiometryMath);
  if (reference.id !== null && lowering.index.symbols.has(reference.id))
    return valueNow(lowering, reference.id);
  return lowering.graph.number(reference.stoichiometry ?? Number.NaN);
}
