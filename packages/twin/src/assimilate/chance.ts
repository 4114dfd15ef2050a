import type { Ensemble } from "@homeostat/engine/infer";
import { digestText } from "../observation/digest.ts";
import { centredNormals, normals } from "../twin/noise.ts";
import type { Prepared, Wander } from "../twin/prepare.ts";
import { priorCentres } from "../twin/prior.ts";
import type { TakenInput } from "../twin/twin.ts";

/** Disturbances and sensor errors of all members move on by one slot, or by several at once, to `slot`; in place. */
export function wander(
  prepared: Prepared,
  { x, size, weights }: Ensemble,
  seed: number,
  slot: number,
  count = 1,
): void {
  const { disturbed, erring, layout } = prepared;
  const steps = [...disturbed, ...erring].map((step) => (count === 1 ? step : many(step, count)));
  const columns = steps.map((_, i) =>
    i < disturbed.length ? layout.disturbances + i : layout.errors + i - disturbed.length,
  );
  const chance = normals(seed, "wander", slot, weights.length * steps.length);
  for (let m = 0; m < weights.length; m++)
    for (let i = 0; i < steps.length; i++) {
      const { keep, add } = steps[i]!;
      const place = m * size + columns[i]!;
      x[place] = keep * x[place]! + add * chance[m * steps.length + i]!;
    }
}

/** Several steps of a process that wanders, as one: the same law, not the same chance. */
function many({ keep, add }: Wander, count: number): Wander {
  const kept = keep ** count;
  const variance = keep < 1 ? (1 - kept * kept) / (1 - keep * keep) : count;
  return { keep: kept, add: add * Math.sqrt(variance) };
}

/** Learned parameters of all members drift by one hour; in place. */
export function drift(prepared: Prepared, { x, size, weights }: Ensemble, seed: number, hours: number): void {
  const { learned, layout } = prepared;
  const chance = normals(seed, "drift", hours, weights.length * learned.length);
  for (let m = 0; m < weights.length; m++)
    for (let i = 0; i < learned.length; i++)
      x[m * size + layout.learned + i]! += learned[i]!.driftPerHour * chance[m * learned.length + i]!;
}

/**
 * Learned parameters of all members drift for many hours unseen, to `hours`; in place. For a day this is their random walk;
 * but what was learned fades, and nobody becomes less known than a stranger: an Ornstein–Uhlenbeck process of the same
 * variance per hour whose law at rest is the prior.
 */
export function fade(
  prepared: Prepared,
  { x, size, weights }: Ensemble,
  seed: number,
  hours: number,
  count: number,
): void {
  const { learned, layout } = prepared;
  const chance = normals(seed, "drift", hours, weights.length * learned.length);
  priorCentres(prepared).forEach(({ mean, deviation }, i) => {
    const { driftPerHour, low, high } = learned[i]!;
    const keep = Math.exp((-count * (driftPerHour / deviation) ** 2) / 2);
    const add = deviation * Math.sqrt(1 - keep * keep);
    for (let m = 0; m < weights.length; m++) {
      const place = m * size + layout.learned + i;
      const faded = mean + keep * (x[place]! - mean) + add * chance[m * learned.length + i]!;
      x[place] = Math.min(high, Math.max(low, faded));
    }
  });
}

/** The sensor's gain of all members wanders for an hour; in place. */
export function wanderGain(prepared: Prepared, ensemble: Ensemble, seed: number, hours: number): void {
  const { gain, layout } = prepared;
  if (gain === null) return;
  const { x, size, weights } = ensemble;
  const chance = centredNormals(seed, "gain", hours, weights.length);
  for (let m = 0; m < weights.length; m++) {
    const place = m * size + layout.gain;
    x[place] = gain.keep * x[place]! + gain.add * chance[m]!;
  }
}

/** A new sensor: its gain is any such sensor's; in place. */
export function renewGain(prepared: Prepared, ensemble: Ensemble, seed: number, age: number): void {
  const { gain, layout } = prepared;
  if (gain === null) return;
  const { x, size, weights } = ensemble;
  const chance = centredNormals(seed, "new sensor", age, weights.length);
  for (let m = 0; m < weights.length; m++) x[m * size + layout.gain] = gain.sd * chance[m]!;
}

/** Each member draws how far the record of an input that begins now is from the truth; in place. */
export function doubt(
  { design, layout }: Prepared,
  { x, size, weights }: Ensemble,
  seed: number,
  { key, take }: TakenInput,
): void {
  const chance = normals(seed, "doubt", placeOf(key), weights.length);
  for (let m = 0; m < weights.length; m++)
    x[m * size + layout.doubtOf[take]!] = design.takes[take]!.doubt * chance[m]!;
}

/** An input's place in the stream of doubts: 45 bits of its key's digest. */
function placeOf(key: string): number {
  const [high, low] = digestText(key);
  return (high & 0x1fff) * 2 ** 32 + low;
}
