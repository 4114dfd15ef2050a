import { type GlucoseUnit, mgdlPerMmoll } from "./units.ts";

/** Words that carry glucose in mg/dL ("below 70 mg/dL"), in the reader's unit. */
export const inGlucoseUnit = (text: string, unit: GlucoseUnit): string =>
  unit === "mg/dL"
    ? text
    : text
        .replaceAll(/(\d+(?:\.\d+)?)(?:([–-])(\d+(?:\.\d+)?))? mg\/dL/g, (_, low, dash, high) =>
          high === undefined ? `${converted(low)} mmol/L` : `${converted(low)}${dash}${converted(high)} mmol/L`,
        );

const converted = (text: string): string => (Number(text) / mgdlPerMmoll).toFixed(1);
