import { failure } from "../errors/registry.ts";

/** When output is wanted: every so often from the start, or at given times; else at the start and the end only. */
export interface OutputTimes {
  readonly from?: number;
  readonly to: number;
  readonly every?: number;
  readonly at?: readonly number[] | Float64Array;
}

/** The wanted times, ascending. @throws HS1306 for a span that runs backward, HS1308 for an impossible interval */
export function outputTimes({ from = 0, to, every, at }: OutputTimes): Float64Array {
  if (!(from <= to && Number.isFinite(from) && Number.isFinite(to))) throw failure("HS1306", { from, to });
  if (at !== undefined) return Float64Array.from(at);
  if (every === undefined) return from === to ? Float64Array.of(from) : Float64Array.of(from, to);
  const count = Math.floor((to - from) / every + 1e-9) + 1;
  if (!(every > 0 && count <= mostTimes)) throw failure("HS1308", { every, most: mostTimes });
  return Float64Array.from({ length: count }, (_, i) => Math.min(to, from + i * every));
}

const mostTimes = 10_000_000;
