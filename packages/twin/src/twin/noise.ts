import { drawNormal, randomStream } from "@homeostat/engine";

/** What random numbers are for: streams of different purposes never share any. */
export type Purpose = "prior" | "birth" | "wander" | "drift" | "doubt" | "reading" | "gain" | "new sensor";

/** Slots before the birth have negative numbers; streams are counted from nought. */
const offset = 2 ** 40;

/**
 * Standard normal numbers that belong to one twin, one purpose and one place (a slot, an input): the same whenever and
 * in whatever order they are asked for, so that a replay, a forecast and a what-if meet the same chance.
 */
export function normals(seed: number, purpose: Purpose, place: number, count: number): Float64Array {
  const stream = randomStream({ seed, purpose: `twin ${purpose}`, member: offset + place });
  const out = new Float64Array(count);
  for (let i = 0; i < count; i++) out[i] = drawNormal(stream);
  return out;
}

/** The same with exactly mean 0 and variance 1, for what few members must not bend by their chance. */
export function centredNormals(seed: number, purpose: Purpose, place: number, count: number): Float64Array {
  const drawn = normals(seed, purpose, place, count);
  const mean = drawn.reduce((sum, one) => sum + one, 0) / count;
  const variance = drawn.reduce((sum, one) => sum + (one - mean) ** 2, 0) / count;
  return drawn.map((one) => (one - mean) / Math.sqrt(variance));
}
