import type { SbmlModel } from "../sbml-model.ts";
import type { ElementKey } from "./remove.ts";
import { type NewName, renameModel } from "./rename.ts";

/** A flattened submodel, and what elements are called now that gave their name away. */
export interface FlatPart {
  readonly model: SbmlModel;
  readonly aliases: ReadonlyMap<string, string>;
}

/** What the element is called by now. */
export function current(key: ElementKey, part: FlatPart | undefined): ElementKey {
  const name = key.by === "id" ? part?.aliases.get(key.name) : undefined;
  return name === undefined ? key : { by: "id", name };
}

export function withAlias(
  aliases: ReadonlyMap<string, string>,
  old: string,
  next: string,
): ReadonlyMap<string, string> {
  const moved = [...aliases].map(([from, to]) => [from, to === old ? next : to] as const);
  return new Map([...moved, [old, next]]);
}

/** Renames one element wherever it is named. */
export function renameOne(model: SbmlModel, isUnit: boolean, old: string, to: NewName): SbmlModel {
  return renameModel(model, {
    id: (id) => (!isUnit && id === old ? to : { name: id, factor: null }),
    unit: (id) => (isUnit && id === old ? to.name : id),
    metaId: (id) => id,
    locals: "hide",
  });
}
