import type { Ensemble } from "@homeostat/engine/infer";
import { digestText } from "../observation/digest.ts";
import { normals } from "../twin/noise.ts";
import type { Prepared } from "../twin/prepare.ts";
import type { TakenInput } from "../twin/twin.ts";

/** Disturbances and sensor errors of all members move on by one slot; in place. */
export function wander(prepared: Prepared, { x, size, weights }: Ensemble, seed: number, slot: number): void {
  const { disturbed, erring, layout } = prepared;
  const steps = [...disturbed, ...erring];
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

/** Learned parameters of all members drift by one hour; in place. */
export function drift(prepared: Prepared, { x, size, weights }: Ensemble, seed: number, hours: number): void {
  const { learned, layout } = prepared;
  const chance = normals(seed, "drift", hours, weights.length * learned.length);
  for (let m = 0; m < weights.length; m++)
    for (let i = 0; i < learned.length; i++)
      x[m * size + layout.learned + i]! += learned[i]!.driftPerHour * chance[m * learned.length + i]!;
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
