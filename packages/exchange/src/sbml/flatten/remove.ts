import type { Reaction, SbmlElement, SbmlEvent, SbmlModel } from "../sbml-model.ts";

/** Names one element of a flat model. */
export interface ElementKey {
  readonly by: "id" | "metaId" | "unit";
  readonly name: string;
}

/** Takes one element out of a model; a reaction goes with its participants. */
export function removeElement(model: SbmlModel, key: ElementKey): SbmlModel {
  if (key.by === "unit") return { ...model, units: model.units.filter((one) => one.id !== key.name) };
  const field = key.by === "id" ? "id" : "metaId";
  const named = (metaId: string | null) => field === "metaId" && metaId === key.name;
  const kept = <T extends SbmlElement>(list: readonly T[]) => list.filter((one) => one[field] !== key.name);
  return {
    ...model,
    functions: kept(model.functions),
    units: field === "metaId" ? kept(model.units) : model.units,
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
        localParameters: field === "metaId" ? kept(one.localParameters) : one.localParameters,
        rate: named(one.rateMetaId) ? null : one.rate,
      }),
    ),
    events: kept(model.events).map(
      (one): SbmlEvent => ({
        ...one,
        assignments: kept(one.assignments),
        trigger: named(one.partMetaIds.trigger) ? null : one.trigger,
        delay: named(one.partMetaIds.delay) ? null : one.delay,
        priority: named(one.partMetaIds.priority) ? null : one.priority,
      }),
    ),
  };
}

/** The id of the element that a key names; null for one without an id or not there. */
export function idOf(model: SbmlModel, key: ElementKey): string | null {
  if (key.by !== "metaId") return key.name;
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
  ];
}

/** The reaction whose kinetic law has this parameter. */
export function reactionOfLocal(model: SbmlModel, key: ElementKey): Reaction | undefined {
  if (key.by !== "metaId") return undefined;
  return model.reactions.find((one) => one.localParameters.some((local) => local.metaId === key.name));
}
