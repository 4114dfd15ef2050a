import { type Code, HOMEOSTAT, knownCode, knownCodes, LOINC } from "@homeostat/twin";
import { loinc, molarMasses } from "./loinc.ts";

/** What is known of a code: its words, the unit it is kept in, what is possible. */
export interface Measurement {
  readonly title: string;
  /** Null: any unit of UCUM, kept as it came. */
  readonly unit: string | null;
  readonly limits: readonly [number, number] | null;
  readonly molarMass: number | null;
}

/** The code systems whose codes are measurements here. */
export const measurementSystems: readonly string[] = [LOINC, HOMEOSTAT];

/** What is known of a code; a LOINC code that is on no list keeps its own unit and is titled by its number. */
export function measurementOf(code: Code): Measurement {
  const name = knownCode(code);
  if (name !== null) {
    const { title, unit } = knownCodes[name];
    return { title, unit, limits: null, molarMass: molarMasses.get(code.code) ?? null };
  }
  const listed = code.system === LOINC ? loinc.get(code.code) : undefined;
  return {
    title: listed?.title ?? code.code,
    unit: listed?.unit ?? null,
    limits: listed?.limits ?? null,
    molarMass: listed?.molarMass ?? null,
  };
}

/** The words of a code for a page, or null where it is on no list. */
export function titleOf(code: Code): string | null {
  const { title } = measurementOf(code);
  return title === code.code ? null : title;
}
