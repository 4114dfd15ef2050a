import { worthAsking } from "@homeostat/engine/infer";
import type { Telling } from "./what-tells.ts";

/**
 * What would tell a parameter, as a sentence for its row.
 * @param by most telling first, as `whatTells` gives them
 */
export function tellingWords(by: readonly Telling[]): string {
  const best = simplest(by);
  if (best === null) return "Nothing that was tried: neither a further measurement nor another occasion.";
  const { occasion, measurement, share } = best;
  const what =
    measurement === null ? occasion : `${measurement.title} ${moment(measurement.minutes)} ${occasion}`;
  return `${what[0]!.toUpperCase()}${what.slice(1)}: ${Math.round(100 * share)} % less variance than by the sensor alone.`;
}

/** Of what tells nearly as much as the most telling, what asks least of the person. */
function simplest(by: readonly Telling[]): Telling | null {
  const most = by[0]?.share ?? 0;
  if (most < worthAsking) return null;
  const enough = by.filter(({ share }) => share >= nearly * most);
  return enough.reduce((best, one) => (one.effort < best.effort ? one : best));
}

const nearly = 0.9;

const moment = (minutes: number) => (minutes === 0 ? "just before" : `${minutes} min into`);
