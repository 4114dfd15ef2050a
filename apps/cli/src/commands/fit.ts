import { readFileSync } from "node:fs";
import {
  estimatePopulation,
  type MapEstimate,
  mapEstimate,
  type PreparedModel,
  prepareModel,
  type Subject,
} from "@homeostat/engine";
import { type FitModel, fitModel, readData, readModelFile } from "@homeostat/exchange";
import { parseNumbers } from "../arguments/number-list.ts";
import { existing } from "../arguments/path.ts";
import type { Console } from "../output/console.ts";
import { table } from "../output/table.ts";
import { advice } from "./fit-advice.ts";
import { type SamplingArguments, type SamplingPlan, samplePerson, samplingPlan } from "./fit-sample.ts";

export interface FitOptions extends SamplingArguments {
  readonly data: string;
  /** Times at which a further measurement could be taken. */
  readonly measureAt?: string;
  readonly population?: boolean;
  readonly json?: boolean;
}

/** The most probable random effects of each person of a data file, under a model known or estimated from all of them. */
export function fit(modelPath: string, options: FitOptions, console: Console): void {
  const model = fitModel(readModelFile(readFileSync(existing(modelPath), "utf8"), modelPath));
  const subjects = readData(readFileSync(existing(options.data), "utf8"), options.data, model);
  if (options.population) fitPopulation(model, subjects, options, console);
  else fitPeople(model, subjects, options, console);
}

function fitPeople(
  model: FitModel,
  subjects: readonly Subject[],
  options: FitOptions,
  console: Console,
): void {
  const prepared = prepareModel(model.mixed);
  const plan = samplingPlan(options);
  const times = options.measureAt === undefined ? undefined : parseNumbers("--measure-at", options.measureAt);
  const answers = subjects.map((subject) => {
    const estimate = mapEstimate(prepared, subject);
    const told = { ...answer(model, subject, estimate), ...advice(prepared, subject, estimate, times) };
    return plan === undefined ? told : { ...told, sample: sampled(prepared, subject, plan, console) };
  });
  if (options.json) console.json({ subjects: answers });
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

/** The posterior of one person as a table, and what speaks against it. */
function sampleLines({
  id,
  sample,
}: {
  id: string | number;
  sample?: ReturnType<typeof samplePerson>;
}): string[] {
  if (sample === undefined) return [];
  const rows = Object.entries(sample.summary).map(([name, { mean, sd, quantiles, rHat, bulkSize }]) =>
    [name, mean, sd, quantiles.q05, quantiles.q95, rHat, bulkSize].map((value) =>
      typeof value === "string" ? value : Number(value.toPrecision(4)),
    ),
  );
  const said = sample.complaints.map(({ problem, cause, cure }) => `${problem} ${cause} ${cure}`);
  return [
    [`ID ${id}`, table(["effect", "mean", "sd", "5 %", "95 %", "R̂", "worth"], rows), ...said].join("\n"),
  ];
}

function fitPopulation(
  model: FitModel,
  subjects: readonly Subject[],
  { json }: FitOptions,
  console: Console,
): void {
  const { people, ...found } = estimatePopulation(model.mixed, subjects, model.estimated, model.blocks);
  const { parameters, omega, objective, shrinkage, converged } = found;
  const byEffect = Object.fromEntries(model.mixed.effects.map((name, k) => [name, shrinkage[k]!]));
  const population = {
    parameters,
    omega: rowsOf(omega, model.mixed.effects),
    objective,
    shrinkage: byEffect,
    converged,
  };
  const answers = people.map((estimate, i) => answer(model, subjects[i]!, estimate));
  if (json) console.json({ population, subjects: answers });
  else console.line(`${JSON.stringify(population, null, 2)}\n\n${summary(model, answers)}`);
}

type Answer = ReturnType<typeof answer>;

function answer({ effects, mixed, file }: FitModel, { id }: Subject, estimate: MapEstimate) {
  const byEffect = (values: Float64Array) =>
    Object.fromEntries(effects.map((name) => [name, values[mixed.effects.indexOf(name)] ?? 0]));
  return {
    id: Number.isFinite(Number(id)) ? Number(id) : id,
    eta: byEffect(estimate.effects),
    objective: file.method === "laplace" ? estimate.laplaceObjective : estimate.objective,
    converged: estimate.converged,
    plausibility: estimate.plausibility,
    learned: byEffect(estimate.learned),
    covariance: rowsOf(
      file.method === "laplace" ? estimate.laplaceCovariance : estimate.covariance,
      mixed.effects,
    ),
    observations: estimate.residuals.map(
      ({ time, value, population, individual, weighted, conditional }) => ({
        time,
        value,
        pred: population,
        ipred: individual,
        iwres: weighted,
        cwres: conditional,
      }),
    ),
  };
}

/** The covariance by name; effects without variance have none. */
function rowsOf(covariance: Float64Array, names: readonly string[]) {
  const n = names.length;
  return Object.fromEntries(
    names.map((row, i) => [
      row,
      Object.fromEntries(names.map((column, j) => [column, covariance[i * n + j]!])),
    ]),
  );
}

function summary({ effects }: FitModel, answers: readonly Answer[]): string {
  const header = ["id", ...effects, "objective", "plausibility", "converged"];
  const rows = answers.map(({ id, eta, objective, plausibility, converged }) => [
    String(id),
    ...effects.map((name) => Number(eta[name]!.toPrecision(6))),
    Number(objective.toPrecision(9)),
    Number(plausibility.toPrecision(2)),
    converged ? "yes" : "no",
  ]);
  return table(header, rows);
}
