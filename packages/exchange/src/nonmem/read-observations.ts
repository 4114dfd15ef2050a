import { failure } from "../errors/registry.ts";
import type { JsonValue } from "./json-value.ts";
import type { CellTest, Limit, ObservationRule, RowCondition } from "./model-file.ts";
import type { Constants } from "./parameter-text.ts";
import { placed } from "./read-structure.ts";
import { readResidualError } from "./residual-error.ts";
import type { Structure } from "./standard-structures.ts";

/** Reads `observations`, or `error` for the one kind that a standard structure measures. */
export function readObservations(
  file: JsonValue,
  structure: Structure,
  constants: Constants,
  observations?: JsonValue,
  error?: JsonValue,
): readonly ObservationRule[] {
  if (observations === undefined)
    return [defaultObservation(file, structure, file.need(error, "error"), constants)];
  if (error !== undefined) error.refuse("nothing: each of observations has its own error");
  const rules = observations
    .list()
    .map((one, i) => readObservation(one, structure, String(i + 1), constants));
  return rules.length === 0 ? observations.refuse("at least one kind of observation") : rules;
}

function defaultObservation(
  file: JsonValue,
  structure: Structure,
  error: JsonValue,
  constants: Constants,
): ObservationRule {
  const text = structure.prediction ?? file.need(undefined, "observations").text();
  return {
    when: {},
    prediction: { text, path: "structure" },
    error: readResidualError(error, "1", constants),
    errorPath: error.path,
    words: {},
  };
}

function readObservation(
  json: JsonValue,
  structure: Structure,
  name: string,
  constants: Constants,
): ObservationRule {
  const fields = json.fields("when", "prediction", "error", "lloq", "uloq", "words");
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
    error: readResidualError(error, name, constants),
    errorPath: error.path,
    ...(lloq === undefined ? {} : { lloq }),
    ...(uloq === undefined ? {} : { uloq }),
    words: Object.fromEntries(
      (fields.words?.entries("limits by word") ?? []).map(([word, limit]) => [word, readLimit(limit)]),
    ),
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

/** Columns with what their cells must be: a number, a word, or a number below or above another. */
export function readCondition(json: JsonValue): RowCondition {
  return Object.fromEntries(
    json.entries("cells by column").map(([column, cell]) => [column, cellTest(cell)]),
  );
}

function cellTest(json: JsonValue): CellTest {
  if (json.kind === "object") return readLimit(json);
  return json.kind === "number" ? String(json.number()) : json.text("a number, a word, or a limit");
}
