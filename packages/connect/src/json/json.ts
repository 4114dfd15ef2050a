import { failure } from "../errors/registry.ts";

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json | undefined;
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function wrong(path: string, expected: string): never {
  throw failure("HS4018", { path, expected }, { path });
}

function typed<T>(is: (value: unknown) => value is T, expected: string) {
  return (holder: JsonObject, name: string): T | undefined => {
    const value = holder[name];
    if (value === undefined || value === null) return undefined;
    return is(value) ? value : wrong(name, expected);
  };
}

/** Readers of one element: undefined where it is absent, HS4018 where it has another JSON type. */
export const textAt = typed((value) => typeof value === "string", "a text");
export const numberAt = typed((value) => typeof value === "number", "a number");
export const booleanAt = typed((value) => typeof value === "boolean", "true or false");
export const objectAt = typed(isObject, "an object");

const EMPTY: readonly JsonObject[] = [];

/** The objects of a list; empty where it is absent. */
export function objectsAt(holder: JsonObject, name: string): readonly JsonObject[] {
  const value = holder[name];
  if (value === undefined || value === null) return EMPTY;
  if (!Array.isArray(value)) return wrong(name, "a list");
  return value.map((item, index) => (isObject(item) ? item : wrong(`${name}[${index}]`, "an object")));
}

/** Every text at a dotted path, through lists (but not lists of lists, which FHIR has not): `clinicalStatus.coding.code`. */
export function textsAlong(holder: Json | undefined, path: readonly string[]): readonly string[] {
  if (Array.isArray(holder))
    return holder.flatMap((item: Json) => (Array.isArray(item) ? [] : textsAlong(item, path)));
  const [name, ...rest] = path;
  if (name === undefined) return typeof holder === "string" ? [holder] : [];
  return isObject(holder) ? textsAlong(holder[name], rest) : [];
}
