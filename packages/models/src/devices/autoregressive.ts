import { drawNormal, type RandomStream } from "@homeostat/engine";

/** x(k) = first·x(k−1) + second·x(k−2) + e, e ~ N(0, sd²). */
export interface SecondOrderNoise {
  readonly first: number;
  readonly second: number;
  readonly sd: number;
}

/** The last two values, newest first. */
export type NoiseState = readonly [number, number];

export const quiet: NoiseState = [0, 0];

export function nextNoise(noise: SecondOrderNoise, [x1, x2]: NoiseState, chance: RandomStream): NoiseState {
  return [noise.first * x1 + noise.second * x2 + noise.sd * drawNormal(chance), x1];
}

/** Standard deviation once the noise has forgotten its start; NaN where it never settles. */
export function settledSd({ first, second, sd }: SecondOrderNoise): number {
  return sd * Math.sqrt((1 - second) / ((1 + second) * ((1 - second) ** 2 - first ** 2)));
}
