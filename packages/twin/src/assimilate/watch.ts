import { type BiasedSensorBelief, type BiasVerdict, watchBias } from "@homeostat/engine/infer";
import type { Observation } from "../observation/observation.ts";
import type { SensorWatch, WatchedFault } from "../twin/design.ts";

/** A reading against the members' forecast of it. */
export interface Innovation {
  readonly residual: number;
  readonly spread: number;
  readonly variance: number;
}

const minute = 60_000;

/** What the readings so far, this one among them, say of the sensor. */
export function watchReading(
  { faults, swallowing, varianceScale }: SensorWatch,
  belief: BiasedSensorBelief | null,
  { start, offsetMinutes }: Observation,
  { residual, spread, variance }: Innovation,
): BiasVerdict {
  const watch = { faults: faults.map((fault) => atHour(fault, start, offsetMinutes)), swallowing };
  const reading = {
    at: start / minute,
    residual,
    spread: varianceScale * spread,
    variance: varianceScale * variance,
  };
  return watchBias(watch, belief ?? undefined, reading);
}

function atHour(fault: WatchedFault, at: number, offsetMinutes: number | null): WatchedFault {
  if (fault.perTimeAtNight === undefined || offsetMinutes === null) return fault;
  const hour = ((((at / minute + offsetMinutes) % 1440) + 1440) % 1440) / 60;
  return hour >= 22 || hour < 8 ? { ...fault, perTime: fault.perTimeAtNight } : fault;
}
