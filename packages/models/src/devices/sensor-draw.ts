import { choleskyFactor, drawMultivariateNormal, type RandomStream } from "@homeostat/engine";
import { settledSd } from "./autoregressive.ts";
import type { CgmErrorModel, SensorErrors, SensorSpread } from "./cgm-errors.ts";

/** Draws the errors of a new sensor: from the joint distribution where it is published, else the typical sensor. */
export function drawSensor(model: CgmErrorModel, chance: RandomStream): SensorErrors {
  if (model.spread === undefined) return model.typical;
  for (;;) {
    const errors = drawFrom(model.spread, model.typical, chance);
    if (isPlausible(errors, model.spread)) return errors;
  }
}

function drawFrom(
  { mean, covariance, shrink }: SensorSpread,
  typical: SensorErrors,
  chance: RandomStream,
): SensorErrors {
  const shrunk = Float64Array.from(covariance.flat(), (value) => shrink * value);
  const lower = choleskyFactor(shrunk, mean.length);
  const drawn = drawMultivariateNormal(chance, Float64Array.from(mean), lower);
  const [a0, a1, a2, b0, first, second, sd] = drawn as unknown as readonly [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return { ...typical, gain: [a0, a1, a2], offset: [b0, 0, 0], own: { first, second, sd } };
}

/** The authors' rejection rules: noise that settles, and not too loud. */
function isPlausible({ own }: SensorErrors, { largestSd }: SensorSpread): boolean {
  const settles = own.second >= -1 && own.second <= 1 - Math.abs(own.first) - 0.02;
  return settles && own.sd > 0 && settledSd(own) <= largestSd;
}
