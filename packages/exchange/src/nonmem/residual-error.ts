import type { JsonValue } from "./json-value.ts";
import { type Constants, expressionText, named } from "./parameter-text.ts";
import { sumOfEffects } from "./residual-effects.ts";
import type { Known, ResidualError } from "./residual-law.ts";

const forms =
  "an error: additive, proportional, power, additive with one of these, logAdditive, eps, or a variance as an expression";

/** Reads `error`: additive, proportional, power, sums of these, on the log scale, or any variance as an expression. */
export function readResidualError(json: JsonValue, name: string, { constants, sigma }: Known): ResidualError {
  const fields = json.fields(
    "additive",
    "proportional",
    "power",
    "combine",
    "correlation",
    "logAdditive",
    "dv",
    "variance",
    "student",
    "eps",
  );
  const { eps, ...usual } = fields;
  if (eps !== undefined) {
    for (const field of Object.values(usual)) field.refuse("nothing: eps goes alone");
    return sumOfEffects(eps, sigma);
  }
  const { student, ...kinds } = usual;
  const error = kindOf(json, kinds, name, constants);
  return student === undefined ? error : { ...error, degrees: degreesOf(student) };
}

type Kinds = Partial<
  Record<
    "additive" | "proportional" | "power" | "combine" | "correlation" | "logAdditive" | "dv" | "variance",
    JsonValue
  >
>;

function kindOf(json: JsonValue, kinds: Kinds, name: string, constants: Constants): ResidualError {
  const { logAdditive, variance, dv, ...parts } = kinds;
  const others = Object.values(parts);
  if (logAdditive !== undefined) {
    if (variance !== undefined || others.length > 0)
      json.refuse("logAdditive alone: it goes with no other error");
    return onLogScale(logAdditive, json.need(dv, "dv"), name, constants);
  }
  if (dv !== undefined) dv.refuse("nothing here: dv goes with logAdditive");
  if (variance === undefined) return combined(json, parts, name, constants);
  if (others.length > 0) json.refuse("variance alone, or additive and proportional");
  return custom(variance.kind === "number" ? String(variance.number()) : variance.text("an expression"));
}

function onLogScale(size: JsonValue, dv: JsonValue, name: string, constants: Constants): ResidualError {
  const transform = dv.oneOf("natural", "log") === "natural" ? "logarithm" : "none";
  const { variance } = sizeOf(size, `additive_${name}`, constants);
  return { expected: (prediction) => `ln(${prediction})`, variance: () => variance, transform };
}

function custom(text: string): ResidualError {
  const variance = (prediction: string) => text.replace(/\bprediction\b/g, prediction);
  return { expected: same, variance, transform: "none" };
}

const same = (prediction: string) => prediction;

/** A standard deviation that may grow with the prediction. */
interface Part extends Size {
  readonly times: (prediction: string) => string;
}

function combined(
  json: JsonValue,
  parts: Pick<Kinds, "additive" | "proportional" | "power" | "combine" | "correlation">,
  name: string,
  constants: Constants,
): ResidualError {
  const { additive, proportional, power, combine, correlation } = parts;
  if (proportional !== undefined && power !== undefined) json.refuse("proportional or power, not both");
  const constant =
    additive !== undefined && !isZero(additive) ? sizeOf(additive, `additive_${name}`, constants) : undefined;
  const growing = growingPart(proportional, power, name, constants);
  const together = combine?.oneOf("variances", "sds");
  for (const field of [combine, correlation])
    if (field !== undefined && (additive === undefined || growing === undefined))
      field.refuse("nothing: it goes with an additive error and one that grows");
  if (together === "sds" && correlation !== undefined) correlation.refuse("nothing: standard deviations add");
  const variance = varianceOf(constant, growing, together === "sds" ? "1" : correlationText(correlation));
  const relative = constant === undefined && growing !== undefined;
  return {
    expected: same,
    variance: variance ?? json.refuse(forms),
    transform: "none",
    ...(relative ? { relative } : {}),
  };
}

function growingPart(
  proportional: JsonValue | undefined,
  power: JsonValue | undefined,
  name: string,
  constants: Constants,
): Part | undefined {
  if (proportional !== undefined)
    return { ...sizeOf(proportional, `proportional_${name}`, constants), times: same };
  if (power === undefined) return undefined;
  const { exponent, ...size } = power.fields("variance", "sd", "exponent");
  const text = named(`exponent_power_${name}`, power.need(exponent, "exponent"), constants);
  return {
    ...sizeFrom(power, size, `power_${name}`, constants),
    times: (prediction) => `abs(${prediction})^(${text})`,
  };
}

/**
 * Var = a² + b²·g² + 2ρ·a·b·g, where g is what the growing part is multiplied by; ρ = 1 adds standard deviations. A purely
 * growing error at a prediction of exactly 0 would have no spread; there its weight is 1, as NONMEM's control files are
 * commonly written (IF (F.EQ.0) W = 1).
 */
function varianceOf(
  constant: Size | undefined,
  growing: Part | undefined,
  correlation: string | undefined,
): ((prediction: string) => string) | undefined {
  if (growing === undefined) return constant && (() => constant.variance);
  const square = (f: string) => `${growing.variance}*(${growing.times(f)})^2`;
  if (constant === undefined) return (f) => `if ${f} == 0 then ${growing.variance} else ${square(f)}`;
  const sum = (f: string) => `${constant.variance} + ${square(f)}`;
  if (correlation === undefined) return sum;
  return (f) => `${sum(f)} + 2*(${correlation})*${constant.sd}*${growing.sd}*${growing.times(f)}`;
}

function correlationText(json: JsonValue | undefined): string | undefined {
  if (json?.kind === "number" && !(Math.abs(json.number()) <= 1)) json.refuse("a number from -1 to 1");
  return json && expressionText(json);
}

function isZero(json: JsonValue): boolean {
  const { variance, sd } = json.fields("variance", "sd");
  return (variance ?? sd)?.value === 0;
}

interface Size {
  readonly variance: string;
  readonly sd: string;
}

/** `{ "variance": 0.05 }` or `{ "sd": 0.22 }`; each a number or an expression. */
function sizeOf(json: JsonValue, name: string, constants: Constants): Size {
  return sizeFrom(json, json.fields("variance", "sd"), name, constants);
}

function sizeFrom(
  json: JsonValue,
  { variance, sd }: Partial<Record<"variance" | "sd", JsonValue>>,
  name: string,
  constants: Constants,
): Size {
  const given = variance ?? sd;
  if (given === undefined || (variance !== undefined && sd !== undefined))
    return json.refuse("a variance or an sd");
  if (given.kind === "number" && given.number() < 0) given.refuse("a number that is not negative");
  const text = named(`${variance === undefined ? "sd" : "variance"}_${name}`, given, constants);
  return variance === undefined
    ? { variance: `(${text})^2`, sd: `(${text})` }
    : { variance: `(${text})`, sd: `sqrt(${text})` };
}

function degreesOf(json: JsonValue): number {
  const { degrees } = json.fields("degrees");
  const value = json.need(degrees, "degrees");
  return value.number() > 0 ? value.number() : value.refuse("a number above 0");
}
