import type { Scheme } from "./scheme.ts";

/** Maruyama 1955, Rend Circ Mat Palermo 4:48: y + f·h + g·ΔW. */
export const eulerMaruyama: Scheme = {
  name: "euler-maruyama",
  strongOrder: 0.5,
  weakOrder: 1,
  noise: "any",
  step(problem, t, h, y, next) {
    const { noisy, increments } = problem;
    const f = problem.drift(t, y);
    const g = problem.strengths(t, y);
    for (let i = 0; i < y.length; i++) next[i] = y[i]! + h * f[i]!;
    for (let k = 0; k < noisy.length; k++) next[noisy[k]!]! += g[k]! * increments[k]!;
  },
};
