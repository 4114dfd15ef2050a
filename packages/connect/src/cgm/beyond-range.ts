/** What stands in a cell instead of a number where glucose was beyond the sensor's range. */
export interface BeyondRange {
  readonly censored: "below" | "above";
  /** The bound in the column's own unit, where the cell names it; else null. */
  readonly bound: number | null;
}

const words = /^(lo|low|below range|hi|high|above range)$/i;
const bounded = /^([<>])\s*(\d+(?:[.,]\d+)?)$/;

/**
 * Ends of the range that every sensor reads, mg/dL: above 400 some go on to 500, so that a HIGH of an unnamed sensor is
 * only known to be above 400 (labelled ranges of Dexcom, Medtronic and Libre).
 */
export const everySensor = { below: 40, above: 400 } as const;

/** LOW, HIGH, "<40", ">400" and the like; null for anything else. */
export function beyondRange(text: string): BeyondRange | null {
  const word = words.exec(text)?.[1]?.toLowerCase();
  if (word !== undefined) return { censored: /^(lo|below)/.test(word) ? "below" : "above", bound: null };
  const [, sign, bound] = bounded.exec(text) ?? [];
  if (bound === undefined) return null;
  return { censored: sign === "<" ? "below" : "above", bound: Number(bound.replace(",", ".")) };
}
