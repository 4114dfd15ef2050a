import type { RandomStream } from "../../ensemble/random-stream.ts";
import { importanceDraws, type PosteriorDraws } from "./importance-draws.ts";
import type { MapEstimate } from "./map-estimate.ts";
import type { Subject } from "./mixed-effects-model.ts";
import type { PreparedModel } from "./prepared-model.ts";
import { SubjectPosterior } from "./subject-posterior.ts";

/** Draws from a person's posterior beyond the normal approximation, weighted by the exact posterior. */
export function posteriorDraws(
  prepared: PreparedModel,
  subject: Subject,
  estimate: Pick<MapEstimate, "effects" | "covariance">,
  count: number,
  stream: RandomStream,
): PosteriorDraws {
  const posterior = new SubjectPosterior(prepared, subject);
  const logDensities = (draws: readonly Float64Array[]) => draws.map((draw) => -0.5 * posterior.value(draw));
  return importanceDraws(logDensities, estimate, count, stream);
}
