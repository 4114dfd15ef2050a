import { failure } from "../../errors/registry.ts";
import type { ElementReference, SbmlDocument, SbmlModel, Submodel } from "../sbml-model.ts";
import { type ElementKey, nameSeparator } from "./remove.ts";

/** Gives the document that an external model definition names. Throws where there is none. */
export type LoadDocument = (source: string, from: string) => SbmlDocument;

/** A model where it was written: references in it are looked up in its own document. */
export interface Placed {
  readonly document: SbmlDocument;
  readonly model: SbmlModel;
}

const deepestNesting = 32;

/** The model that a submodel is an instance of, here or in another file. Throws HS1503. */
export function definitionOf(at: Placed, submodel: Submodel, load: LoadDocument): Placed {
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
export function resolve(reference: ElementReference, at: Placed, load: LoadDocument): ElementKey {
  if (reference.by === "port") {
    const port = at.model.ports.find((one) => one.id === reference.name);
    if (port === undefined) throw lost(reference, at.document.source);
    return resolve(append(port.target, reference.inner), at, load);
  }
  const submodel = at.model.submodels.find((one) => isNamed(one, reference));
  if (reference.inner === null) {
    if (submodel !== undefined) return { by: "submodel", name: submodel.id ?? "" };
    return { by: reference.by, name: reference.name };
  }
  if (submodel === undefined) throw lost(reference, at.document.source);
  return prefixedKey(submodel.id ?? "", resolve(reference.inner, definitionOf(at, submodel, load), load));
}

function isNamed(submodel: Submodel, { by, name }: ElementReference): boolean {
  if (by === "unit") return false;
  return (by === "id" ? submodel.id : submodel.metaId) === name;
}

function append(reference: ElementReference, inner: ElementReference | null): ElementReference {
  if (inner === null) return reference;
  return { ...reference, inner: reference.inner === null ? inner : append(reference.inner, inner) };
}

export function prefixedName(part: string, id: string): string {
  return `${part}${nameSeparator}${id}`;
}

export function prefixedKey(part: string, key: ElementKey): ElementKey {
  return { by: key.by, name: prefixedName(part, key.name) };
}

export function lost(reference: ElementReference, source: string) {
  return unknown(`the reference to ${reference.by} '${reference.name}' leads nowhere`, source);
}

function unknown(problem: string, source: string) {
  const rule = "References of the comp package lead to an element of the submodel.";
  return failure("HS1503", { element: "submodel", problem, rule }, { source });
}
