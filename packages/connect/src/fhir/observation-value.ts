import type { AsReceived, Code, CodedValue, Quality, QuantityValue } from "@homeostat/twin";
import { failure } from "../errors/registry.ts";
import { booleanAt, type JsonObject, numberAt, objectAt, textAt } from "../json/json.ts";
import { measurementOf } from "../terminology/measurement.ts";
import { converter } from "../units/ucum.ts";
import { codingsOf, conceptAt, wordsOf } from "./coding.ts";
import { canonical, readQuantity } from "./quantity.ts";

export interface ReadValue {
  readonly value: QuantityValue | CodedValue;
  readonly asReceived: AsReceived;
  readonly doubt: Quality | null;
}

const coded = (text: string, code?: Code): ReadValue => ({
  value: { kind: "coded", text, ...(code ? { code } : {}) },
  asReceived: { value: text, unit: null },
  doubt: null,
});

type Reader = (holder: JsonObject, name: string, code: Code, path: string) => ReadValue | null;

const concept: Reader = (holder, name, _code, path) => {
  const found = conceptAt(holder, name);
  const words = wordsOf(found);
  if (!found || words === null) throw failure("HS4001", { path }, { path });
  return coded(words, codingsOf(found)[0]);
};

const text: Reader = (holder, name) => coded(textAt(holder, name) ?? "");
const truth: Reader = (holder, name) => coded(String(booleanAt(holder, name)));

/** An integer has no unit: it is a count, and refused for a code that is kept in a unit. */
const count: Reader = (holder, name, code, path) => {
  const what = measurementOf(code);
  const number = numberAt(holder, name) ?? Number.NaN;
  if (what.unit !== null && !converter("1", what.unit)) throw failure("HS4010", { path }, { path });
  return {
    value: canonical(number, "1", what, path),
    asReceived: { value: number, unit: null },
    doubt: null,
  };
};

const quantity: Reader = (holder, name, code, path) => {
  const found = objectAt(holder, name);
  return found ? readQuantity(found, code, path) : null;
};

const readers: ReadonlyMap<string, Reader> = new Map([
  ["valueQuantity", quantity],
  ["valueCodeableConcept", concept],
  ["valueString", text],
  ["valueBoolean", truth],
  ["valueInteger", count],
]);

/** The name of the value[x] that is there, or undefined. */
export function valueElement(holder: JsonObject): string | undefined {
  return Object.keys(holder).find((name) => /^value[A-Z]/.test(name) && (holder[name] ?? null) !== null);
}

/**
 * The value[x] of an Observation or component, or null where there is none.
 * @throws HS4012 for a kind of value that is not read, and what the readers throw.
 */
export function readValue(holder: JsonObject, code: Code, prefix: string): ReadValue | null {
  const name = valueElement(holder);
  if (name === undefined) return null;
  const path = `${prefix}${name}`;
  const read = readers.get(name);
  if (!read) throw failure("HS4012", { path }, { path });
  return read(holder, name, code, path);
}

/** Why there is no value, in the sender's words. */
export function absence(holder: JsonObject): string {
  return wordsOf(conceptAt(holder, "dataAbsentReason")) ?? "no reason given";
}
