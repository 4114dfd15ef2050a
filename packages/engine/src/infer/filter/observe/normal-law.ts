import type { ErrorLaw } from "./error-law.ts";

const logTwoPi = Math.log(2 * Math.PI);

export const logNormalDensity = (residual: number, variance: number): number =>
  -0.5 * (logTwoPi + Math.log(variance) + (residual * residual) / variance);

export const normalLaw: ErrorLaw = {
  name: "normal",
  logDensity: logNormalDensity,
  site: (residual, spread, variance) => ({
    residual,
    variance,
    logEvidence: logNormalDensity(residual, spread + variance),
  }),
};
