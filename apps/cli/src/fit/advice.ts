import {
  type MapEstimate,
  type PreparedModel,
  rankMeasurements,
  type Subject,
  weakEffects,
} from "@homeostat/engine/infer";

/** How many times are tried where none are named, from the first record to the last. */
const usualTimes = 24;
/** How many are told. */
const best = 3;

/**
 * What the data do not say of a person, and at which time a further measurement is expected to say most: of the times
 * that are given, else of an even grid over the record.
 */
export function advice(
  prepared: PreparedModel,
  subject: Subject,
  estimate: MapEstimate,
  times: readonly number[] = gridOf(subject),
) {
  const { effects, omega, observations } = prepared.model;
  const kinds = [...observations.keys()].filter((of) => observations[of]!.likelihood !== true);
  const candidates = times.flatMap((time) => kinds.map((of) => ({ time, of })));
  const ranked = rankMeasurements(prepared, subject, estimate, candidates);
  const byEffect = (values: Float64Array) => Object.fromEntries(effects.map((name, k) => [name, values[k]!]));
  return {
    unidentified: weakEffects(effects, omega, estimate.covariance),
    measureNext: ranked
      .slice(0, best)
      .map(({ time, of, gain, shrinks }) => ({ time, observation: of, gain, shrinks: byEffect(shrinks) })),
  };
}

function gridOf({ records }: Subject): readonly number[] {
  const [first, last] = [records[0]?.time ?? 0, records.at(-1)?.time ?? 0];
  return Array.from({ length: usualTimes }, (_, i) => first + ((last - first) * (i + 1)) / usualTimes);
}
