import { densityTarget } from "../../src/infer/densities/density-target.ts";
import { errorOfMean, errorOfSd } from "../../src/infer/samplers/diagnostics/monte-carlo-error.ts";
import { mapped, mean, pooled, type Series, variance } from "../../src/infer/samplers/diagnostics/series.ts";
import { runSampler, type SamplingOptions } from "../../src/infer/samplers/run-sampler.ts";
import type { Sampler } from "../../src/infer/samplers/sampler.ts";
import {
  type ReferenceMoments,
  type ReferencePosterior,
  readReference,
  readTables,
} from "./reference-posterior.ts";

/** A quantity beside the reference; differences in combined Monte-Carlo standard errors of both. */
export interface Compared {
  readonly quantity: string;
  readonly mean: number;
  readonly reference: number;
  readonly size: number;
  readonly meanOff: number;
  readonly sdOff: number;
  /** Of the mean of the logarithm, for quantities above 0: fair also where there is no variance. */
  readonly logOff: number | undefined;
}

export interface Comparison {
  readonly quantities: readonly Compared[];
  readonly complaints: readonly string[];
  readonly evaluations: number;
  readonly logEvidence: readonly number[];
}

/** Samples a posterior of the folder `posterior_database` and holds it to the reference. */
export function compareWithReference(
  folder: string,
  posterior: ReferencePosterior,
  sampler: Sampler,
  options: SamplingOptions,
): Comparison {
  const sample = runSampler(densityTarget(posterior.spec, readTables(folder, posterior)), sampler, options);
  const { summaries, complaints } = sample;
  const width = sample.chains[0]!.width;
  const quantities = readReference(folder, posterior.name).map((reference) => {
    const k = sample.quantities.indexOf(reference.name);
    const ours = sample.chains.map(({ values }) => values[k]!);
    return { ...differences(ours, width, reference), size: summaries[k]!.bulkSize };
  });
  return {
    quantities,
    complaints: complaints.map(({ problem }) => problem),
    evaluations: sample.chains.reduce((sum, { evaluations }) => sum + evaluations, 0),
    logEvidence: sample.chains.flatMap(({ logEvidence }) => logEvidence ?? []),
  };
}

function differences(ours: Series, width: number, { name, mean: reference, draws }: ReferenceMoments) {
  const [a, b] = [pooled(ours), pooled(draws)];
  const off = (difference: number, one: number, other: number) => difference / Math.hypot(one, other);
  const positive = a.every((value) => value > 0) && b.every((value) => value > 0);
  const logs = [mapped(ours, Math.log), mapped(draws, Math.log)] as const;
  return {
    quantity: name,
    mean: mean(a),
    reference,
    meanOff: off(mean(a) - reference, errorOfMean(ours, width), errorOfMean(draws)),
    sdOff: off(Math.sqrt(variance(a)) - Math.sqrt(variance(b)), errorOfSd(ours, width), errorOfSd(draws)),
    logOff: positive
      ? off(mean(pooled(logs[0])) - mean(pooled(logs[1])), errorOfMean(logs[0], width), errorOfMean(logs[1]))
      : undefined,
  };
}
