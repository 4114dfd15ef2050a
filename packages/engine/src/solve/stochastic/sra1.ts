import type { Scheme } from "./scheme.ts";

/** The scheme's coefficients: A⁰₂₁ = c⁰₂ = ¾, B⁰₂₁ = 3/2, α = (⅓, ⅔), c¹ = (1, 0), β¹ = (1, 0), β² = (−1, 1). */
const [stageTime, stageNoise, first, second] = [0.75, 1.5, 1 / 3, 2 / 3] as const;

/** SRA1 of Rößler 2010, SIAM J Numer Anal 48:922, for additive noise, whose strength may change with time. */
export const sra1: Scheme = {
  name: "sra1",
  strongOrder: 1.5,
  weakOrder: 2,
  noise: "additive",
  step(problem, t, h, y, next) {
    const { noisy, increments, areas, stage } = problem;
    const f1 = problem.drift(t, y);
    for (let i = 0; i < y.length; i++) {
      stage[i] = y[i]! + stageTime * h * f1[i]!;
      next[i] = y[i]! + first * h * f1[i]!;
    }
    const late = problem.strengths(t + h, y);
    for (let k = 0; k < noisy.length; k++) {
      stage[noisy[k]!]! += (stageNoise * late[k]! * areas[k]!) / h;
      next[noisy[k]!]! += late[k]! * (increments[k]! - areas[k]! / h);
    }
    const early = problem.strengths(t, y);
    for (let k = 0; k < noisy.length; k++) next[noisy[k]!]! += (early[k]! * areas[k]!) / h;
    const f2 = problem.drift(t + stageTime * h, stage);
    for (let i = 0; i < y.length; i++) next[i]! += second * h * f2[i]!;
  },
};
