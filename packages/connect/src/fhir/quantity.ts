import { type AsReceived, type Code, doubt, type Quality, type QuantityValue } from "@homeostat/twin";
import { failure } from "../errors/registry.ts";
import { type JsonObject, numberAt, textAt } from "../json/json.ts";
import { type Measurement, measurementOf } from "../terminology/measurement.ts";
import { converter, isUcum } from "../units/ucum.ts";

/** A value as it is kept, as it came, and what is doubtful about it. */
export interface Valued {
  readonly value: QuantityValue;
  readonly asReceived: AsReceived;
  readonly doubt: Quality | null;
}

const UCUM = "http://unitsofmeasure.org";

/** The UCUM unit of a Quantity: its code, or its words where these are UCUM to the letter. */
function unitOf(quantity: JsonObject, what: string, path: string): string {
  const [system, code, unit] = ["system", "code", "unit"].map((name) => textAt(quantity, name));
  const named = code ?? unit;
  if (named === undefined) throw failure("HS4010", { path: `${path}.code` }, { path: `${path}.code` });
  const readable = (system === undefined || system === UCUM) && isUcum(named);
  if (readable) return named;
  const foreign = system === undefined || system === UCUM ? named : `${named} (${system})`;
  throw failure(
    "HS4008",
    { unit: foreign, what },
    { path: `${path}.${code === undefined ? "unit" : "code"}` },
  );
}

/** The value in the unit that its code is kept in, and within what is possible. @throws HS4009, HS4011 */
export function canonical(value: number, unit: string, what: Measurement, path: string): QuantityValue {
  const target = what.unit ?? unit;
  const convert = converter(unit, target, what.molarMass ?? undefined);
  if (!convert)
    throw failure("HS4009", { what: what.title, unit, canonical: target }, { path: `${path}.code` });
  const converted = convert(value);
  const [low, high] = what.limits ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  if (converted >= low && converted <= high) return { kind: "quantity", value: converted, unit: target };
  const details = { what: what.title, value: converted, unit: target, low, high };
  throw failure("HS4011", details, { path: `${path}.value` });
}

/** Filtration per body surface and filtration have the same dimension; UCUM sees no difference. */
function lacksSurface(unit: string, target: string): boolean {
  return target.includes("1.73") && !unit.includes("1.73");
}

function doubtOf(quantity: JsonObject, unit: string, target: string, what: string): Quality | null {
  const comparator = textAt(quantity, "comparator");
  if (comparator !== undefined)
    return doubt(failure("HS4032", { comparator }), comparator.startsWith("<") ? "below" : "above");
  return lacksSurface(unit, target) ? doubt(failure("HS4034", { unit, what })) : null;
}

/** FHIR Quantity → value in the canonical unit of its code. @throws HS4001, HS4008, HS4009, HS4010, HS4011 */
export function readQuantity(quantity: JsonObject, code: Code, path: string): Valued {
  const what = measurementOf(code);
  const number = numberAt(quantity, "value");
  if (number === undefined) throw failure("HS4001", { path: `${path}.value` }, { path: `${path}.value` });
  const unit = unitOf(quantity, what.title, path);
  const value = canonical(number, unit, what, path);
  return {
    value,
    asReceived: { value: number, unit },
    doubt: doubtOf(quantity, unit, value.unit, what.title),
  };
}
