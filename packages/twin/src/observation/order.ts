import type { Observation } from "./observation.ts";

/** The order of a log: when it held, then when it was received, then its key. The same for every arrival order. */
export function compareObservations(a: Observation, b: Observation): number {
  return a.start - b.start || a.received - b.received || compareText(a.key, b.key);
}

/** Order of code units: never depends on a locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
