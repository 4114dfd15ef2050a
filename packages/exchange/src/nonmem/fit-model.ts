import { lower, type ModelSpec, model, type ParameterSpec } from "@homeostat/engine";
import {
  type Estimated,
  factorise,
  type FreeScale,
  type MixedEffectsModel,
  type OmegaBlock,
  priorDistribution,
} from "@homeostat/engine/infer";
import { failure } from "../errors/registry.ts";
import { allEffects } from "./all-effects.ts";
import {
  doseEntries,
  equationLines,
  loadsOf,
  placedInFile,
  shareName,
  startName,
  switchName,
} from "./equation-lines.ts";
import type { Method, ModelFile } from "./model-file.ts";
import type { Line } from "./placed-text.ts";
import { type RandomEffects, varying } from "./random-effects.ts";
import { inCorrelations } from "./residual-effects.ts";

/** MODEL.json as a model that the engine can fit. */
export interface FitModel {
  readonly file: ModelFile;
  readonly model: ModelSpec;
  readonly mixed: MixedEffectsModel;
  /** All random effects in the order of the file, those of variance 0 too. */
  readonly effects: readonly string[];
  readonly compartments: readonly string[];
  /** What a population fit estimates: the file's constants, but for the fixed ones and zeros, and these parts of Ω. */
  readonly estimated: readonly Estimated[];
  readonly blocks: readonly OmegaBlock[];
}

/** What expressions call the number of a sub-population, as in NONMEM. */
export const mixtureNumber = "MIXNUM";

const interacts = (method: Method) => method === "foce-i" || method === "laplace";

const toSlot =
  (slot: (name: string) => number) =>
  ([name, epsilon]: readonly [string, number, string]) => ({ epsilon, slot: slot(name) });

/**
 * Makes the engine's model of MODEL.json: pure numbers in the units of the data, equations in the language of all
 * models.
 * @throws HS10xx–HS12xx of the equation language, placed in MODEL.json; HS1615, HS1616, HS1651
 */
export function fitModel(file: ModelFile): FitModel {
  const effects = allEffects(file);
  const lines = equationLines(file);
  needParameters(file);
  const outputs = outputNames(file);
  const spec = placedInFile(file.source, lines, () => model(specOf(file, effects, lines, outputs)));
  const system = lower(spec);
  const slot = (name: string) => outputs.indexOf(name);
  const free = varying(effects);
  if (factorise(free.omega, free.names.length) === undefined)
    throw failure("HS1651", {}, { source: file.source, path: "omega" });
  return {
    file,
    model: spec,
    effects: effects.names,
    estimated: estimatedOf(file, lines),
    blocks: blocksOf(effects.blocks, effects.names, free.names),
    compartments: Object.keys(file.structure.compartments),
    mixed: {
      system,
      parameters: {},
      effects: free.names,
      omega: free.omega,
      ...(file.priors.size === 0 ? {} : { scales: free.names.map((name) => scaleOf(file, name)) }),
      observations: file.observations.map(({ error: { degrees, relative, loads }, likelihood }, i) => ({
        prediction: slot(`expected_${i + 1}`),
        variance: slot(`variance_${i + 1}`),
        ...(degrees === undefined ? {} : { degrees }),
        ...(relative === undefined ? {} : { relative }),
        ...(likelihood === undefined ? {} : { likelihood }),
        ...(loads === undefined ? {} : { loads: loadsOf(i, loads("")).map(toSlot(slot)) }),
      })),
      residualCorrelation: inCorrelations(file.sigma).omega,
      ...(file.mixture.length === 0 ? {} : { shares: file.mixture.map((_, k) => slot(shareName(k))) }),
      doseProperties: Object.keys(file.structure.compartments).map((name) =>
        Object.fromEntries(
          Object.keys(file.doses[name] ?? {}).map((property) => [property, slot(`${property}_${name}`)]),
        ),
      ),
      inputsFrom: file.covariatesBetween,
      ...(file.switches.length === 0
        ? {}
        : {
            switches: file.switches.map(([name], i) => ({
              time: slot(switchName(name)),
              flag: file.covariates.length + i,
            })),
          }),
      variance: interacts(file.method) ? "individual" : "typical",
    },
  };
}

const asItIs: FreeScale = { fromFree: (z) => z, slope: () => 1 };

function scaleOf({ priors }: ModelFile, effect: string): FreeScale {
  const prior = priors.get(effect);
  return prior === undefined ? asItIs : priorDistribution(prior);
}

function estimatedOf(file: ModelFile, lines: readonly Line[]): readonly Estimated[] {
  const uses = (name: string) =>
    lines.reduce((count, { text }) => count + (text.match(new RegExp(`\\b${name}\\b`, "g"))?.length ?? 0), 0);
  return Object.entries(file.constants)
    .filter(([name, value]) => value !== 0 && !file.fixed.includes(name))
    .map(([name, start]) => {
      const centre = file.centres.get(name);
      const usual = start > 0 ? "logarithm" : "as it is";
      if (centre === undefined) return { name, start, scale: usual };
      const { effect, scale } = centre;
      // An effect that is read elsewhere too is not only around this number, which the text of a logit reads twice.
      const alone = uses(effect) === 1 && uses(name) === (typeof scale === "string" ? 1 : 2);
      return { name, start, scale, ...(alone ? { centreOf: effect } : {}) };
    });
}

/** The same blocks by the places of effects that vary. */
function blocksOf(
  blocks: readonly OmegaBlock[],
  names: readonly string[],
  free: readonly string[],
): readonly OmegaBlock[] {
  return blocks
    .map(({ places, fixed }) => ({
      fixed,
      places: places.map((copy) => copy.map((i) => free.indexOf(names[i]!)).filter((i) => i >= 0)),
    }))
    .filter(({ places }) => places[0]!.length > 0);
}

function outputNames(file: ModelFile): readonly string[] {
  const observed = file.observations.flatMap(({ error }, i) => [
    `expected_${i + 1}`,
    `variance_${i + 1}`,
    ...loadsOf(i, error.loads?.("")).map(([name]) => name),
  ]);
  return [
    ...observed,
    ...doseEntries(file).map(([name]) => name),
    ...file.switches.map(([name]) => switchName(name)),
    ...file.mixture.map((_, k) => shareName(k)),
  ];
}

function specOf(
  file: ModelFile,
  effects: RandomEffects,
  lines: readonly Line[],
  outputs: readonly string[],
): ModelSpec {
  const { source, structure } = file;
  const effect: ParameterSpec = { is: "random effect", unit: "1", value: 0, source };
  const variableOf = (output: string) => output.replace(/^(expected|variance)_(\d+)$/, "$1_of_$2");
  return {
    id: "model-file",
    title: file.title,
    reference: { citation: source },
    use: "fits",
    status: "unvalidated",
    time: file.time,
    states: Object.fromEntries(
      Object.keys(structure.compartments).map((name) => [
        name,
        { is: "amount", unit: "1", start: structure.starts?.[name] === undefined ? 0 : startName(name) },
      ]),
    ),
    inputs: Object.fromEntries(
      [...file.covariates.map(({ name }) => name), ...file.switches.map(([name]) => name)].map((name) => [
        name,
        { is: "covariate or switch", unit: "1", default: 0 },
      ]),
    ),
    parameters: {
      ...Object.fromEntries(effects.names.map((name) => [name, effect])),
      ...Object.fromEntries(
        Object.entries(file.constants).map(([name, value]) => [name, { is: name, unit: "1", value, source }]),
      ),
      ...(file.mixture.length === 0
        ? {}
        : { [mixtureNumber]: { is: "number of the sub-population", unit: "1", value: 1, source } }),
    },
    equations: lines
      .map(({ prefix, text, suffix }) => `${prefix}${text.replace(/\s+/g, " ")}${suffix}`)
      .join("\n"),
    outputs: Object.fromEntries(
      outputs.map((name) => {
        const variable = variableOf(name);
        return [name, { is: name, equals: variable === name ? `${name}_of` : variable, unit: "1" }];
      }),
    ),
  };
}

function needParameters({ structure, parameters, source, structurePath }: ModelFile): void {
  const given = new Set(parameters.map(([name]) => name));
  const missing = structure.needs.filter((name) => !given.has(name));
  if (missing.length > 0)
    throw failure("HS1616", { missing: missing.join(", ") }, { source, path: structurePath });
}
