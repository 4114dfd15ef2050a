import type { JsonValue } from "./json-value.ts";
import { type Constants, named } from "./parameter-text.ts";

/** The residual error of one kind of observation, as texts over `prediction` and the names of the model. */
export interface ResidualError {
  /** What a value is compared with: the prediction, or its logarithm. */
  readonly expected: (prediction: string) => string;
  readonly variance: (prediction: string) => string;
  /** How the DV column relates to what is compared. */
  readonly transform: "none" | "logarithm";
}

const same = (prediction: string) => prediction;

/** Reads `error`: additive, proportional, both, on the log scale, or any variance as an expression. */
export function readResidualError(json: JsonValue, name: string, constants: Constants): ResidualError {
  const fields = json.fields("additive", "proportional", "logAdditive", "dv", "variance");
  const { additive, proportional, logAdditive, variance, dv } = fields;
  if (logAdditive !== undefined) {
    if (additive ?? proportional ?? variance) json.refuse("logAdditive alone: it goes with no other error");
    const transform = json.need(dv, "dv").oneOf("natural", "log") === "natural" ? "logarithm" : "none";
    const size = varianceText(logAdditive, `additive_${name}`, constants);
    return { expected: (prediction) => `ln(${prediction})`, variance: () => size, transform };
  }
  if (dv !== undefined) dv.refuse("nothing here: dv goes with logAdditive");
  if (variance !== undefined) {
    if (additive ?? proportional) json.refuse("variance alone, or additive and proportional");
    return custom(variance.kind === "number" ? String(variance.number()) : variance.text("an expression"));
  }
  const a = additive && !isZero(additive) && varianceText(additive, `additive_${name}`, constants);
  const b = proportional && varianceText(proportional, `proportional_${name}`, constants);
  return { expected: same, variance: usual(json, a || undefined, b), transform: "none" };
}

function isZero(json: JsonValue): boolean {
  const { variance, sd } = json.fields("variance", "sd");
  return (variance ?? sd)?.value === 0;
}

function custom(text: string): ResidualError {
  const variance = (prediction: string) => text.replace(/\bprediction\b/g, prediction);
  return { expected: same, variance, transform: "none" };
}

/**
 * A purely proportional error at a prediction of exactly 0 would have no spread; there its weight is 1, as NONMEM's
 * control files are commonly written (IF (F.EQ.0) W = 1).
 */
function usual(
  json: JsonValue,
  a: string | undefined,
  b: string | undefined,
): (prediction: string) => string {
  if (b === undefined) return a === undefined ? json.refuse(errorForms) : () => a;
  if (a === undefined) return (f) => `if ${f} == 0 then ${b} else ${b}*${f}^2`;
  return (f) => `${a} + ${b}*${f}^2`;
}

const errorForms = "an error: additive, proportional, both, logAdditive or variance";

/** `{ "variance": 0.05 }` or `{ "sd": 0.22 }`; each a number or an expression. An additive part of 0 is as good as none. */
function varianceText(json: JsonValue, name: string, constants: Constants): string {
  const { variance, sd } = json.fields("variance", "sd");
  const given = variance ?? sd;
  if (given === undefined || (variance !== undefined && sd !== undefined))
    return json.refuse("a variance or an sd");
  if (given.kind === "number" && given.number() < 0) given.refuse("a number that is not negative");
  const text = named(`${variance === undefined ? "sd" : "variance"}_${name}`, given, constants);
  return variance === undefined ? `(${text})^2` : `(${text})`;
}
