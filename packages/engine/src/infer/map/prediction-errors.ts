import { normalQuantile } from "../../ensemble/normal-quantile.ts";
import type { RandomStream } from "../../ensemble/random-stream.ts";
import { hasResidual, type Subject } from "./mixed-effects-model.ts";
import { DataSimulator } from "./simulate-data.ts";
import type { PreparedModel } from "./prepared-model.ts";
import { decorrelated, factorise } from "./symmetric.ts";

/** Where one value lies among what the model expects, as a standard normal number if the model is right. */
export interface PredictionError {
  /** Among values at this record. */
  readonly npd: number;
  /** After the person's values have been made independent of each other. */
  readonly npde: number;
}

/**
 * Normalised prediction distribution errors of a person (Brendel 2006, Pharm Res 23:2036; Comets 2008, Comput Methods
 * Programs Biomed 90:154): ranks among `count` data sets drawn from the model, before and after both are decorrelated
 * by the Cholesky factor of the drawn ones' covariance. Ties with chance break by chance. NaN for values known by a limit
 * or a likelihood.
 */
export function predictionErrors(
  prepared: PreparedModel,
  subject: Subject,
  count: number,
  stream: RandomStream,
): readonly PredictionError[] {
  const kept = [...subject.measurements.keys()].filter((i) =>
    hasResidual(subject.measurements[i]!, prepared.model),
  );
  const measurements = kept.map((i) => subject.measurements[i]!);
  const simulator = new DataSimulator(prepared, { ...subject, measurements });
  const draws = Array.from({ length: count }, () => simulator.draw(stream)).filter((one) =>
    one.every(Number.isFinite),
  );
  const values = Float64Array.from(measurements, ({ value }) => value);
  const npd = ranksOf(values, draws, stream);
  const whiten = decorrelation(draws, values.length);
  const npde =
    whiten === undefined ? npd.map(() => Number.NaN) : ranksOf(whiten(values), draws.map(whiten), stream);
  const errors = subject.measurements.map(() => ({ npd: Number.NaN, npde: Number.NaN }));
  kept.forEach((i, at) => {
    errors[i] = { npd: npd[at]!, npde: npde[at]! };
  });
  return errors;
}

/** Normal scores of ranks, each at an even chance within its place. */
function ranksOf(values: Float64Array, draws: readonly Float64Array[], stream: RandomStream): number[] {
  return Array.from(values, (value, i) => {
    const below = draws.reduce((sum, draw) => sum + (draw[i]! < value ? 1 : 0), 0);
    return normalQuantile((below + stream.uniform()) / (draws.length + 1));
  });
}

/** L⁻¹·(y − mean), where L·Lᵀ is the draws' covariance; undefined where that is not of full rank. */
function decorrelation(
  draws: readonly Float64Array[],
  n: number,
): ((values: Float64Array) => Float64Array) | undefined {
  const mean = Float64Array.from(
    { length: n },
    (_, i) => draws.reduce((sum, draw) => sum + draw[i]!, 0) / draws.length,
  );
  const covariance = new Float64Array(n * n);
  for (const draw of draws)
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++)
        covariance[i * n + j]! += ((draw[i]! - mean[i]!) * (draw[j]! - mean[j]!)) / (draws.length - 1);
  const lower = factorise(covariance, n);
  if (lower === undefined) return undefined;
  return (values) =>
    decorrelated(
      lower,
      values.map((value, i) => value - mean[i]!),
    );
}
