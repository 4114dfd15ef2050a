import { failure } from "../../errors/registry.ts";
import { type Expected, expectedFrom } from "./expected-information.ts";
import type { Subject } from "../map/mixed-effects-model.ts";
import type { PreparedModel } from "../map/prepared-model.ts";
import { SubjectPosterior } from "../map/subject-posterior.ts";

/** A measurement that could still be taken. */
export interface CandidateMeasurement {
  /** In model time, not before the first record. */
  readonly time: number;
  /** Index of the observation model. */
  readonly of: number;
}

/** What a further measurement is expected to teach of all effects. */
export interface ExpectedInformation extends CandidateMeasurement, Expected {}

/**
 * Ranks measurements by what they are expected to teach of a person whose effects are known to be around `effects` with
 * this covariance (row by row), where the model is replaced by its tangent at the estimate (see `expectedFrom`). The
 * most telling comes first. Add it to what is known, and ask again for a second. Where no error is expected around
 * what is expected, a measurement is no candidate.
 * @throws HS1667 for a candidate before the first record, and those of runCourse
 */
export function rankMeasurements(
  prepared: PreparedModel,
  subject: Subject,
  known: { readonly effects: Float64Array; readonly covariance: Float64Array },
  candidates: readonly CandidateMeasurement[],
): readonly ExpectedInformation[] {
  const expected = new SubjectPosterior(prepared, withCandidates(subject, candidates)).expected(
    known.effects,
  );
  return candidates
    .map((candidate, i) => ({ candidate, expected: expected[i]! }))
    .filter(({ expected: { variance } }) => variance > 0)
    .map(({ candidate, expected: { predictionBy, variance } }) => ({
      ...candidate,
      ...expectedFrom(known.covariance, [predictionBy], Float64Array.of(variance)),
    }))
    .sort((a, b) => b.gain - a.gain);
}

/** The person with a measurement at each candidate's time, and no other. */
function withCandidates(subject: Subject, candidates: readonly CandidateMeasurement[]): Subject {
  const start = subject.records[0]?.time ?? 0;
  const early = candidates.find(({ time }) => !(time >= start));
  if (early !== undefined) throw failure("HS1667", { time: early.time, start });
  const times = [...new Set(candidates.map(({ time }) => time))].sort((a, b) => a - b);
  const records = [...subject.records];
  for (const time of times) {
    const after = records.findIndex((record) => record.time > time);
    const place = after < 0 ? records.length : after;
    records.splice(place, 0, {
      time,
      inputs: (records[place - 1] ?? records[place]!).inputs,
      reset: false,
      observed: true,
    });
  }
  const recordAt = (time: number) =>
    records.findLastIndex((record) => record.time === time && record.observed);
  return {
    ...subject,
    records,
    measurements: candidates.map(({ time, of }) => ({ record: recordAt(time), of, value: 0, limit: "none" })),
  };
}
