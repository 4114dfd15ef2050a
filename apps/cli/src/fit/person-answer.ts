import type { RandomStream } from "@homeostat/engine";
import {
  effectShrinkage,
  findingsOf,
  judgePosterior,
  type MapEstimate,
  predictionErrors,
  type Subject,
} from "@homeostat/engine/infer";
import type { FitModel } from "@homeostat/exchange";
import { advice } from "./advice.ts";
import { isLaplace, type PersonFit } from "./fit-person.ts";
import { inWords } from "./findings-in-words.ts";
import { posteriorAnswer } from "./posterior-answer.ts";

/** With how many simulated data sets values are ranked, if at all. */
export interface Ranking {
  readonly count: number;
  readonly stream: RandomStream;
}

export type PersonAnswer = ReturnType<typeof personAnswer>;

/** What is said of one person. */
export function personAnswer(
  model: FitModel,
  subject: Subject,
  { prepared, estimate, objective, membership }: PersonFit,
  {
    ranking,
    times,
    judging,
  }: {
    readonly ranking?: Ranking | undefined;
    readonly times?: readonly number[] | undefined;
    /** Chance by which it is judged what gives the posterior right, if it is. */
    readonly judging?: RandomStream;
  },
) {
  const { effects, mixed, file } = model;
  const byEffect = (values: Float64Array) =>
    Object.fromEntries(effects.map((name) => [name, values[mixed.effects.indexOf(name)] ?? 0]));
  const laplace = isLaplace(file.method);
  const ranks = ranking && predictionErrors(prepared, subject, ranking.count, ranking.stream);
  const judgement = judging && judgePosterior(prepared, subject, estimate, judging);
  const posterior = judgement && posteriorAnswer(judgement, mixed.effects);
  const findings = findingsOf(estimate, judgement);
  const advised = advice(prepared, subject, estimate, times);
  const contradiction = findings.find((one) => one.kind === "contradiction");
  return {
    id: Number.isFinite(Number(subject.id)) ? Number(subject.id) : subject.id,
    eta: byEffect(estimate.effects),
    objective,
    ...(membership === undefined
      ? {}
      : { mixture: { estimated: membership.most + 1, probabilities: [...membership.probabilities] } }),
    converged: estimate.converged,
    plausibility: estimate.plausibility,
    widen: contradiction?.widen ?? 1,
    learned: byEffect(estimate.learned),
    covariance: rowsOf(laplace ? estimate.laplaceCovariance : estimate.covariance, mixed.effects),
    ...(judgement === undefined
      ? {}
      : { normal: { enough: judgement.enough, distance: byEffect(judgement.distance) } }),
    ...(posterior && { posterior }),
    otherModes: estimate.otherModes.map((mode) => ({
      eta: byEffect(mode.effects),
      minimum: mode.minimum - estimate.minimum,
      objective: mode.objective,
      share: mode.share,
    })),
    observations: estimate.residuals.map((residual, i) => ({
      time: residual.time,
      value: residual.value,
      pred: residual.population,
      ipred: residual.individual,
      iwres: residual.weighted,
      cwres: residual.conditional,
      ...(ranks === undefined ? {} : { npd: ranks[i]!.npd, npde: ranks[i]!.npde }),
      taught: byEffect(residual.evidence),
    })),
    findings: inWords(findings, mixed.effects, advised.measureNext),
    ...advised,
  };
}

/** A matrix by name; effects without variance have none. */
export function rowsOf(covariance: Float64Array, names: readonly string[]) {
  const n = names.length;
  return Object.fromEntries(
    names.map((row, i) => [
      row,
      Object.fromEntries(names.map((column, j) => [column, covariance[i * n + j]!])),
    ]),
  );
}

export function shrinkageByEffect({ mixed }: FitModel, people: readonly MapEstimate[], omega: Float64Array) {
  const shrinkage = effectShrinkage(people, omega);
  return Object.fromEntries(mixed.effects.map((name, k) => [name, shrinkage[k]!]));
}
