import { HomeostatError } from "@homeostat/engine";
import type { LoadDocument } from "../../src/sbml/flatten/references.ts";
import { readSbml } from "../../src/sbml/read-sbml.ts";
import { readSettings } from "../../src/sbml/settings.ts";
import { simulateSbml } from "../../src/sbml/simulate-sbml.ts";

/** One case of the SBML semantic test suite, as text. */
export interface SuiteCase {
  readonly id: string;
  readonly model: string;
  readonly settings: string;
  readonly results: string;
  readonly load: LoadDocument;
}

export interface SuiteVerdict {
  /** The largest |a − r| / (absolute + relative·|r|); passes at 1 or less. Infinite where there was no result. */
  readonly worst: number;
  readonly where: string;
}

/** Simulates a case and compares it with its expected results under its own tolerances. */
export function runCase(given: SuiteCase): SuiteVerdict {
  try {
    const settings = readSettings(given.settings, given.id);
    const solution = simulateSbml(readSbml(given.model, given.id), settings, given.load);
    const [header = [], ...rows] = given.results
      .trim()
      .split(/\r?\n/)
      .map((line) => line.split(",").map((cell) => cell.trim()));
    let verdict: SuiteVerdict = { worst: 0, where: "" };
    for (const [column, name] of header.entries()) {
      const output = settings.variables.findIndex((one) => one.name === name);
      if (column === 0 || output < 0) continue;
      rows.forEach((row, i) => {
        const actual = solution.outputs[output]?.[i] ?? Number.NaN;
        const share = missed(actual, expectedNumber(row[column] ?? ""), settings);
        if (share > verdict.worst)
          verdict = { worst: share, where: `${name} at ${row[0]}: ${actual} for ${row[column]}` };
      });
    }
    return verdict;
  } catch (error) {
    if (!(error instanceof HomeostatError)) throw error;
    return { worst: Number.POSITIVE_INFINITY, where: `${error.code} ${error.message}` };
  }
}

function missed(actual: number, expected: number, tolerance: { absolute: number; relative: number }): number {
  if (Object.is(actual, expected)) return 0;
  const share = Math.abs(actual - expected) / (tolerance.absolute + tolerance.relative * Math.abs(expected));
  return Number.isNaN(share) ? Number.POSITIVE_INFINITY : share;
}

function expectedNumber(text: string): number {
  return Number(text.replace(/^\+?inf$/i, "Infinity").replace(/^-inf$/i, "-Infinity"));
}
