import type { Ensemble } from "../ensemble/ensemble.ts";
import { timesRootOfWeights } from "../linear/root-of-weights.ts";
import { logNormalDensity } from "../observe/normal-law.ts";
import type { Whitened } from "../observe/whiten.ts";
import { type Neighbourhood, seenBy } from "./locally.ts";
import type { Scheme } from "./scheme.ts";

export interface NonlinearTransformSettings {
  /** Absent: one, of everything. */
  readonly neighbourhoods?: readonly Neighbourhood[];
  /** How many times as large errors are taken to be where members are weighed: few members are too sure; 1 where not given. */
  readonly widened?: number;
  /** ln of the density of a residual in units of its error, where errors are not normal. */
  readonly logDensity?: (residual: number) => number;
}

/**
 * The nonlinear ensemble transform filter (Tödter & Ahrens 2015, equations 8–12, doi:10.1175/MWR-D-14-00108.1): members are weighed by their
 * likelihood as particles are, and are then moved together to where the weighted mean and covariance are theirs. For
 * equal weights; to be turned among each other afterwards (`rotateMembers`).
 */
export function nonlinearTransform(settings: NonlinearTransformSettings = {}): Scheme {
  const { neighbourhoods, widened = 1, logDensity = standardNormal } = settings;
  const density = (residual: number) => logDensity(residual / widened);
  return {
    name: neighbourhoods ? "local nonlinear transform" : "nonlinear transform",
    assimilate(points, whitened) {
      const members = points.weights.length;
      const whole = weigh(whitened, members, density);
      const everything = [{ numbers: [...Array(points.size).keys()], sees: undefined }];
      for (const { numbers, sees } of neighbourhoods ?? everything) {
        const local = sees ? weigh(seenBy(sees, whitened, members), members, density) : whole;
        moveTo(local.weights, points, numbers);
      }
      return whitened.logScale + whole.logMean - whitened.count * Math.log(widened);
    },
  };
}

const standardNormal = (residual: number): number => logNormalDensity(residual, 1);

/** Members' weights, and ln of their mean likelihood. */
function weigh({ count, residuals, anomalies }: Whitened, members: number, density: (r: number) => number) {
  const logs = new Float64Array(members);
  for (let m = 0, at = 0; m < members; m++)
    for (let i = 0; i < count; i++, at++) logs[m]! += density(residuals[i]! - anomalies[at]!);
  const peak = logs.reduce((most, log) => Math.max(most, log), Number.NEGATIVE_INFINITY);
  const likelihoods = logs.map((log) => Math.exp(log - peak));
  const sum = likelihoods.reduce((total, value) => total + value, 0);
  return {
    weights: likelihoods.map((value) => value / sum),
    logMean: peak + Math.log(sum / members),
  };
}

/** Deviations are taken from the first member: numbers in which members do not differ stay as they are. */
function moveTo(weights: Float64Array, { size, x }: Ensemble, numbers: readonly number[]): void {
  const members = weights.length;
  const width = numbers.length;
  const moved = new Float64Array(members * width);
  const first = numbers.map((i) => x[i]!);
  const means = new Float64Array(width);
  for (let m = 0; m < members; m++)
    for (let n = 0; n < width; n++) {
      const deviation = x[m * size + numbers[n]!]! - first[n]!;
      moved[m * width + n] = deviation;
      means[n]! += weights[m]! * deviation;
    }
  timesRootOfWeights(weights, moved, width);
  const root = Math.sqrt(members);
  for (let m = 0; m < members; m++)
    for (let n = 0; n < width; n++)
      x[m * size + numbers[n]!] = first[n]! + means[n]! + root * moved[m * width + n]!;
}
