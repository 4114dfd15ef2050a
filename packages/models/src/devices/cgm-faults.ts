import type { RandomStream } from "@homeostat/engine";
import { between, happens } from "./device.ts";

/** What goes wrong with a sensor beside its noise. Rates of the clinic's devices; every figure may be set. */
export interface CgmFaults {
  /** Bursts without a reading: per day, and their length. */
  readonly dropOutsPerDay: number;
  readonly dropOutMinutes: readonly [number, number];
  /** Pressure on the sensor during sleep: per hour asleep, how deep (mg/dL) and how long. */
  readonly compressionsPerSleepHour: number;
  readonly compressionDepth: readonly [number, number];
  readonly compressionMinutes: readonly [number, number];
  /** Sensors that die before their time, per day. */
  readonly failuresPerDay: number;
}

/** About 3 % of readings missing, a compression low every fifth night, 87 % of sensors alive at ten days. */
export const usualCgmFaults: CgmFaults = {
  dropOutsPerDay: 1.2,
  dropOutMinutes: [10, 60],
  compressionsPerSleepHour: 0.025,
  compressionDepth: [20, 60],
  compressionMinutes: [20, 60],
  failuresPerDay: 0.014,
};

export const noCgmFaults: CgmFaults = {
  ...usualCgmFaults,
  dropOutsPerDay: 0,
  compressionsPerSleepHour: 0,
  failuresPerDay: 0,
};

/** A fault under way. `depth` is 0 for a drop-out. */
export interface CgmFault {
  readonly kind: "drop-out" | "compression";
  readonly depth: number;
  readonly minutes: number;
  readonly minutesPassed: number;
}

export function nextCgmFault(
  faults: CgmFaults,
  fault: CgmFault | null,
  asleep: boolean,
  minutes: number,
  chance: RandomStream,
): CgmFault | null {
  if (fault !== null) {
    const minutesPassed = fault.minutesPassed + minutes;
    return minutesPassed < fault.minutes ? { ...fault, minutesPassed } : null;
  }
  if (happens(faults.dropOutsPerDay, minutes, chance)) return dropOut(faults, chance);
  const pressed = asleep && happens(24 * faults.compressionsPerSleepHour, minutes, chance);
  return pressed ? compression(faults, chance) : null;
}

function dropOut(faults: CgmFaults, chance: RandomStream): CgmFault {
  const minutes = between(...faults.dropOutMinutes, chance);
  return { kind: "drop-out", depth: 0, minutes, minutesPassed: 0 };
}

function compression(faults: CgmFaults, chance: RandomStream): CgmFault {
  const depth = between(...faults.compressionDepth, chance);
  return {
    kind: "compression",
    depth,
    minutes: between(...faults.compressionMinutes, chance),
    minutesPassed: 0,
  };
}

/** Pressure comes and goes like half a sine. mg/dL taken from the glucose that the sensor sees. */
export function compressionDrop(fault: CgmFault | null): number {
  if (fault?.kind !== "compression") return 0;
  return fault.depth * Math.sin((Math.PI * fault.minutesPassed) / fault.minutes);
}
