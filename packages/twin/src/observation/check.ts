import type { ErrorDetails, HomeostatError } from "@homeostat/engine";
import { type ErrorCode, failure } from "../errors/registry.ts";
import { knownCodes } from "./codes.ts";
import { knownCode, limitsOf } from "./limits.ts";
import type { Instant, Observation, Quality } from "./observation.ts";
import { otherUnit } from "./other-unit.ts";

/** What a reader of records knows before its value was judged: an observation without its quality. */
export type Draft = Omit<Observation, "quality"> & { readonly quality?: Quality };

export type Checked =
  | { readonly ok: true; readonly observation: Observation }
  | { readonly ok: false; readonly error: HomeostatError };

/** Clocks of devices run ahead by a little; beyond this a timestamp is from the future. */
const clockSkew = 5 * 60_000;
const good: Quality = { status: "ok" };

/**
 * The one door into the log: refuses what cannot be true, and marks what is only half known.
 *
 * @param now the reader's clock, against which "the future" is judged
 * @returns the observation with its quality, or the error that names place, rule and cure; never throws
 */
export function checkObservation(draft: Draft, now: Instant): Checked {
  const error = identityProblem(draft) ?? timeProblem(draft, now) ?? valueProblem(draft);
  if (error) return { ok: false, error };
  return { ok: true, observation: { ...draft, quality: judged(draft) } };
}

function identityProblem(draft: Draft): HomeostatError | null {
  const missing = (["key", "subject"] as const).find((field) => draft[field].trim() === "");
  return missing ? refuse("HS3001", draft, { field: missing }) : null;
}

function timeProblem(draft: Draft, now: Instant): HomeostatError | null {
  const { start, end, received } = draft;
  if (![start, received, end ?? start].every(Number.isSafeInteger)) return refuse("HS3002", draft);
  if (end !== undefined && end < start) return refuse("HS3003", draft);
  if (start > now + clockSkew) return refuse("HS3004", draft, { minutes: Math.ceil((start - now) / 60_000) });
  return null;
}

function valueProblem(draft: Draft): HomeostatError | null {
  if (draft.value.kind === "coded") return null;
  const { value, unit } = draft.value;
  if (!Number.isFinite(value)) return refuse("HS3005", draft);
  const name = knownCode(draft.code);
  if (!name) return null;
  const { unit: expected, title } = knownCodes[name];
  if (unit !== expected) return refuse("HS3006", draft, { title, unit, expected });
  const meant = name === "cgmGlucose" ? otherUnit(draft.asReceived, unit) : null;
  if (meant !== null) return refuse("HS3009", draft, { title, ...meant });
  const [low, high] = limitsOf(name).possible;
  if (value < low || value > high) return refuse("HS3007", draft, { title, value, unit, low, high });
  return null;
}

/** A draft that already carries a doubt keeps it; a value at the end of its sensor's range is only a bound. */
function judged(draft: Draft): Quality {
  if (draft.quality && draft.quality.status !== "ok") return draft.quality;
  const name = knownCode(draft.code);
  const range = name ? limitsOf(name).sensor : undefined;
  if (!range || draft.value.kind !== "quantity") return good;
  if (draft.value.value < range[0]) return bound("below");
  if (draft.value.value > range[1]) return bound("above");
  return good;
}

/**
 * The quality of a reading that a sensor gave as LOW or HIGH: true only that glucose was beyond the range's end,
 * which stands as the value.
 */
export function bound(censored: "below" | "above"): Quality {
  return doubt(failure("HS3008", { censored }), censored);
}

/** A quality of `suspect` with the rule that speaks against the value. */
export function doubt({ code, message }: HomeostatError, censored?: "below" | "above"): Quality {
  return { status: "suspect", code, reason: message, ...(censored ? { censored } : {}) };
}

function refuse(code: ErrorCode, draft: Draft, details: ErrorDetails = {}): HomeostatError {
  const { system, resource, path } = draft.source;
  const source = resource ? `${system}: ${resource}` : system;
  return failure(code, { key: draft.key, ...details }, path === undefined ? { source } : { source, path });
}
