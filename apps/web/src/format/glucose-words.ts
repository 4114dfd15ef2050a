import { type GlucoseUnit, mgdlPerMmoll } from "./units.ts";

/** A sentence of the server as this reader wants it: in their unit, and never broken before a per cent sign. */
export const said = (text: string, unit: GlucoseUnit): string =>
  inGlucoseUnit(text, unit).replaceAll(" %", "\u00a0%");

/** Words that carry glucose in mg/dL ("below 70 mg/dL"), in the reader's unit. */
export const inGlucoseUnit = (text: string, unit: GlucoseUnit): string =>
  unit === "mg/dL"
    ? text
    : text.replaceAll(/(\d+(?:\.\d+)?)(?:([–-])(\d+(?:\.\d+)?))? mg\/dL/g, (_, low, dash, high) =>
        high === undefined ? `${converted(low)} mmol/L` : `${converted(low)}${dash}${converted(high)} mmol/L`,
      );

const converted = (text: string): string => (Number(text) / mgdlPerMmoll).toFixed(1);
