import ucum from "@lhncbc/ucum-lhc";
import { isUnitText } from "./ucum-grammar.ts";

type Converter = (value: number) => number;

/** Loaded on first use: the tables of UCUM take tens of milliseconds. */
let loaded: ReturnType<typeof ucum.UcumLhcUtils.getInstance> | undefined;
const utils = () => {
  loaded ??= ucum.UcumLhcUtils.getInstance();
  return loaded;
};

function remembered<V>(make: (...words: readonly string[]) => V): (...words: readonly string[]) => V {
  const known = new Map<string, V>();
  return (...words) => {
    const key = words.join(" ");
    if (!known.has(key)) {
      if (known.size >= 10_000) known.clear();
      known.set(key, make(...words));
    }
    return known.get(key) as V;
  };
}

const withoutAnnotations = (unit: string): string => unit.replace(/\{[^}]*\}/g, "") || "1";

/**
 * International units have no dimension that UCUM converts, not even by prefix. Written as a base unit that no
 * measurement of a person uses, their prefixes convert and they still meet nothing but themselves.
 */
const internationalAsBase = (unit: string): string => unit.replace(/\[i?I?U\]/g, "cd");

/** The library looks units up in plain objects, where `constructor` and its like are found too. */
const namesNoObjectMember = (unit: string): boolean =>
  (unit.match(/\w+/g) ?? []).every((word) => !(word in Object.prototype));

/** Whether the text is a unit of UCUM (case-sensitive). */
export const isUcum = remembered(
  (unit = "") =>
    isUnitText(unit) && namesNoObjectMember(unit) && utils().validateUnitString(unit).status === "valid",
) as (unit: string) => boolean;

const isPureNumber = remembered((unit) => {
  const found = utils().getSpecifiedUnit(unit, "validate").unit;
  const dimensions = found?.dim_?.dimVec_ ?? [];
  return (
    found !== null &&
    found.moleExp_ === 0 &&
    !found.isSpecial_ &&
    dimensions.every((exponent) => exponent === 0)
  );
}) as (unit: string) => boolean;

/**
 * Pure numbers convert in UCUM whatever they count (a percentage of HbA1c and mmol/mol are both "1"), so between
 * them only the annotation may differ.
 */
function meetsAsNumber(from: string, to: string): boolean {
  return withoutAnnotations(from) === withoutAnnotations(to);
}

/** A straight line through two conversions; null where the unit is on a curved scale (pH, decibel). */
function asLine(convert: Converter): Converter | null {
  const offset = convert(0);
  const slope = offset === 0 ? convert(1) : convert(1) - offset;
  const wanted = convert(1000);
  const straight = Math.abs(offset + slope * 1000 - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted));
  return straight ? (value) => offset + slope * value : null;
}

const makeConverter = remembered((from = "", to = "", molarMass = ""): Converter | null => {
  if (from === to) return (value) => value;
  if (isPureNumber(from) && isPureNumber(to)) return meetsAsNumber(from, to) ? (value) => value : null;
  const options = molarMass === "" ? {} : { molecularWeight: Number(molarMass) };
  const [source, target] = [internationalAsBase(from), internationalAsBase(to)];
  const convert = (value: number) => utils().convertUnitTo(source, value, target, options).toVal;
  if (convert(1) === null) return null;
  const exact: Converter = (value) => convert(value) ?? Number.NaN;
  return asLine(exact) ?? exact;
});

/**
 * The conversion between two UCUM units, or null where they do not measure the same kind of quantity.
 * @param molarMass g/mol of the substance, which lets mass and amount of substance convert.
 */
export function converter(from: string, to: string, molarMass?: number): Converter | null {
  return makeConverter(from, to, molarMass === undefined ? "" : String(molarMass));
}
