import type { Prior } from "@homeostat/engine/infer";
import { failure } from "../errors/registry.ts";
import { JsonValue } from "./json-value.ts";
import {
  type CovariateColumn,
  type DoseTexts,
  type ModelFile,
  methods,
  type ObservationRule,
} from "./model-file.ts";
import type { PlacedText } from "./placed-text.ts";
import { type Centre, type Constants, parameterText } from "./parameter-text.ts";
import { readOmega } from "./random-effects.ts";
import { readCondition } from "./read-condition.ts";
import { readObservations } from "./read-observations.ts";
import { readOccasions } from "./read-occasions.ts";
import { known as oneOf, placed, readStructure } from "./read-structure.ts";
import { noResidualEffects, readSigma } from "./residual-effects.ts";
import type { Structure } from "./standard-structures.ts";

/** Reads MODEL.json (docs/guides/fit.md). @throws HS1611–HS1620 with the path of what is wrong */
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
    "sigma",
    "mixture",
    "switches",
  );
  fields.$schema?.text();
  const constants: Constants = new Map();
  const priors = new Map<string, Prior>();
  const centres = new Map<string, Centre>();
  const etas: JsonValue[] = [];
  const structure = readStructure(json.need(fields.structure, "structure"));
  const parameters = json
    .need(fields.parameters, "parameters")
    .named("expressions by name")
    .map(([name, value]) => {
      const text = parameterText(name, value, { constants, priors, centres, etas });
      if (structure.needs.includes(name)) refuseNegative(name, value, constants);
      return [name, { text, path: value.path }] as const;
    });
  const sigma = fields.sigma === undefined ? noResidualEffects : readSigma(fields.sigma);
  const known = { constants, sigma };
  const observations = readObservations(json, structure, known, fields.observations, fields.error);
  const covariates = fields.covariates === undefined ? [] : readCovariates(fields.covariates);
  const effects = readOmega(json.need(fields.omega, "omega"));
  const occasions = fields.occasions && readOccasions(fields.occasions);
  refuseUnvaried(etas, [
    ...[effects, ...(occasions === undefined ? [] : [occasions.effects])].flatMap(({ names }) => names),
    ...[...priors.keys(), ...constants.keys(), ...parameters.map(([name]) => name)],
    ...[...covariates.map(({ name }) => name), ...Object.keys(structure.compartments)],
  ]);
  const estimable = [...constants.keys(), ...effects.names, ...(occasions?.effects.names ?? [])];
  return {
    source,
    title: fields.title?.text() ?? source,
    time: readTimeUnit(fields.units),
    structure,
    structurePath: "structure",
    parameters,
    effects,
    occasions,
    priors,
    covariates: withValue(observations, covariates),
    covariatesBetween: fields.covariatesBetween?.oneOf("next", "last") ?? "next",
    doses: Object.fromEntries((fields.doses?.entries() ?? []).map(readDose(structure))),
    switches: (fields.switches?.named("times by name") ?? []).map(
      ([name, time]) => [name, placed(time)] as const,
    ),
    observations,
    method: fields.method?.oneOf(...methods) ?? "foce-i",
    sigma,
    mixture: fields.mixture === undefined ? [] : readMixture(fields.mixture),
    ...readDataOptions(fields.data),
    constants: Object.fromEntries([...constants].map(([name, { value }]) => [name, value])),
    constantPaths: new Map([...constants].map(([name, { path }]) => [name, path])),
    centres,
    fixed: (fields.fixed?.list() ?? []).map((name) => oneOf(name.name(), name, estimable)),
  };
}

/** What a standard structure reads are clearances, volumes and rate constants, and it divides by volumes and KM. @throws HS1617 */
function refuseNegative(name: string, { place }: JsonValue, constants: Constants): void {
  const value = constants.get(`typical_${name}`)?.value ?? 1;
  if (value < 0 || (value === 0 && /^(V\d?|KM)$/.test(name)))
    throw failure("HS1617", { what: name, value }, place);
}

/** A random effect that Ω does not name would be 0 in everybody. @throws HS1615 */
function refuseUnvaried(etas: readonly JsonValue[], names: readonly string[]): void {
  for (const eta of etas) {
    const read = eta.text().match(/\b[A-Za-z_]\w*\b(?!\s*\()/g) ?? [];
    const name = read.find((one) => !names.includes(one) && !words.has(one));
    if (name !== undefined)
      throw failure("HS1615", { name, problem: "omega gives it no variance" }, eta.place);
  }
}

const words: ReadonlySet<string> = new Set([
  "TIME",
  "MIXNUM",
  "time",
  "pi",
  "if",
  "then",
  "else",
  "and",
  "or",
  "not",
]);

/** Amounts and concentrations are labels: the arithmetic is that of the numbers, as in NONMEM. */
function readTimeUnit(json?: JsonValue): ModelFile["time"] {
  const { time, amount, concentration } = json?.fields("time", "amount", "concentration") ?? {};
  amount?.text("a unit");
  concentration?.text("a unit");
  return time?.oneOf("s", "min", "h", "d") ?? "h";
}

function readDose(structure: Structure): (entry: readonly [string, JsonValue]) => [string, DoseTexts] {
  return ([name, json]) => {
    oneOf(name, json, Object.keys(structure.compartments));
    const texts = json.fields("bioavailability", "lag", "rate", "duration");
    return [name, Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, placed(value)]))];
  };
}

function readCovariates(json: JsonValue): readonly CovariateColumn[] {
  if (json.kind === "array")
    return json.list().map((name) => ({ name: name.name(), column: name.name(), codes: {} }));
  return json.named("names, or columns by name").map(([name, value]) => {
    const { column, codes, missing } = value.fields("column", "codes", "missing");
    const numbers = (codes?.entries("numbers by word") ?? []).map(([word, number]) => [
      word,
      number.number(),
    ]);
    return {
      name,
      column: column?.text("a column") ?? name,
      codes: Object.fromEntries(numbers),
      ...(missing === undefined ? {} : { missing: missing.number() }),
    };
  });
}

/** A likelihood reads the value of its row as DV. */
function withValue(
  observations: readonly ObservationRule[],
  covariates: readonly CovariateColumn[],
): readonly CovariateColumn[] {
  const isGiven = covariates.some(({ name }) => name === "DV");
  if (isGiven || !observations.some(({ likelihood }) => likelihood)) return covariates;
  return [...covariates, { name: "DV", column: "DV", codes: {}, missing: 0 }];
}

/** How common each sub-population is. */
function readMixture(json: JsonValue): readonly PlacedText[] {
  const chances = json.list("a list of chances, one for each sub-population").map(placed);
  return chances.length < 2 ? json.refuse("the chances of two sub-populations or more") : chances;
}

function readDataOptions(json?: JsonValue): Pick<ModelFile, "columns" | "ignore" | "accept"> {
  const { columns, ignore, accept } = json?.fields("columns", "ignore", "accept") ?? {};
  return {
    columns: Object.fromEntries(
      (columns?.entries() ?? []).map(([name, value]) => [name.toUpperCase(), value.text("a column")]),
    ),
    ignore: (ignore?.list() ?? []).map(readCondition),
    accept: accept?.list().map(readCondition),
  };
}
