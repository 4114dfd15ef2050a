import { failure } from "../errors/registry.ts";
import { type JsonObject, objectAt, objectsAt, textAt } from "../json/json.ts";
import type { Resource } from "./resource.ts";

/** What the first pass over all files found out, so that a record may refer to one that stands later. */
export interface RecordIndex {
  /** `Type/id` of the entry with this fullUrl in the same file, or undefined. */
  readonly nameOf: (fullUrl: string, file: string) => string | undefined;
  /** Whether a Patient with this id was refused. */
  readonly isRefused: (patientId: string) => boolean;
  /** A Medication by its `Type/id`. */
  readonly medication: (name: string) => JsonObject | undefined;
}

const literal = /(?:^|\/)([A-Za-z]+\/[\w.~-]{1,128})(?:\/_history\/[^/]+)?$/;

/** `Type/id` that a reference means: by fullUrl of the same file, else by the literal at its end. */
function nameMeant(reference: string, file: string, index: RecordIndex): string | undefined {
  const named = index.nameOf(reference, file);
  if (named !== undefined || reference.startsWith("urn:")) return named;
  return literal.exec(reference)?.[1];
}

/**
 * The id of the person that a record is about.
 * @throws HS4001 without a reference, HS4015 where it leads nowhere, HS4016 where not to a Patient, HS4017 where to one
 * who was refused.
 */
export function personOf(resource: Resource, path: string, file: string, index: RecordIndex): string {
  const holder = objectAt(resource, path);
  const reference = holder && textAt(holder, "reference");
  if (reference === undefined) throw failure("HS4001", { path: `${path}.reference` }, { path });
  const [type, id] = nameMeant(reference, file, index)?.split("/") ?? [];
  if (type === undefined || id === undefined) throw failure("HS4015", { path, reference }, { path });
  if (type !== "Patient") throw failure("HS4016", { path, reference }, { path });
  if (index.isRefused(id)) throw failure("HS4017", { path, subject: id }, { path });
  return id;
}

/** The code of a Medication that is contained, in the same bundle, or in another file. */
export function medicationConcept(
  resource: Resource,
  file: string,
  index: RecordIndex,
): JsonObject | undefined {
  const own = objectAt(resource, "medicationCodeableConcept");
  if (own) return own;
  const holder = objectAt(resource, "medicationReference");
  const reference = holder && textAt(holder, "reference");
  if (reference === undefined) return undefined;
  if (reference.startsWith("#")) return containedMedication(resource, reference.slice(1));
  const name = nameMeant(reference, file, index);
  return (name === undefined ? undefined : index.medication(name)) ?? displayed(holder);
}

function containedMedication(resource: Resource, id: string): JsonObject | undefined {
  const found = objectsAt(resource, "contained").find((inner) => inner.id === id);
  return found && objectAt(found, "code");
}

function displayed(holder: JsonObject | undefined): JsonObject | undefined {
  const display = holder && textAt(holder, "display");
  return display === undefined ? undefined : { text: display };
}
