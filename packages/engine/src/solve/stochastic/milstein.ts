import type { Scheme } from "./scheme.ts";

/** Milstein 1974, Theory Probab Appl 19:557, for diagonal noise: besides, ½·g·∂g/∂y·(ΔW² − h). */
export const milstein: Scheme = {
  name: "milstein",
  strongOrder: 1,
  weakOrder: 1,
  noise: "own",
  step(problem, t, h, y, next) {
    const { noisy, increments } = problem;
    const f = problem.drift(t, y);
    const g = problem.strengths(t, y);
    const slopes = problem.slopes(t, y);
    for (let i = 0; i < y.length; i++) next[i] = y[i]! + h * f[i]!;
    for (let k = 0; k < noisy.length; k++) {
      const w = increments[k]!;
      next[noisy[k]!]! += g[k]! * (w + 0.5 * slopes[k]! * (w * w - h));
    }
  },
};
