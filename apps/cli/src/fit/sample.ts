import {
  adaptiveMetropolis,
  affineEnsemble,
  drawsOf,
  nuts,
  type PreparedModel,
  runSampler,
  type Sample,
  type Sampler,
  type Subject,
  subjectLeaveOneOut,
  subjectTarget,
  temperedParticles,
} from "@homeostat/engine/infer";
import { parseWholeNumber } from "../arguments/whole-number.ts";

type SamplerName = "nuts" | "ensemble" | "metropolis" | "smc";

export interface SamplingArguments {
  /** "auto": by nuts, and only where nothing less does. */
  readonly sample?: SamplerName | "auto";
  readonly chains?: string;
  readonly draws?: string;
  readonly warmUp?: string;
  readonly most?: string;
  readonly acceptance?: string;
  readonly seed?: string;
}

/** What a person's posterior is sampled with. */
export interface SamplingPlan {
  readonly sampler: Sampler;
  readonly chains: number;
  readonly draws?: number;
  readonly warmUp?: number;
  readonly most?: number;
  readonly seed: number;
}

/** The plan that the options ask for. @throws HS6009 */
export function samplingPlan(options: SamplingArguments): SamplingPlan | undefined {
  if (options.sample === undefined) return undefined;
  const whole = (option: string, text: string | undefined, usual: number, least: number, most: number) =>
    text === undefined ? usual : parseWholeNumber(option, text, least, most);
  const given = (name: "draws" | "warmUp" | "most", option: string, least: number) => {
    const text = options[name];
    return text === undefined ? {} : { [name]: parseWholeNumber(option, text, least, 1_000_000) };
  };
  return {
    sampler: samplerOf(
      options.sample === "auto" ? "nuts" : options.sample,
      whole("--acceptance", options.acceptance, 80, 50, 99) / 100,
    ),
    chains: whole("--chains", options.chains, 4, 1, 100),
    ...given("draws", "--draws", 20),
    ...given("warmUp", "--warm-up", 0),
    ...given("most", "--most", 20),
    seed: whole("--seed", options.seed, 1, 0, Number.MAX_SAFE_INTEGER),
  };
}

function samplerOf(name: SamplerName, acceptance: number): Sampler {
  switch (name) {
    case "nuts":
      return nuts({ acceptance });
    case "ensemble":
      return affineEnsemble();
    case "metropolis":
      return adaptiveMetropolis();
    case "smc":
      return temperedParticles();
  }
}

/** Draws from one person's posterior, their summaries, and what speaks against them. */
export function samplePerson(
  prepared: PreparedModel,
  subject: Subject,
  { sampler, ...plan }: SamplingPlan,
  progress: (done: number, total: number) => void,
) {
  const sample = runSampler(subjectTarget(prepared, subject), sampler, { ...plan, progress });
  const { summaries } = sample;
  const byName = <T>(of: (one: (typeof summaries)[number], k: number) => T) =>
    Object.fromEntries(summaries.map((one, k) => [one.name, of(one, k)]));
  return {
    sampler: sampler.name,
    chains: sample.chains.length,
    summary: byName(({ name: _, ...numbers }) => numbers),
    complaints: sample.complaints,
    divergences: sample.chains.reduce((sum, { divergent }) => sum + divergent.length, 0),
    acceptance: sample.chains.map(({ acceptance }) => acceptance),
    evaluations: sample.chains.reduce((sum, { evaluations }) => sum + evaluations, 0),
    ...evidence(sample),
    leaveOneOut: predicted(prepared, subject, sample),
    draws: byName((_, k) => [...drawsOf(sample, k)]),
  };
}

/** How well each measurement is predicted from the others. */
function predicted(prepared: PreparedModel, subject: Subject, { chains, quantities }: Sample) {
  const size = quantities.length;
  const draws = chains.flatMap(({ points }) =>
    Array.from({ length: points.length / size }, (_, i) => points.subarray(i * size, (i + 1) * size)),
  );
  const { pointwise, k, ...total } = subjectLeaveOneOut(prepared, subject, draws);
  return { ...total, pointwise: [...pointwise], k: [...k] };
}

/** ln marginal likelihood of each chain that gives one. */
function evidence({ chains }: Sample) {
  const found = chains.flatMap(({ logEvidence }) => logEvidence ?? []);
  return found.length > 0 ? { logEvidence: found } : {};
}
