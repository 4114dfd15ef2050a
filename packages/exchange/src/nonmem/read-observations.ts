import { failure } from "../errors/registry.ts";
import type { JsonValue } from "./json-value.ts";
import type { Limit, ObservationRule } from "./model-file.ts";
import { expressionText } from "./parameter-text.ts";
import { readCondition } from "./read-condition.ts";
import { placed } from "./read-structure.ts";
import { readResidualError } from "./residual-error.ts";
import type { Known } from "./residual-law.ts";
import type { Structure } from "./standard-structures.ts";

/** Reads `observations`, or `error` for the one kind that a standard structure measures. */
export function readObservations(
  file: JsonValue,
  structure: Structure,
  known: Known,
  observations?: JsonValue,
  error?: JsonValue,
): readonly ObservationRule[] {
  if (observations === undefined)
    return [defaultObservation(file, structure, file.need(error, "error"), known)];
  if (error !== undefined) error.refuse("nothing: each of observations has its own error");
  const rules = observations.list().map((one, i) => readObservation(one, structure, String(i + 1), known));
  return rules.length === 0 ? observations.refuse("at least one kind of observation") : rules;
}

function defaultObservation(
  file: JsonValue,
  structure: Structure,
  error: JsonValue,
  known: Known,
): ObservationRule {
  const text = structure.prediction ?? file.need(undefined, "observations").text();
  return {
    when: {},
    prediction: { text, path: "structure" },
    error: readResidualError(error, "1", known),
    errorPath: error.path,
    words: {},
  };
}

function readObservation(json: JsonValue, structure: Structure, name: string, known: Known): ObservationRule {
  const fields = json.fields(
    "when",
    "prediction",
    "error",
    "lloq",
    "uloq",
    "words",
    "likelihood",
    "minusTwoLogLikelihood",
  );
  const { when, likelihood, minusTwoLogLikelihood, ...others } = fields;
  const given = likelihood ?? minusTwoLogLikelihood;
  if (given !== undefined) {
    for (const field of [likelihood && minusTwoLogLikelihood, ...Object.values(others)])
      field?.refuse("nothing: a likelihood says it all");
    return {
      when: when === undefined ? {} : readCondition(when),
      ...byLikelihood(given, given === likelihood),
    };
  }
  const prediction =
    fields.prediction === undefined && structure.prediction !== undefined
      ? { text: structure.prediction, path: "structure" }
      : placed(json.need(fields.prediction, "prediction"));
  const error = json.need(fields.error, "error");
  const [lloq, uloq] = [fields.lloq, fields.uloq].map((limit) => limit?.number("a limit of quantification"));
  if (lloq !== undefined && uloq !== undefined && !(lloq < uloq))
    throw failure("HS1617", { what: "uloq", value: uloq }, fields.uloq!.place);
  return {
    when: fields.when === undefined ? {} : readCondition(fields.when),
    prediction,
    error: readResidualError(error, name, known),
    errorPath: error.path,
    ...(lloq === undefined ? {} : { lloq }),
    ...(uloq === undefined ? {} : { uloq }),
    words: Object.fromEntries(
      (fields.words?.entries("limits by word") ?? []).map(([word, limit]) => [word, readLimit(limit)]),
    ),
  };
}

/** −2 ln likelihood stands in the place of the prediction. */
function byLikelihood(json: JsonValue, plain: boolean): Omit<ObservationRule, "when"> {
  const text = expressionText(json);
  return {
    prediction: { text: plain ? `-2*ln(${text})` : text, path: json.path },
    error: { expected: (prediction) => prediction, variance: () => "1", transform: "none" },
    errorPath: json.path,
    likelihood: true,
    words: {},
  };
}

/** `{ "below": 40 }` or `{ "above": 400 }`. */
function readLimit(json: JsonValue): Limit {
  const { below, above } = json.fields("below", "above");
  const given = below ?? above;
  if (given === undefined || (below !== undefined && above !== undefined))
    return json.refuse("below or above with a number");
  return { side: below === undefined ? "above" : "below", limit: given.number() };
}
