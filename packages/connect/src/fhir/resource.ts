import { digestName, digestText } from "@homeostat/twin";
import { failure } from "../errors/registry.ts";
import { isObject, type JsonObject, objectAt, textAt } from "../json/json.ts";
import { resourceTypes } from "./resource-types.ts";

export interface Resource extends JsonObject {
  readonly resourceType: string;
}

/** How a record is known: its type and id, and the version that this copy of it is. */
export interface Identity {
  readonly type: string;
  readonly id: string;
  /** `Observation/123`. */
  readonly name: string;
  readonly version: string;
}

/** A JSON value as a FHIR R4 resource. @throws HS4003 where it is none. */
export function asResource(value: unknown): Resource {
  const type = isObject(value) ? value.resourceType : undefined;
  if (typeof type === "string" && resourceTypes.has(type)) return value as Resource;
  throw failure("HS4003", { type: typeof type === "string" ? type : "(none)" }, { path: "resourceType" });
}

/** @throws HS4020 for what is nested beyond what the language can walk through. */
function textOf(content: JsonObject): string {
  try {
    return JSON.stringify(content);
  } catch (error) {
    if (error instanceof RangeError) throw failure("HS4020", {}, {}, error);
    throw error;
  }
}

/** What a record says, without what its server adds: the same content has the same digest. */
function contentDigest(resource: Resource): string {
  const { meta: _meta, text: _text, ...content } = resource;
  return digestName(digestText(textOf(content)));
}

/** FHIR allows letters, digits, hyphen and point; the underscore and the length are what servers do beyond it. */
const idShape = /^[\w.-]{1,128}$/;

function checkedId(id: string | undefined, path: string): string | undefined {
  if (id === undefined || idShape.test(id)) return id;
  throw failure("HS4018", { path, expected: "an id of letters, digits, hyphens and points" }, { path });
}

/**
 * Type, id and version of a record. Without an id the bundle's fullUrl names it, without both its content does;
 * without meta.versionId the version is the digest of its content.
 */
export function identify(resource: Resource, fullUrl?: string): Identity {
  const digest = contentDigest(resource);
  const type = resource.resourceType;
  const named = textAt(resource, "id") ?? fullUrl?.replace(/^urn:(uuid|oid):|^.*\//, "");
  const id = checkedId(named, "id") ?? `~${digest}`;
  const meta = objectAt(resource, "meta");
  const version = checkedId(meta && textAt(meta, "versionId"), "meta.versionId") ?? `~${digest}`;
  return { type, id, name: `${type}/${id}`, version };
}

/** What the keys of all versions of a record begin with; ids hold neither `@` nor `#`. */
export const stemOf = (identity: Identity): string => `fhir:${identity.name}@`;

/** Idempotency: source + type/id + version + component. */
export const keyOf = (identity: Identity, component?: string): string =>
  `${stemOf(identity)}${identity.version}${component === undefined ? "" : `#${component}`}`;

/** The version before this one, where versions are counted. */
export function previous(identity: Identity): Identity | null {
  const count = /^\d+$/.test(identity.version) ? Number(identity.version) : 0;
  return count > 1 ? { ...identity, version: String(count - 1) } : null;
}
