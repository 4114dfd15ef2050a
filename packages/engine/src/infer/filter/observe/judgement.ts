import type { ErrorCode } from "../../../errors/registry.ts";
import { failure } from "../../../errors/registry.ts";
import type { Site } from "./error-law.ts";
import { normalLaw } from "./normal-law.ts";
import { type FilterObservation, varianceAt } from "./observation.ts";

/** What became of one measured number, and why. */
export interface Judgement {
  readonly outcome: "used" | "down-weighted" | "refused";
  /** Observed minus the mean forecast; NaN where nothing was measured. */
  readonly residual: number;
  /** Variance of the forecast. */
  readonly spread: number;
  /** Variance of the measurement's error, as declared. */
  readonly variance: number;
  /** Why it was not simply used. */
  readonly reason?: { readonly code: ErrorCode; readonly message: string };
}

/** A judgement, and the normal measurement that stands for the value where it is used. */
export interface Judged {
  readonly judgement: Judgement;
  readonly site?: Site;
}

/** A measurement that keeps less than this share of its weight is said to be down-weighted. */
const tellBelow = 0.5;

/** Judges one value by its mean forecast and the forecast's variance. */
export function judge(observation: FilterObservation, i: number, mean: number, spread: number): Judged {
  const law = observation.laws?.[i] ?? normalLaw;
  const variance = varianceAt(observation, i);
  const residual = observation.values[i]! - mean;
  const seen = { residual, spread, variance };
  if (!Number.isFinite(observation.values[i]!))
    return { judgement: { ...seen, residual: Number.NaN, outcome: "refused", reason: because("HS1821") } };
  const sds = Math.abs(residual) / Math.sqrt(spread + variance);
  const place = { sds: rounded(sds), side: residual < 0 ? "below" : "above" };
  const site = law.site(residual, spread, variance);
  const censored = site.residual !== residual;
  const limit = observation.refuseBeyond;
  if (limit !== undefined && sds > limit && !censored)
    return { judgement: { ...seen, outcome: "refused", reason: because("HS1822", { ...place, limit }) } };
  const share = variance / site.variance;
  if (share >= tellBelow || censored) return { judgement: { ...seen, outcome: "used" }, site };
  const reason = because("HS1823", { ...place, share: `${rounded(100 * share)} %` });
  return { judgement: { ...seen, outcome: "down-weighted", reason }, site };
}

function because(code: ErrorCode, details: Parameters<typeof failure>[1] = {}) {
  return { code, message: failure(code, details).message };
}

const rounded = (value: number) => Math.round(value * 10) / 10;
