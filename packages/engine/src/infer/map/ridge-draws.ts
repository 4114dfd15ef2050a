import type { RandomStream } from "../../ensemble/random-stream.ts";
import { normalised, type Proposed } from "./importance-draws.ts";
import type { RidgePoint } from "./ridges.ts";
import { StudentProposal } from "./student-proposal.ts";
import { factorise, logDeterminant } from "./symmetric.ts";

/** Between 0, as many draws around each point, and 1, as many as Laplace's method puts there. */
const evenness = 0.5;

/**
 * About so many draws from Student's laws around the points of a posterior's ridges: from each as many as its share, rounded,
 * but one at least, so that the mixture which they come from is known exactly (Owen & Zhou 2000, J Am Stat Assoc 95:135).
 */
export function ridgeDraws(points: readonly RidgePoint[], about: number, stream: RandomStream): Proposed {
  const parts = points.map(({ at, covariance }) => StudentProposal.of(at, covariance));
  const counts = sharesOf(points).map((share) => Math.max(1, Math.round(share * about)));
  const draws = parts.flatMap((part, i) => Array.from({ length: counts[i]! }, () => part.draw(stream)));
  const logShares = counts.map((count) => Math.log(count / draws.length));
  const logDensity = (x: Float64Array) => {
    const logs = parts.map((part, i) => logShares[i]! + part.logDensity(x));
    const most = Math.max(...logs);
    return most + Math.log(logs.reduce((sum, value) => sum + Math.exp(value - most), 0));
  };
  return { draws, logDensities: draws.map(logDensity) };
}

function sharesOf(points: readonly RidgePoint[]): readonly number[] {
  const logs = points.map(({ at, value, covariance }) => {
    const lower = factorise(covariance, at.length);
    return lower === undefined ? -value / 2 : (logDeterminant(lower, at.length) - value) / 2;
  });
  return [...normalised(logs.map((log) => evenness * log)).weights];
}
