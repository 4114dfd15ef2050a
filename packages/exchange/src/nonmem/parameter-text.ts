import type { JsonValue } from "./json-value.ts";

/** How a random effect enters: P·exp(η), P + η, P·(1 + η), or on the logit scale, which keeps P between 0 and 1. */
const scales = {
  exponential: (typical: string, effect: string) => `(${typical})*exp(${effect})`,
  additive: (typical: string, effect: string) => `(${typical}) + ${effect}`,
  proportional: (typical: string, effect: string) => `(${typical})*(1 + ${effect})`,
  logit: (typical: string, effect: string) => `1/(1 + (1/(${typical}) - 1)*exp(-(${effect})))`,
} as const;

/** Numbers of MODEL.json by the names that expressions read them by: what a population fit can estimate. */
export type Constants = Map<string, number>;

/** The expression of a parameter: given as it is, or made of its typical value, covariate factor and random effect. */
export function parameterText(name: string, json: JsonValue, constants: Constants): string {
  const constant = (value: JsonValue): string => named(`typical_${name}`, value, constants);
  if (json.kind === "number") return constant(json);
  if (json.kind === "string") return json.text("an expression");
  const { typical, times, eta, scale } = json.fields("typical", "times", "eta", "scale");
  const value = constant(json.need(typical, "typical"));
  const factor = times === undefined ? value : `(${value})*(${expressionText(times)})`;
  if (eta === undefined) return scale === undefined ? factor : scale.refuse("nothing: there is no eta");
  const kind = scale?.oneOf("exponential", "additive", "proportional", "logit") ?? "exponential";
  return scales[kind](factor, eta.text("an expression of random effects"));
}

/** A number goes into the constants under this name; an expression is taken as it is. */
export function named(name: string, json: JsonValue, constants: Constants): string {
  if (json.kind !== "number") return json.text("a number or an expression");
  constants.set(name, json.number());
  return name;
}

export function expressionText(json: JsonValue): string {
  return json.kind === "number" ? String(json.number()) : json.text("a number or an expression");
}
