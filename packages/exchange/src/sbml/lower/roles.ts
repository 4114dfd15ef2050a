import type { Mathematics } from "../../mathml/mathematics.ts";
import type { Compartment, Parameter, SbmlModel, Species, SpeciesReference } from "../sbml-model.ts";

/** A symbol of the model: what can be named and has a value. */
type Declared =
  | { readonly kind: "compartment"; readonly id: string; readonly of: Compartment }
  | { readonly kind: "species"; readonly id: string; readonly of: Species }
  | { readonly kind: "parameter"; readonly id: string; readonly of: Parameter }
  | { readonly kind: "stoichiometry"; readonly id: string; readonly of: SpeciesReference };

/**
 * What determines a symbol's value in time: nothing (constant), a rule, a rate rule, reactions, events alone
 * (discrete), or algebraic rules (unknown).
 */
type Role =
  | { readonly kind: "constant" }
  | { readonly kind: "assigned"; readonly math: Mathematics }
  | { readonly kind: "rate"; readonly math: Mathematics }
  | { readonly kind: "reacting" }
  | { readonly kind: "discrete" }
  | { readonly kind: "unknown" };

export interface ModelSymbol {
  readonly declared: Declared;
  readonly role: Role;
}

function declaredSymbols(model: SbmlModel): Declared[] {
  const named = <K extends Declared["kind"], T extends { readonly id: string | null }>(
    kind: K,
    list: readonly T[],
  ) => list.flatMap((of) => (of.id === null ? [] : [{ kind, id: of.id, of }]));
  const participants = model.reactions.flatMap((one) => [...one.reactants, ...one.products]);
  return [
    ...named("compartment", model.compartments),
    ...named("species", model.species),
    ...named("parameter", model.parameters),
    ...named("stoichiometry", participants),
  ] as Declared[];
}

/** The role of each symbol; `unknowns` are those that algebraic rules were matched to. */
export function assignRoles(
  model: SbmlModel,
  unknowns: ReadonlySet<string>,
): ReadonlyMap<string, ModelSymbol> {
  const rules = new Map(
    model.rules.flatMap((rule) => (rule.variable === null ? [] : [[rule.variable, rule] as const])),
  );
  const assigned = new Set(model.events.flatMap((event) => event.assignments.map((one) => one.variable)));
  const reacting = reactingSpecies(model);
  const roleOf = ({ id, kind, of }: Declared): Role => {
    const rule = rules.get(id);
    if (rule?.math != null) return { kind: rule.kind === "rate" ? "rate" : "assigned", math: rule.math };
    if (unknowns.has(id)) return { kind: "unknown" };
    if (kind === "species" && !of.constant && !of.boundaryCondition && reacting.has(id))
      return { kind: "reacting" };
    return assigned.has(id) ? { kind: "discrete" } : { kind: "constant" };
  };
  return new Map(
    declaredSymbols(model).map((declared) => [declared.id, { declared, role: roleOf(declared) }]),
  );
}

function reactingSpecies(model: SbmlModel): ReadonlySet<string> {
  return new Set(
    model.reactions.flatMap((one) =>
      [...one.reactants, ...one.products].map((participant) => participant.species),
    ),
  );
}
