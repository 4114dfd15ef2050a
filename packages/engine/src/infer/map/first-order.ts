import type { Subject } from "./mixed-effects-model.ts";
import type { PreparedModel } from "./prepared-model.ts";
import { SubjectPosterior } from "./subject-posterior.ts";
import { factorise, logDeterminant, solveFactorised } from "./symmetric.ts";

/**
 * NONMEM's objective of a person under the first-order method (METHOD=0): ln|C| + (y − f)ᵀC⁻¹(y − f), where
 * C = f′Ωf′ᵀ + V and all are at η = 0 (Beal & Sheiner 1982, Crit Rev Biomed Eng 8:195; Wang 2007, J Pharmacokinet
 * Pharmacodyn 34:575). With H = Ω⁻¹ + f′ᵀV⁻¹f′ and the slope b = f′ᵀV⁻¹(y − f) it is, by the determinant and inverse of
 * a sum, ln|V| + rᵀV⁻¹r + ln|Ω| + ln|H| − bᵀH⁻¹b: what conditional estimation reads at η = 0. The model's `variance` is
 * "typical". NaN where H is not positive definite.
 */
export function firstOrderObjective(prepared: PreparedModel, subject: Subject): number {
  const n = prepared.model.effects.length;
  const { value, gradient, information } = new SubjectPosterior(prepared, subject).landscape(
    new Float64Array(n),
  );
  const lower = factorise(information, n);
  if (lower === undefined) return Number.NaN;
  const towards = solveFactorised(lower, gradient);
  const gain = gradient.reduce((sum, slope, k) => sum + slope * towards[k]!, 0) / 4;
  return value + prepared.logDeterminant + logDeterminant(lower, n) - gain;
}
