import type { RandomStream } from "@homeostat/engine";
import {
  assessPopulation,
  estimateBySaem,
  estimatePopulation,
  type PopulationEstimate,
  residualShrinkage,
  type Subject,
} from "@homeostat/engine/infer";
import type { FitModel } from "@homeostat/exchange";
import { populationFindings } from "./population-findings.ts";
import { rowsOf, shrinkageByEffect } from "./person-answer.ts";

/** How the numbers of a population are found. */
export type PopulationMethod = "focei" | "saem";

const samples = 500;
const iterations = { burnIn: 300, averaging: 300 };

export function populationOf(
  { mixed, estimated, blocks }: FitModel,
  subjects: readonly Subject[],
  method: PopulationMethod,
  stream: RandomStream,
): PopulationEstimate {
  return method === "saem"
    ? estimateBySaem(mixed, subjects, estimated, blocks, { ...iterations, stream })
    : estimatePopulation(mixed, subjects, estimated, blocks);
}

/** The population's numbers with their errors, and how well the people are known under them. */
export function populationAnswer(
  model: FitModel,
  subjects: readonly Subject[],
  method: PopulationMethod,
  found: PopulationEstimate,
  stream: RandomStream,
) {
  const { mixed } = model;
  const { parameters, omega, objective, people, converged } = found;
  const assessed = assessPopulation(mixed, subjects, found, model, { count: samples, stream });
  const left = residualShrinkage(people);
  return {
    method,
    parameters,
    standardErrors: assessed.standardErrors,
    omega: rowsOf(omega, mixed.effects),
    omegaErrors: rowsOf(assessed.omegaErrors, mixed.effects),
    objective,
    minusTwoLogLikelihood: assessed.minusTwoLogLikelihood,
    chanceError: assessed.chanceError,
    undetermined: assessed.undetermined,
    shrinkage: shrinkageByEffect(model, people, omega),
    residualShrinkage: left,
    converged,
    findings: populationFindings(model, found, { ...assessed, residualShrinkage: left }),
  };
}
