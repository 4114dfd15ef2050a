import { readFileSync, writeFileSync } from "node:fs";
import { randomStream } from "@homeostat/engine";
import {
  type MapEstimate,
  type PreparedModel,
  prepareModel,
  residualShrinkage,
  type Subject,
} from "@homeostat/engine/infer";
import { type FitModel, fitModel, readData, readModelFile, withEstimates } from "@homeostat/exchange";
import { parseNumbers } from "../arguments/number-list.ts";
import { existing } from "../arguments/path.ts";
import { parseWholeNumber } from "../arguments/whole-number.ts";
import { failure } from "../errors/registry.ts";
import { fitPerson, isLaplace, preparedModels } from "../fit/fit-person.ts";
import { type PopulationMethod, populationAnswer, populationOf } from "../fit/fit-population.ts";
import { personAnswer, type Ranking, shrinkageByEffect } from "../fit/person-answer.ts";
import { type SamplingArguments, type SamplingPlan, samplePerson, samplingPlan } from "../fit/sample.ts";
import { sampleLines, summary } from "../fit/summary.ts";
import type { Console } from "../output/console.ts";

export interface FitOptions extends SamplingArguments {
  readonly data: string;
  /** Times at which a further measurement could be taken. */
  readonly measureAt?: string;
  readonly population?: boolean;
  readonly method?: PopulationMethod;
  readonly save?: string;
  readonly npde?: string;
  readonly json?: boolean;
}

/** The most probable random effects of each person of a data file, under a model known or estimated from all of them. */
export function fit(modelPath: string, options: FitOptions, console: Console): void {
  const text = readFileSync(existing(modelPath), "utf8");
  const model = fitModel(readModelFile(text, modelPath));
  const subjects = readData(readFileSync(existing(options.data), "utf8"), options.data, model);
  if (options.population) fitPopulation(text, model, subjects, options, console);
  else fitPeople(model, subjects, options, console);
}

const streamOf = ({ seed = "1" }: FitOptions, purpose: string, member = 0) =>
  randomStream({ seed: parseWholeNumber("--seed", seed, 0, Number.MAX_SAFE_INTEGER), member, purpose });

/** With so many measurements the posterior is not judged: each of its draws takes seconds. */
const plenty = 20_000;

function rankingOf(options: FitOptions): Ranking | undefined {
  if (options.npde === undefined) return undefined;
  const count = parseWholeNumber("--npde", options.npde, 10, 100_000);
  return { count, stream: streamOf(options, "npde") };
}

const timesOf = ({ measureAt }: FitOptions) =>
  measureAt === undefined ? undefined : parseNumbers("--measure-at", measureAt);

function fitPeople(
  model: FitModel,
  subjects: readonly Subject[],
  options: FitOptions,
  console: Console,
): void {
  const models = preparedModels(model);
  const plan = samplingPlan(options);
  if (plan !== undefined) refuseMixture(model, "Sampling (--sample)");
  const asked = { ranking: rankingOf(options), times: timesOf(options) };
  const people = subjects.map((subject) => fitPerson(model, models, subject));
  const answers = subjects.map((subject, i) => {
    const judging = subject.measurements.length > plenty ? {} : { judging: streamOf(options, "judge", i) };
    const told = personAnswer(model, subject, people[i]!, { ...asked, ...judging });
    const isEnough = options.sample === "auto" && told.posterior !== undefined;
    return plan === undefined || isEnough
      ? told
      : { ...told, sample: sampled(people[i]!.prepared, subject, plan, console) };
  });
  const estimates = people.map(({ estimate }) => estimate);
  if (options.json) console.json({ subjects: answers, ...shrinkageOf(model, estimates) });
  else console.line([summary(model, answers), ...answers.flatMap(sampleLines)].join("\n\n"));
}

function sampled(prepared: PreparedModel, subject: Subject, plan: SamplingPlan, console: Console) {
  const bar = console.progress(`ID ${subject.id}`);
  try {
    return samplePerson(prepared, subject, plan, (done, total) => bar.update(done, total));
  } finally {
    bar.stop();
  }
}

/** @throws HS1618 */
function refuseMixture({ mixed, file }: FitModel, what: string): void {
  if (mixed.shares !== undefined) throw failure("HS1618", { what }, { source: file.source, path: "mixture" });
}

/** It takes two people to say how much less they differ than the population does. */
function shrinkageOf(model: FitModel, people: readonly MapEstimate[]) {
  const known = people.filter(({ residuals }) => residuals.length > 0);
  if (known.length < 2) return {};
  return {
    shrinkage: shrinkageByEffect(model, known, model.mixed.omega),
    residualShrinkage: residualShrinkage(known),
  };
}

function fitPopulation(
  text: string,
  model: FitModel,
  subjects: readonly Subject[],
  options: FitOptions,
  console: Console,
): void {
  refuseMixture(model, "A population fit (--population)");
  const method = options.method ?? "focei";
  const stream = streamOf(options, "population");
  const found = populationOf(model, subjects, method, stream);
  const population = populationAnswer(model, subjects, method, found, stream);
  const { parameters, omega } = found;
  const prepared = prepareModel({ ...model.mixed, parameters, omega });
  const asked = { ranking: rankingOf(options), times: timesOf(options) };
  const answers = found.people.map((estimate, i) => {
    const objective = isLaplace(model.file.method) ? estimate.laplaceObjective : estimate.objective;
    return personAnswer(model, subjects[i]!, { prepared, estimate, objective }, asked);
  });
  if (options.save !== undefined) writeFileSync(options.save, withEstimates(text, model, found));
  if (options.json) console.json({ population, subjects: answers });
  else console.line(`${JSON.stringify(population, null, 2)}\n\n${summary(model, answers)}`);
}
