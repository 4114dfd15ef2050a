import { didYouMean, failure } from "@homeostat/engine";
import { JsonValue } from "./json-value.ts";
import type {
  CovariateColumn,
  DoseTexts,
  ModelFile,
  ObservationRule,
  OccasionEffects,
  PlacedText,
  RowCondition,
} from "./model-file.ts";
import { type Constants, expressionText, parameterText } from "./parameter-text.ts";
import { readOmega } from "./random-effects.ts";
import { readResidualError } from "./residual-error.ts";
import { type Structure, standardStructures } from "./standard-structures.ts";

/** Reads MODEL.json (docs/guides/fit.md). @throws HS1611–HS1616 with the path of what is wrong */
export function readModelFile(text: string, source: string): ModelFile {
  const json = JsonValue.parse(text, source);
  const fields = json.fields(
    "$schema",
    "title",
    "units",
    "structure",
    "parameters",
    "omega",
    "occasions",
    "covariates",
    "covariatesBetween",
    "doses",
    "observations",
    "error",
    "method",
    "data",
    "fixed",
  );
  const constants: Constants = new Map();
  const structure = readStructure(json.need(fields.structure, "structure"));
  const { columns, ignore } = readDataOptions(fields.data);
  return {
    source,
    title: fields.title?.text() ?? source,
    time: readTimeUnit(fields.units),
    structure,
    structurePath: "structure",
    parameters: json
      .need(fields.parameters, "parameters")
      .entries()
      .map(
        ([name, value]) => [name, { text: parameterText(name, value, constants), path: value.path }] as const,
      ),
    effects: readOmega(json.need(fields.omega, "omega")),
    occasions: fields.occasions && readOccasions(fields.occasions),
    covariates: fields.covariates === undefined ? [] : readCovariates(fields.covariates),
    covariatesBetween: fields.covariatesBetween?.oneOf("next", "last") ?? "next",
    doses: Object.fromEntries((fields.doses?.entries() ?? []).map(readDose(structure))),
    observations: readObservations(json, structure, constants, fields.observations, fields.error),
    method: fields.method?.oneOf("foce-i", "foce", "laplace") ?? "foce-i",
    columns,
    ignore,
    constants: Object.fromEntries(constants),
    fixed: fields.fixed === undefined ? [] : readFixed(fields.fixed, constants),
  };
}

/** Names of constants that a population fit leaves as they are. @throws HS1612 */
function readFixed(json: JsonValue, constants: Constants): readonly string[] {
  const known = [...constants.keys()];
  return json.list().map((name) => name.oneOf(...known));
}

/** Amounts and concentrations are labels: the arithmetic is that of the numbers, as in NONMEM. */
function readTimeUnit(json?: JsonValue): ModelFile["time"] {
  const { time, amount, concentration } = json?.fields("time", "amount", "concentration") ?? {};
  amount?.text("a unit");
  concentration?.text("a unit");
  return time?.oneOf("s", "min", "h", "d") ?? "h";
}

function readStructure(json: JsonValue): Structure {
  if (json.kind === "string") return namedStructure(json);
  const { compartments } = json.fields("compartments");
  const entries = json.need(compartments, "compartments").entries("right-hand sides by compartment");
  if (entries.length === 0) json.refuse("at least one compartment");
  return {
    compartments: Object.fromEntries(entries.map(([name, value]) => [name, expressionText(value)])),
    needs: [],
  };
}

function namedStructure(json: JsonValue): Structure {
  const name = json.text();
  const found = standardStructures.get(name);
  if (found !== undefined) return found;
  const known = [...standardStructures.keys()];
  return json.refuse(`one of ${known.map((one) => `"${one}"`).join(", ")}, or { "compartments": … }`);
}

const placed = (json: JsonValue): PlacedText => ({ text: expressionText(json), path: json.path });

function readDose(structure: Structure): (entry: readonly [string, JsonValue]) => [string, DoseTexts] {
  return ([name, json]) => {
    const known = Object.keys(structure.compartments);
    if (!known.includes(name))
      throw failure(
        "HS1613",
        { key: name, suggestion: didYouMean(name, known), known: known.join(", ") },
        json.place,
      );
    const texts = json.fields("bioavailability", "lag", "rate", "duration");
    return [name, Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, placed(value)]))];
  };
}

function readOccasions(json: JsonValue): OccasionEffects {
  const { covariate, levels, omega } = json.fields("covariate", "levels", "omega");
  return {
    covariate: json.need(covariate, "covariate").text("the name of a covariate"),
    levels: json
      .need(levels, "levels")
      .list()
      .map((level) => level.number()),
    variances: Object.fromEntries(
      json
        .need(omega, "omega")
        .entries("variances by name")
        .map(([name, value]) => [name, value.number("a variance")]),
    ),
  };
}

function readCovariates(json: JsonValue): readonly CovariateColumn[] {
  if (json.kind === "array")
    return json.list().map((name) => ({ name: name.text("a name"), column: name.text(), codes: {} }));
  return json.entries("names, or columns by name").map(([name, value]) => {
    const { column, codes } = value.fields("column", "codes");
    const numbers = (codes?.entries("numbers by word") ?? []).map(([word, number]) => [
      word,
      number.number(),
    ]);
    return { name, column: column?.text("a column") ?? name, codes: Object.fromEntries(numbers) };
  });
}

function readObservations(
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
    lloq: undefined,
  };
}

function readObservation(
  json: JsonValue,
  structure: Structure,
  name: string,
  constants: Constants,
): ObservationRule {
  const fields = json.fields("when", "prediction", "error", "lloq");
  const prediction =
    fields.prediction === undefined && structure.prediction !== undefined
      ? { text: structure.prediction, path: "structure" }
      : placed(json.need(fields.prediction, "prediction"));
  const error = json.need(fields.error, "error");
  return {
    when: fields.when === undefined ? {} : readCondition(fields.when),
    prediction,
    error: readResidualError(error, name, constants),
    errorPath: error.path,
    lloq: fields.lloq?.number("a limit of quantification"),
  };
}

function readCondition(json: JsonValue): RowCondition {
  return Object.fromEntries(
    json
      .entries("cells by column")
      .map(([column, cell]) => [
        column,
        cell.kind === "number" ? String(cell.number()) : cell.text("a number or a word"),
      ]),
  );
}

function readDataOptions(json?: JsonValue): Pick<ModelFile, "columns" | "ignore"> {
  const { columns, ignore } = json?.fields("columns", "ignore") ?? {};
  return {
    columns: Object.fromEntries(
      (columns?.entries() ?? []).map(([name, value]) => [name.toUpperCase(), value.text("a column")]),
    ),
    ignore: (ignore?.list() ?? []).map(readCondition),
  };
}
