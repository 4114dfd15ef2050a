import { failure } from "@homeostat/engine";
import type {
  ElementReference,
  Replacement,
  SbmlDocument,
  SbmlElement,
  SbmlModel,
  Submodel,
} from "../sbml-model.ts";
import { convertTime } from "./convert-time.ts";
import { allElements, type ElementKey, idOf, reactionOfLocal, removeElement } from "./remove.ts";
import { type NewName, renameModel } from "./rename.ts";

/** Gives the document that an external model definition names. Throws where there is none. */
export type LoadDocument = (source: string, from: string) => SbmlDocument;

const deepestNesting = 32;

/**
 * Makes one model of a model and its submodels (SBML Level 3 comp, version 1 release 3, section 3): submodels are
 * put in with `submodel__` before each name, deletions taken out, replaced elements merged.
 * Throws HS1503 for a reference that leads nowhere, HS1502 for models that contain themselves.
 */
export function flatten(document: SbmlDocument, load: LoadDocument): SbmlModel {
  return flattenModel({ document, model: document.model }, load, 0).model;
}

/** A model where it was written: references in it are looked up in its own document. */
interface Placed {
  readonly document: SbmlDocument;
  readonly model: SbmlModel;
}

/** A flattened model, and what elements are called now that gave their name away. */
interface Flat {
  readonly model: SbmlModel;
  readonly aliases: Map<string, string>;
}

function flattenModel(at: Placed, load: LoadDocument, depth: number): Flat {
  const { source } = at.document;
  if (depth > deepestNesting) {
    throw failure(
      "HS1502",
      { what: "nested submodels", limit: deepestNesting },
      { source, line: at.model.line },
    );
  }
  let parent: SbmlModel = { ...at.model, submodels: [], ports: [] };
  const parts = new Map<string, Flat>();
  for (const submodel of at.model.submodels) {
    const definition = definitionOf(at, submodel, load);
    parts.set(
      submodel.id ?? "",
      instantiate(submodel, definition, flattenModel(definition, load, depth + 1), load),
    );
  }
  const keyOf = (reference: ElementReference): { part: string; key: ElementKey } => {
    const part = reference.submodel ?? "";
    const submodel = at.model.submodels.find((one) => one.id === part);
    if (submodel === undefined) throw lost(reference, source);
    const key = resolve({ ...reference, submodel: null }, definitionOf(at, submodel, load), load);
    return { part, key: current(prefixedKey(part, key), parts.get(part)) };
  };
  for (const element of allElements(at.model)) {
    for (const replacement of element.replaces) replace(element, replacement, parts, keyOf);
    if (element.replacedBy !== null) parent = giveWay(parent, element, keyOf(element.replacedBy), parts);
  }
  const flat = at.model.submodels.flatMap(({ id, timeConversionFactor, extentConversionFactor }) => {
    const part = parts.get(id ?? "");
    return part === undefined
      ? []
      : [{ ...part, model: convertTime(part.model, timeConversionFactor, extentConversionFactor) }];
  });
  return {
    model: flat.map((one) => one.model).reduce(merge, parent),
    aliases: new Map(flat.flatMap((one) => [...one.aliases])),
  };
}

/** What the element is called by now. */
function current(key: ElementKey, part: Flat | undefined): ElementKey {
  const name = key.by === "id" ? part?.aliases.get(key.name) : undefined;
  return name === undefined ? key : { by: "id", name };
}

function instantiate(
  submodel: Submodel,
  definition: Placed,
  { model: flat, aliases }: Flat,
  load: LoadDocument,
): Flat {
  const part = submodel.id ?? "";
  const prefixed = renameModel(flat, {
    id: (id) => ({ name: prefixedName(part, id), factor: null }),
    unit: (id) => (flat.units.some((one) => one.id === id) ? prefixedName(part, id) : id),
    metaId: (id) => prefixedName(part, id),
    locals: "renamed",
  });
  const renamed = new Map(
    [...aliases].map(([from, to]) => [prefixedName(part, from), prefixedName(part, to)]),
  );
  const kept = submodel.deletions.reduce((model, deletion) => {
    const key = prefixedKey(part, resolve(deletion.target, definition, load));
    return removeElement(model, current(key, { model, aliases: renamed }));
  }, prefixed);
  return { model: kept, aliases: renamed };
}

/** The replaced element leaves; whatever named it names the element that stands for it. */
function replace(
  element: SbmlElement,
  replacement: Replacement,
  parts: Map<string, Flat>,
  keyOf: (reference: ElementReference) => { part: string; key: ElementKey },
): void {
  if (replacement.target === null) return;
  const { part, key } = keyOf(replacement.target);
  const flat = parts.get(part);
  if (flat === undefined) return;
  const old = idOf(flat.model, key);
  const local = reactionOfLocal(flat.model, key);
  const without = removeElement(flat.model, key);
  if (element.id === null || old === null) {
    parts.set(part, { ...flat, model: without });
    return;
  }
  const to = { name: element.id, factor: replacement.conversionFactor };
  const renamed = renameOne(without, key.by === "unit", old, to);
  const model = local === undefined ? renamed : withReactionOf(without, renamed, local.id);
  parts.set(part, { model, aliases: withAlias(flat.aliases, old, element.id) });
}

/** A local parameter is named in its own kinetic law only. */
function withReactionOf(model: SbmlModel, renamed: SbmlModel, reaction: string | null): SbmlModel {
  const own = renamed.reactions.find((one) => one.id === reaction);
  return { ...model, reactions: model.reactions.map((one) => (one.id === reaction && own ? own : one)) };
}

function withAlias(aliases: ReadonlyMap<string, string>, old: string, next: string): Map<string, string> {
  const moved = [...aliases].map(([from, to]) => [from, to === old ? next : to] as const);
  return new Map([...moved, [old, next]]);
}

/** The parent's element leaves; the submodel's takes its name. */
function giveWay(
  parent: SbmlModel,
  element: SbmlElement,
  { part, key }: { part: string; key: ElementKey },
  parts: Map<string, Flat>,
): SbmlModel {
  const flat = parts.get(part);
  const own: ElementKey | null =
    element.id !== null
      ? { by: key.by === "unit" ? "unit" : "id", name: element.id }
      : element.metaId !== null
        ? { by: "metaId", name: element.metaId }
        : null;
  const old = flat === undefined ? null : idOf(flat.model, key);
  if (flat !== undefined && old !== null && element.id !== null) {
    const named = { name: element.id, factor: null };
    const model = renameOne(flat.model, key.by === "unit", old, named);
    parts.set(part, { model, aliases: withAlias(flat.aliases, old, element.id) });
  }
  return own === null ? parent : removeElement(parent, own);
}

function renameOne(model: SbmlModel, isUnit: boolean, old: string | null, to: NewName): SbmlModel {
  return renameModel(model, {
    id: (id) => (!isUnit && id === old ? to : { name: id, factor: null }),
    unit: (id) => (isUnit && id === old ? to.name : id),
    metaId: (id) => id,
    locals: "hide",
  });
}

function definitionOf(at: Placed, submodel: Submodel, load: LoadDocument): Placed {
  return lookUp(at.document, submodel.model, load, 0);
}

function lookUp(document: SbmlDocument, name: string, load: LoadDocument, depth: number): Placed {
  const own = document.definitions.get(name);
  if (own !== undefined) return { document, model: own };
  const external = document.externals.get(name);
  if (external === undefined || depth > deepestNesting) {
    if (document.model.id === name) return { document, model: document.model };
    throw unknown(`there is no model '${name}'`, document.source);
  }
  const other = load(external.source, document.source);
  return external.model === null
    ? { document: other, model: other.model }
    : lookUp(other, external.model, load, depth + 1);
}

/** Follows ports and inner references down to one element of the flattened definition. */
function resolve(reference: ElementReference, at: Placed, load: LoadDocument): ElementKey {
  if (reference.by === "port") {
    const port = at.model.ports.find((one) => one.id === reference.name);
    if (port === undefined) throw lost(reference, at.document.source);
    return resolve(append(port.target, reference.inner), at, load);
  }
  if (reference.inner === null) return { by: reference.by, name: reference.name };
  const submodel = at.model.submodels.find(
    (one) => one.id === reference.name || one.metaId === reference.name,
  );
  if (submodel === undefined) throw lost(reference, at.document.source);
  return prefixedKey(submodel.id ?? "", resolve(reference.inner, definitionOf(at, submodel, load), load));
}

function append(reference: ElementReference, inner: ElementReference | null): ElementReference {
  if (inner === null) return reference;
  return { ...reference, inner: reference.inner === null ? inner : append(reference.inner, inner) };
}

function merge(parent: SbmlModel, part: SbmlModel): SbmlModel {
  return {
    ...parent,
    functions: [...parent.functions, ...part.functions],
    units: [...parent.units, ...part.units],
    compartments: [...parent.compartments, ...part.compartments],
    species: [...parent.species, ...inheritConversion(part)],
    parameters: [...parent.parameters, ...part.parameters],
    initialAssignments: [...parent.initialAssignments, ...part.initialAssignments],
    rules: [...parent.rules, ...part.rules],
    reactions: [...parent.reactions, ...part.reactions],
    events: [...parent.events, ...part.events],
  };
}

/** A model's own conversion factor goes with its species. */
function inheritConversion(part: SbmlModel): SbmlModel["species"] {
  return part.species.map((one) => ({
    ...one,
    conversionFactor: one.conversionFactor ?? part.conversionFactor,
  }));
}

function prefixedName(part: string, id: string): string {
  return `${part}__${id}`;
}

function prefixedKey(part: string, key: ElementKey): ElementKey {
  return { by: key.by, name: prefixedName(part, key.name) };
}

function lost(reference: ElementReference, source: string) {
  return unknown(`the reference to ${reference.by} '${reference.name}' leads nowhere`, source);
}

function unknown(problem: string, source: string) {
  const rule = "References of the comp package lead to an element of the submodel.";
  return failure("HS1503", { element: "submodel", problem, rule }, { source });
}
