import type { EstimatedScale, Prior } from "@homeostat/engine/infer";
import type { JsonValue } from "./json-value.ts";
import { readPrior } from "./read-prior.ts";

/**
 * How a random effect enters: P·exp(η), P + η, P·(1 + η), on the logit scale, which keeps P between two numbers, or
 * P·exp((e^(λη) − 1)/λ), skewed (Box & Cox; Petersson 2009, Pharm Res 26:2174).
 */
type Scale = "exponential" | "additive" | "proportional" | "logit" | "boxcox";

/** The effect around a constant, and the scale on which it is added to it. */
export interface Centre {
  readonly effect: string;
  readonly scale: EstimatedScale;
}

/** Numbers of MODEL.json by the names that expressions read them by: what a population fit can estimate. */
export type Constants = Map<string, { readonly value: number; readonly path: string }>;

/** What is read on the way: constants, and priors by the name of their effect. */
export interface Found {
  readonly constants: Constants;
  readonly priors: Map<string, Prior>;
  /** Constants that are centres of an effect, as far as one parameter alone can tell. */
  readonly centres: Map<string, Centre>;
  /** What stands in place of a random effect: its name, or an expression of several. */
  readonly etas: JsonValue[];
}

/** The expression of a parameter: given as it is, or made of its typical value, covariate factor and random effect. */
export function parameterText(name: string, json: JsonValue, found: Found): string {
  const constant = (value: JsonValue): string => named(`typical_${name}`, value, found.constants);
  if (json.kind === "number") return constant(json);
  if (json.kind === "string") return json.text("an expression");
  const fields = json.fields("typical", "times", "eta", "scale", "low", "high", "shape", "prior");
  const { typical, times, eta, prior, ...scale } = fields;
  if (prior !== undefined) {
    for (const field of [typical, ...Object.values(scale)]) field?.refuse("nothing: the prior says it all");
    return timesText(drawnText(name, prior, eta, found.priors), times);
  }
  const value = timesText(constant(json.need(typical, "typical")), times);
  if (eta !== undefined) {
    found.etas.push(eta);
    const centre = centreOf(name, found.constants, eta.text("an expression of random effects"), fields);
    if (centre !== undefined) found.centres.set(`typical_${name}`, centre);
    return scaled(json, value, eta.text(), scale);
  }
  for (const field of Object.values(scale)) field.refuse("nothing: there is no eta");
  return value;
}

/** P·exp(η + …), P + η + …, and P on the logit scale: where η is added to the constant on some scale. */
function centreOf(
  name: string,
  constants: Constants,
  eta: string,
  { times, scale, low, high }: Partial<Record<string, JsonValue>>,
): Centre | undefined {
  const value = constants.get(`typical_${name}`)?.value;
  const effect = /^\s*([A-Za-z_][A-Za-z0-9_]*)\s*($|\+)/.exec(eta)?.[1];
  if (value === undefined || effect === undefined) return undefined;
  const kind = scale?.value ?? "exponential";
  if (kind === "exponential" && value > 0) return { effect, scale: "logarithm" };
  if (times !== undefined) return undefined;
  if (kind === "additive") return { effect, scale: "as it is" };
  const [from, to] = [low?.value ?? 0, high?.value ?? 1];
  if (kind !== "logit" || typeof from !== "number" || typeof to !== "number") return undefined;
  return value > from && value < to ? { effect, scale: { is: "logit", low: from, high: to } } : undefined;
}

const timesText = (value: string, times?: JsonValue) =>
  times === undefined ? value : `(${value})*(${expressionText(times)})`;

/** The effect stands for the value itself; `eta` is its normal score. */
function drawnText(
  name: string,
  prior: JsonValue,
  eta: JsonValue | undefined,
  priors: Map<string, Prior>,
): string {
  const effect = eta?.text("a name") ?? `ETA_${name}`;
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(effect)) eta?.refuse("the name of one random effect");
  if (priors.has(effect)) prior.refuse("a prior with an effect of its own");
  priors.set(effect, readPrior(prior));
  return effect;
}

function scaled(
  json: JsonValue,
  typical: string,
  effect: string,
  fields: Partial<Record<"scale" | "low" | "high" | "shape", JsonValue>>,
): string {
  const { scale, low, high, shape } = fields;
  const kind: Scale =
    scale?.oneOf("exponential", "additive", "proportional", "logit", "boxcox") ?? "exponential";
  if (kind !== "logit") for (const field of [low, high]) field?.refuse("nothing: it goes with scale logit");
  if (kind !== "boxcox") shape?.refuse("nothing: it goes with scale boxcox");
  switch (kind) {
    case "exponential":
      return `(${typical})*exp(${effect})`;
    case "additive":
      return `(${typical}) + ${effect}`;
    case "proportional":
      return `(${typical})*(1 + ${effect})`;
    case "boxcox": {
      const lambda = expressionText(json.need(shape, "shape"));
      return `(${typical})*exp((exp((${lambda})*(${effect})) - 1)/(${lambda}))`;
    }
    case "logit":
      return logit(typical, effect, low && expressionText(low), high && expressionText(high));
  }
}

/** low + (high − low)/(1 + (high − P)/(P − low)·exp(−η)). */
function logit(typical: string, effect: string, low = "0", high = "1"): string {
  const odds = `((${high}) - (${typical}))/((${typical}) - (${low}))`;
  return `(${low}) + ((${high}) - (${low}))/(1 + ${odds}*exp(-(${effect})))`;
}

/** A number goes into the constants under this name; an expression is taken as it is. */
export function named(name: string, json: JsonValue, constants: Constants): string {
  if (json.kind !== "number") return json.text("a number or an expression");
  constants.set(name, { value: json.number(), path: json.path });
  return name;
}

export function expressionText(json: JsonValue): string {
  return json.kind === "number" ? `(${json.number()})` : json.text("a number or an expression");
}
