import type { NodeId } from "@homeostat/engine";
import type { Species } from "../sbml-model.ts";
import type { Lowering } from "./lowering.ts";
import type { ModelSymbol } from "./roles.ts";

/** At the start, or at a time before it. */
export type Early = "start" | "past";

/** What a symbol stands for then: what an initial assignment, a rule or its declaration says, in this order. */
export function startValue(lowering: Lowering, symbol: ModelSymbol, early: Early): NodeId {
  const { graph, index, scopes } = lowering;
  const { declared, role } = symbol;
  const initial = index.initialAssignments.get(declared.id);
  if (initial !== undefined) return lowering.lower(initial, scopes[early]);
  if (role.kind === "assigned") return lowering.lower(role.math, scopes[early]);
  if (declared.kind === "species") return declaredSpecies(lowering, declared.of, early);
  if (declared.kind === "stoichiometry" && declared.of.stoichiometryMath !== null)
    return lowering.lower(declared.of.stoichiometryMath, scopes[early]);
  return graph.number(declaredNumber(symbol));
}

/** The amount of a species at the start. */
export function startAmount({ index, k, scopes }: Lowering, species: Species): NodeId {
  const value = scopes.start.name(species.id ?? "");
  return index.isConcentration(species) ? k.multiply(value, scopes.start.name(species.compartment)) : value;
}

/** What a state starts from: of species the amount. */
export function stateStart(lowering: Lowering, id: string): NodeId {
  const symbol = lowering.index.symbols.get(id);
  if (symbol === undefined) return lowering.graph.number(0);
  const { declared } = symbol;
  return declared.kind === "species" ? startAmount(lowering, declared.of) : lowering.scopes.start.name(id);
}

/** Where a model says nothing the value is NaN, but what a constraint determines needs a first guess. */
function nothingSaid(role: ModelSymbol["role"]["kind"] | undefined): number {
  return role === "unknown" ? 1 : Number.NaN;
}

function declaredNumber({ declared, role }: ModelSymbol): number {
  const absent = nothingSaid(role.kind);
  if (declared.kind === "compartment") return declared.of.size ?? absent;
  if (declared.kind === "parameter") return declared.of.value ?? absent;
  return declared.kind === "stoichiometry" ? (declared.of.stoichiometry ?? absent) : absent;
}

function declaredSpecies({ graph, index, k, scopes }: Lowering, species: Species, early: Early): NodeId {
  const { initialAmount, initialConcentration } = species;
  const size = () => scopes[early].name(species.compartment);
  const absent = nothingSaid(index.role(species.id));
  if (index.isConcentration(species)) {
    if (initialConcentration !== null) return graph.number(initialConcentration);
    return k.divide(graph.number(initialAmount ?? absent), size());
  }
  if (initialAmount !== null) return graph.number(initialAmount);
  if (initialConcentration === null) return graph.number(absent);
  return k.multiply(graph.number(initialConcentration), size());
}
