import type { RandomStream } from "@homeostat/engine";
import { type NoiseState, nextNoise, quiet } from "./autoregressive.ts";
import type { CgmErrorModel, SensorErrors } from "./cgm-errors.ts";
import { type CgmFault, type CgmFaults, compressionDrop, nextCgmFault } from "./cgm-faults.ts";
import { type Device, happens } from "./device.ts";
import { drawSensor } from "./sensor-draw.ts";

export interface CgmState {
  readonly sensor: SensorErrors;
  /** Counts the sensors worn. */
  readonly session: number;
  readonly ageMinutes: number;
  readonly own: NoiseState;
  readonly common: NoiseState;
  readonly fault: CgmFault | null;
}

export interface CgmInput {
  /** Interstitial glucose, mg/dL. */
  readonly interstitial: number;
  readonly asleep: boolean;
}

export interface CgmOutput {
  /** mg/dL as shown; null where there is no reading. */
  readonly reading: number | null;
  readonly why: "ok" | "warming up" | "drop-out" | "compression";
  /** Set where the glucose lies beyond what the sensor shows: the reading is the end of its range. */
  readonly beyond: "below" | "above" | null;
  readonly session: number;
}

export interface CgmSettings {
  readonly errors: CgmErrorModel;
  readonly faults: CgmFaults;
  /** Days a sensor is worn. */
  readonly wearDays: number;
  readonly warmUpMinutes: number;
  /** Lowest and highest value shown, mg/dL. */
  readonly shows: readonly [number, number];
}

export const usualCgm = { wearDays: 10, warmUpMinutes: 120, shows: [40, 400] } as const;

const stepMinutes = 5;

/** A continuous glucose monitor: drift and noise of a published error model, and its faults. */
export function cgm(settings: CgmSettings): Device<CgmState, CgmInput, CgmOutput> {
  const { errors } = settings;
  return {
    id: `cgm-${errors.id}`,
    title: errors.title,
    reference: errors.reference,
    nature: "published",
    stepMinutes,
    begin: (chance) => fresh(settings, 1, chance),
    step: (state, input, chance) => {
      const next = age(settings, state, input, chance);
      return { state: next, output: read(settings, next, input) };
    },
  };
}

function fresh(settings: CgmSettings, session: number, chance: RandomStream): CgmState {
  const sensor = drawSensor(settings.errors, chance);
  return { sensor, session, ageMinutes: 0, own: quiet, common: quiet, fault: null };
}

function age(settings: CgmSettings, state: CgmState, input: CgmInput, chance: RandomStream): CgmState {
  const ageMinutes = state.ageMinutes + stepMinutes;
  const over =
    ageMinutes > settings.wearDays * 1440 || happens(settings.faults.failuresPerDay, stepMinutes, chance);
  if (over) return fresh(settings, state.session + 1, chance);
  return {
    ...state,
    ageMinutes,
    own: nextNoise(state.sensor.own, state.own, chance),
    common: nextNoise(state.sensor.common, state.common, chance),
    fault: nextCgmFault(settings.faults, state.fault, input.asleep, stepMinutes, chance),
  };
}

function read(settings: CgmSettings, state: CgmState, input: CgmInput): CgmOutput {
  const { session } = state;
  if (state.ageMinutes < settings.warmUpMinutes) return nothing("warming up", session);
  if (state.fault?.kind === "drop-out") return nothing("drop-out", session);
  const [low, high] = settings.shows;
  const value = Math.round(seen(state, input.interstitial));
  const beyond = value < low ? "below" : value > high ? "above" : null;
  const reading = Math.min(high, Math.max(low, value));
  return { reading, why: state.fault === null ? "ok" : "compression", beyond, session };
}

function nothing(why: CgmOutput["why"], session: number): CgmOutput {
  return { reading: null, why, beyond: null, session };
}

function seen({ sensor, ageMinutes, own, common, fault }: CgmState, interstitial: number): number {
  const days = ageMinutes / 1440;
  const along = ([c0, c1, c2]: readonly [number, number, number]) => c0 + days * (c1 + days * c2);
  const glucose = interstitial - compressionDrop(fault);
  return along(sensor.gain) * glucose + along(sensor.offset) + own[0] + common[0];
}
