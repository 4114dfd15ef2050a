import type { Mathematics } from "../../mathml/mathematics.ts";
import { apply, name, rewrite } from "../../mathml/rewrite.ts";
import type {
  Parameter,
  PartNames,
  Reaction,
  SbmlElement,
  SbmlEvent,
  SbmlModel,
  SpeciesReference,
} from "../sbml-model.ts";

/** What an identifier becomes; values counted in other units are `factor` (a parameter's name) times the old ones. */
export interface NewName {
  readonly name: string;
  readonly factor: string | null;
}

export interface Renaming {
  readonly id: (id: string) => NewName;
  readonly unit: (id: string) => string;
  readonly metaId: (id: string) => string;
  /** Parameters of a kinetic law are renamed with all else, or hide the names that they share. */
  readonly locals: "renamed" | "hide";
}

/** Renames everything in a model: declarations, references, and names in mathematics. */
export function renameModel(model: SbmlModel, to: Renaming): SbmlModel {
  const id = (old: string) => to.id(old).name;
  const optional = (old: string | null) => (old === null ? null : id(old));
  const unit = (old: string | null) => (old === null ? null : to.unit(old));
  const math = (old: Mathematics | null) => (old === null ? null : renameMath(old, to, new Set()));
  const assigned = (variable: string, old: Mathematics | null) => scaled(math(old), to.id(variable).factor);
  const names = ({ id: own, metaId }: PartNames): PartNames => ({
    id: optional(own),
    metaId: metaId === null ? null : to.metaId(metaId),
  });
  const element = <T extends SbmlElement>(one: T): T => ({
    ...one,
    id: optional(one.id),
    metaId: to.metaId(one.metaId),
  });
  const parameter = (one: Parameter): Parameter => ({ ...element(one), units: unit(one.units) });
  return {
    ...model,
    conversionFactor: optional(model.conversionFactor),
    functions: model.functions.map((one) => ({
      ...element(one),
      lambda:
        one.lambda === null
          ? null
          : { ...one.lambda, body: renameMath(one.lambda.body, to, new Set(one.lambda.parameters)) },
    })),
    units: model.units.map((one) => ({ ...one, id: unit(one.id), metaId: element(one).metaId })),
    compartments: model.compartments.map((one) => ({ ...element(one), units: unit(one.units) })),
    species: model.species.map((one) => ({
      ...element(one),
      compartment: id(one.compartment),
      substanceUnits: unit(one.substanceUnits),
      conversionFactor: optional(one.conversionFactor),
    })),
    parameters: model.parameters.map(parameter),
    initialAssignments: model.initialAssignments.map((one) => ({
      ...element(one),
      symbol: id(one.symbol),
      math: assigned(one.symbol, one.math),
    })),
    rules: model.rules.map((one) =>
      one.variable === null
        ? { ...element(one), math: math(one.math) }
        : { ...element(one), variable: id(one.variable), math: assigned(one.variable, one.math) },
    ),
    reactions: model.reactions.map((one) => ({
      ...renameReaction(one, to, element, parameter),
      rateNames: names(one.rateNames),
    })),
    events: model.events.map(
      (one): SbmlEvent => ({
        ...element(one),
        partNames: {
          trigger: names(one.partNames.trigger),
          delay: names(one.partNames.delay),
          priority: names(one.partNames.priority),
        },
        trigger: math(one.trigger),
        delay: math(one.delay),
        priority: math(one.priority),
        assignments: one.assignments.map((assignment) => ({
          ...element(assignment),
          variable: id(assignment.variable),
          math: assigned(assignment.variable, assignment.math),
        })),
      }),
    ),
  };
}

function renameReaction(
  reaction: Reaction,
  to: Renaming,
  element: <T extends SbmlElement>(one: T) => T,
  parameter: (one: Parameter) => Parameter,
): Reaction {
  const hides = to.locals === "hide";
  const locals = new Set(hides ? reaction.localParameters.flatMap((one) => one.id ?? []) : []);
  const reference = (one: SpeciesReference): SpeciesReference => {
    const species = to.id(one.species);
    const math = one.stoichiometryMath === null ? null : renameMath(one.stoichiometryMath, to, new Set());
    return { ...element(one), species: species.name, stoichiometryMath: math };
  };
  return {
    ...element(reaction),
    reactants: reaction.reactants.map(reference),
    products: reaction.products.map(reference),
    rate: reaction.rate === null ? null : renameMath(reaction.rate, to, locals),
    localParameters: reaction.localParameters.map((one) =>
      hides ? { ...parameter(one), id: one.id } : parameter(one),
    ),
  };
}

/** A name that an own parameter of a function or of a kinetic law hides is left alone. */
function renameMath(math: Mathematics, to: Renaming, hidden: ReadonlySet<string>): Mathematics {
  return rewrite(math, (node) => {
    if (node.kind === "call") return { ...node, name: to.id(node.name).name };
    if ((node.kind !== "name" && node.kind !== "rateOf") || hidden.has(node.name)) return node;
    const next = to.id(node.name);
    const renamed: Mathematics = { ...node, name: next.name };
    return next.factor === null ? renamed : apply("divide", renamed, name(next.factor));
  });
}

function scaled(math: Mathematics | null, factor: string | null): Mathematics | null {
  return math === null || factor === null ? math : apply("times", name(factor), math);
}
