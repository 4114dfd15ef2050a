import type { ElementReference, Replacement, SbmlElement, SbmlModel } from "../sbml-model.ts";
import { type FlatPart, renameOne, withAlias } from "./flat-part.ts";
import { prefixedName } from "./references.ts";
import { type ElementKey, idOf, nameSeparator, reactionOfLocal, removeElement } from "./remove.ts";
import { renameModel } from "./rename.ts";

/** Finds the submodel's part, and the element in it, that a reference of the parent leads to. */
export type FindElement = (reference: ElementReference) => {
  readonly part: string;
  readonly key: ElementKey;
};

/** The replaced element leaves; whatever named it names the element that stands for it (comp section 3.6). */
export function replace(
  element: SbmlElement,
  replacement: Replacement,
  parts: Map<string, FlatPart>,
  find: FindElement,
): void {
  if (replacement.target === null) return;
  const { part, key } = find(replacement.target);
  const flat = parts.get(part);
  if (flat === undefined) return;
  const without = removeElement(flat.model, key);
  if (key.by === "submodel") {
    parts.set(part, { ...flat, model: renamedSubmodel(without, key.name, element.id ?? "") });
    return;
  }
  const old = idOf(flat.model, key);
  if (element.id === null || old === null) {
    parts.set(part, { ...flat, model: without });
    return;
  }
  const to = { name: element.id, factor: replacement.conversionFactor };
  const local = reactionOfLocal(flat.model, key);
  const renamed = renameOne(without, key.by === "unit", old, to);
  const model = local === undefined ? renamed : withReactionOf(without, renamed, local.id);
  parts.set(part, { model, aliases: withAlias(flat.aliases, old, element.id) });
}

/** A local parameter is named in its own kinetic law only. */
function withReactionOf(model: SbmlModel, renamed: SbmlModel, reaction: string | null): SbmlModel {
  const own = renamed.reactions.find((one) => one.id === reaction);
  return { ...model, reactions: model.reactions.map((one) => (one.id === reaction && own ? own : one)) };
}

/** Whatever named an element of the replaced submodel names the one of the same name in its stead. */
function renamedSubmodel(model: SbmlModel, old: string, next: string): SbmlModel {
  const prefix = `${old}${nameSeparator}`;
  const moved = (id: string) => (id.startsWith(prefix) ? prefixedName(next, id.slice(prefix.length)) : id);
  return renameModel(model, {
    id: (id) => ({ name: moved(id), factor: null }),
    unit: moved,
    metaId: (id) => id,
    locals: "hide",
  });
}

/** The parent's element leaves; the submodel's takes its name (comp section 3.6.4). */
export function giveWay(
  parent: SbmlModel,
  element: SbmlElement,
  { part, key }: ReturnType<FindElement>,
  parts: Map<string, FlatPart>,
): SbmlModel {
  const flat = parts.get(part);
  const old = flat === undefined ? null : idOf(flat.model, key);
  if (flat !== undefined && old !== null && element.id !== null) {
    const named = { name: element.id, factor: null };
    const model = renameOne(flat.model, key.by === "unit", old, named);
    parts.set(part, { model, aliases: withAlias(flat.aliases, old, element.id) });
  }
  if (element.id === null) return removeElement(parent, { by: "metaId", name: element.metaId });
  return removeElement(parent, { by: key.by === "unit" ? "unit" : "id", name: element.id });
}
