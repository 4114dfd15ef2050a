import type { PartNames, Reaction, SbmlElement, SbmlEvent, SbmlModel } from "../sbml-model.ts";

/** Names one element of a flat model, or all that came from a submodel. */
export interface ElementKey {
  readonly by: "id" | "metaId" | "unit" | "submodel";
  readonly name: string;
}

/** What stands between the names of submodels and of the elements in them. */
export const nameSeparator = "__";

/** Takes one element out of a model, or all of a submodel's; a reaction goes with its participants. */
export function removeElement(model: SbmlModel, key: ElementKey): SbmlModel {
  if (key.by === "unit") return { ...model, units: model.units.filter((one) => one.id !== key.name) };
  const gone = (one: PartNames) => isNamed(one, key);
  const kept = <T extends SbmlElement>(list: readonly T[]) => list.filter((one) => !gone(one));
  // Units and the parameters of a kinetic law have names of their own.
  const keptApart = <T extends SbmlElement>(list: readonly T[]) => (key.by === "id" ? list : kept(list));
  return {
    ...model,
    functions: kept(model.functions),
    units: keptApart(model.units),
    compartments: kept(model.compartments),
    species: kept(model.species),
    parameters: kept(model.parameters),
    initialAssignments: kept(model.initialAssignments),
    rules: kept(model.rules),
    reactions: kept(model.reactions).map(
      (one): Reaction => ({
        ...one,
        reactants: kept(one.reactants),
        products: kept(one.products),
        localParameters: keptApart(one.localParameters),
        rate: gone(one.rateNames) ? null : one.rate,
      }),
    ),
    events: kept(model.events).map(
      (one): SbmlEvent => ({
        ...one,
        assignments: kept(one.assignments),
        trigger: gone(one.partNames.trigger) ? null : one.trigger,
        delay: gone(one.partNames.delay) ? null : one.delay,
        priority: gone(one.partNames.priority) ? null : one.priority,
      }),
    ),
  };
}

function isNamed({ id, metaId }: PartNames, { by, name }: ElementKey): boolean {
  if (by === "submodel") return metaId?.startsWith(`${name}${nameSeparator}`) ?? false;
  return (by === "id" ? id : metaId) === name;
}

/** The id of the element that a key names; null for one without an id or not there. */
export function idOf(model: SbmlModel, key: ElementKey): string | null {
  if (key.by === "id" || key.by === "unit") return key.name;
  return allElements(model).find((one) => one.metaId === key.name)?.id ?? null;
}

export function allElements(model: SbmlModel): readonly SbmlElement[] {
  return [
    ...model.functions,
    ...model.units,
    ...model.compartments,
    ...model.species,
    ...model.parameters,
    ...model.initialAssignments,
    ...model.rules,
    ...model.reactions,
    ...model.reactions.flatMap((one) => [...one.reactants, ...one.products]),
    ...model.reactions.flatMap((one) => one.localParameters),
    ...model.events,
    ...model.events.flatMap((one) => one.assignments),
    ...model.submodels,
  ];
}

/** The reaction whose kinetic law has this parameter. */
export function reactionOfLocal(model: SbmlModel, key: ElementKey): Reaction | undefined {
  if (key.by !== "metaId") return undefined;
  return model.reactions.find((one) => one.localParameters.some((local) => local.metaId === key.name));
}
