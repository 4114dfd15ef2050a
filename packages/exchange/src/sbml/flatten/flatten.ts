import { failure } from "../../errors/registry.ts";
import type { ElementReference, SbmlDocument, SbmlModel, Submodel } from "../sbml-model.ts";
import { convertTime } from "./convert-time.ts";
import { current, type FlatPart } from "./flat-part.ts";
import {
  definitionOf,
  type LoadDocument,
  lost,
  type Placed,
  prefixedKey,
  prefixedName,
  resolve,
} from "./references.ts";
import { allElements, removeElement } from "./remove.ts";
import { renameModel } from "./rename.ts";
import { type FindElement, giveWay, replace } from "./replace.ts";

const deepestNesting = 32;
const mostElements = 2_000_000;

interface Work {
  readonly load: LoadDocument;
  elements: number;
}

/**
 * Makes one model of a model and its submodels (SBML Level 3 comp, version 1 release 3, section 3): submodels are
 * put in with `submodel__` before each name, deletions taken out, replaced elements merged.
 * Throws HS1503 for a reference that leads nowhere, HS1502 for models that contain themselves.
 */
export function flatten(document: SbmlDocument, load: LoadDocument): SbmlModel {
  const work = { load: once(load), elements: 0 };
  return flattenModel({ document, model: document.model }, work, 0).model;
}

/** Each file is read once, however often it is named. */
function once(load: LoadDocument): LoadDocument {
  const known = new Map<string, SbmlDocument>();
  return (source, from) => {
    const key = JSON.stringify([source, from]);
    const document = known.get(key) ?? load(source, from);
    known.set(key, document);
    return document;
  };
}

function flattenModel(at: Placed, work: Work, depth: number): FlatPart {
  const { source } = at.document;
  const place = { source, line: at.model.line };
  if (depth > deepestNesting)
    throw failure("HS1502", { what: "nested submodels", limit: deepestNesting }, place);
  const parts = new Map(
    at.model.submodels.map((one) => [
      one.id ?? "",
      instantiate(one, definitionOf(at, one, work.load), work, depth),
    ]),
  );
  const find: FindElement = (reference) => findIn(at, parts, reference, work.load);
  let parent = withoutSubmodels(at.model);
  const elements = allElements(at.model);
  for (const element of elements) {
    for (const replacement of element.replaces) replace(element, replacement, parts, find);
    if (element.replacedBy !== null) parent = giveWay(parent, element, find(element.replacedBy), parts);
  }
  const flat = joined(parent, at.model.submodels, parts);
  work.elements += 1 + allElements(flat.model).length;
  if (work.elements > mostElements)
    throw failure("HS1502", { what: "elements of submodels", limit: mostElements }, place);
  return flat;
}

/** A model's own conversion factor goes with its species, and with those of no submodel. */
function withoutSubmodels(model: SbmlModel): SbmlModel {
  const species = model.species.map((one) => ({
    ...one,
    conversionFactor: one.conversionFactor ?? model.conversionFactor,
  }));
  return { ...model, species, conversionFactor: null, submodels: [], ports: [] };
}

/** The submodel as it stands in its parent: prefixed, without what is deleted. */
function instantiate(submodel: Submodel, definition: Placed, work: Work, depth: number): FlatPart {
  const { model, aliases } = flattenModel(definition, work, depth + 1);
  const part = submodel.id ?? "";
  const prefixed = renameModel(model, {
    id: (id) => ({ name: prefixedName(part, id), factor: null }),
    unit: (id) => (model.units.some((one) => one.id === id) ? prefixedName(part, id) : id),
    metaId: (id) => prefixedName(part, id),
    locals: "renamed",
  });
  const renamed = new Map(
    [...aliases].map(([from, to]) => [prefixedName(part, from), prefixedName(part, to)]),
  );
  const kept = submodel.deletions.reduce((rest, { target }) => {
    const key = prefixedKey(part, resolve(target, definition, work.load));
    return removeElement(rest, current(key, { model: rest, aliases: renamed }));
  }, prefixed);
  return { model: kept, aliases: renamed };
}

function findIn(
  at: Placed,
  parts: ReadonlyMap<string, FlatPart>,
  reference: ElementReference,
  load: LoadDocument,
): ReturnType<FindElement> {
  const part = reference.submodel ?? "";
  const submodel = at.model.submodels.find((one) => one.id === part);
  if (submodel === undefined) throw lost(reference, at.document.source);
  const key = resolve({ ...reference, submodel: null }, definitionOf(at, submodel, load), load);
  return { part, key: current(prefixedKey(part, key), parts.get(part)) };
}

/** The parent and its parts, each on the parent's clock, as one model. */
function joined(
  parent: SbmlModel,
  submodels: readonly Submodel[],
  parts: ReadonlyMap<string, FlatPart>,
): FlatPart {
  const flat = submodels.flatMap(({ id, timeConversionFactor, extentConversionFactor }) => {
    const part = parts.get(id ?? "");
    if (part === undefined) return [];
    return [{ ...part, model: convertTime(part.model, timeConversionFactor, extentConversionFactor) }];
  });
  const all = [parent, ...flat.map((one) => one.model)];
  return {
    model: {
      ...parent,
      functions: all.flatMap((one) => one.functions),
      units: all.flatMap((one) => one.units),
      compartments: all.flatMap((one) => one.compartments),
      species: all.flatMap((one) => one.species),
      parameters: all.flatMap((one) => one.parameters),
      initialAssignments: all.flatMap((one) => one.initialAssignments),
      rules: all.flatMap((one) => one.rules),
      reactions: all.flatMap((one) => one.reactions),
      events: all.flatMap((one) => one.events),
    },
    aliases: new Map(flat.flatMap((one) => [...one.aliases])),
  };
}
