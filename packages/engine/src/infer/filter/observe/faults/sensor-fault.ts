import { logNormalProbability } from "../../../../ensemble/normal-distribution.ts";
import { logNormalDensity } from "../normal-law.ts";

/** A way in which a sensor can be wrong for a while. */
export interface SensorFault {
  readonly name: string;
  /** How often a working sensor falls into it, per unit of time. */
  readonly perTime: number;
  /** Its mean duration, and the longest: what lasts longer is no such fault. */
  readonly lasting: number;
  readonly longest: number;
  /** ln density of observed minus forecast, of which `variance` is that of forecast and error together. */
  logDensity(residual: number, variance: number): number;
}

/** How often, how long on average and at most, in the filter's unit of time. */
export type FaultCourse = Pick<SensorFault, "perTime" | "lasting" | "longest">;

/**
 * Reads too low while someone lies on it: by an exponentially distributed depth (pressure-induced attenuation of glucose
 * sensors: Mensh et al. 2013, doi:10.1177/193229681300700403).
 */
export function compressionLow(course: FaultCourse, meanDepth: number): SensorFault {
  return {
    name: "compression low",
    ...course,
    logDensity: (residual, variance) => {
      const sd = Math.sqrt(variance);
      const slope = residual / meanDepth + variance / (2 * meanDepth * meanDepth);
      return slope - Math.log(meanDepth) + logNormalProbability(-residual / sd - sd / meanDepth);
    },
  };
}

/** Reads anything, on both sides: a loose contact, a disturbance, a wrong calibration. */
export function wildReading(course: FaultCourse, sd: number): SensorFault {
  return {
    name: "wild reading",
    ...course,
    logDensity: (residual, variance) => logNormalDensity(residual, variance + sd * sd),
  };
}
