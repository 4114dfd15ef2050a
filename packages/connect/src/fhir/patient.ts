import { failure } from "../errors/registry.ts";
import type { Person } from "../intake/intake.ts";
import { booleanAt, type JsonObject, objectsAt, textAt } from "../json/json.ts";
import { happened, readMoment } from "./date-time.ts";
import { type Identity, keyOf, type Resource } from "./resource.ts";
import type { Surroundings } from "./surroundings.ts";

const sexes = { female: "female", male: "male", other: "other", unknown: "unknown" } as const;

function fullName(name: JsonObject): string {
  const given = name.given;
  const parts = [...(Array.isArray(given) ? given : []), name.family];
  const joined = parts.filter((part) => typeof part === "string").join(" ");
  return joined || (textAt(name, "text") ?? "");
}

/** The official name, else the usual, else the first. */
function nameOf(resource: Resource): string | null {
  const names = objectsAt(resource, "name");
  const chosen = ["official", "usual"].map((use) => names.find((name) => name.use === use)).find(Boolean);
  const name = chosen ?? names[0];
  return (name && fullName(name)) || null;
}

function pastMoment(resource: Resource, element: string, now: number) {
  const text = textAt(resource, element);
  if (text === undefined) return null;
  const moment = readMoment(text, element);
  const instant = happened(moment, now);
  if (instant <= now) return { text, instant };
  throw failure(
    "HS4005",
    { path: element, value: text, now: new Date(now).toISOString() },
    { path: element },
  );
}

/** FHIR Patient → the person. */
export function mapPatient(resource: Resource, identity: Identity, { now, file }: Surroundings): Person {
  const died = pastMoment(resource, "deceasedDateTime", now);
  const gender = textAt(resource, "gender") as keyof typeof sexes | undefined;
  return {
    key: keyOf(identity),
    id: identity.id,
    name: nameOf(resource) ?? identity.name,
    sourceId: identity.id,
    sex: gender === undefined ? "unknown" : sexes[gender],
    birthDate: pastMoment(resource, "birthDate", now)?.text ?? null,
    deceased: died !== null || booleanAt(resource, "deceasedBoolean") === true,
    deceasedAt: died?.instant ?? null,
    source: file,
  };
}
