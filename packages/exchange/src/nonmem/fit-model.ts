import {
  type ErrorCode,
  type ErrorPlace,
  type Estimated,
  failure,
  HomeostatError,
  lower,
  type MixedEffectsModel,
  type ModelSpec,
  model,
  type ParameterSpec,
  parseExpression,
} from "@homeostat/engine";
import type { DoseTexts, ModelFile, PlacedText } from "./model-file.ts";
import { type RandomEffects, varying } from "./random-effects.ts";

/** MODEL.json as a model that the engine can fit. */
export interface FitModel {
  readonly file: ModelFile;
  readonly model: ModelSpec;
  readonly mixed: MixedEffectsModel;
  /** All random effects in the order of the file, those of variance 0 too. */
  readonly effects: readonly string[];
  readonly compartments: readonly string[];
  /** What a population fit estimates: the file's constants, but for the fixed ones and zeros. */
  readonly estimated: readonly Estimated[];
}

/**
 * Makes the engine's model of MODEL.json: pure numbers in the units of the data, equations in the language of all
 * models.
 * @throws HS10xx–HS12xx of the equation language, placed in MODEL.json; HS1616 where a structure lacks a parameter
 */
export function fitModel(file: ModelFile): FitModel {
  const effects = allEffects(file);
  const lines = equationLines(file);
  needParameters(file);
  const outputs = outputNames(file);
  const spec = placedInFile(file, lines, () => model(specOf(file, effects, lines, outputs)));
  const system = lower(spec);
  const slot = (name: string) => outputs.indexOf(name);
  const free = varying(effects);
  return {
    file,
    model: spec,
    effects: effects.names,
    estimated: estimatedOf(file),
    compartments: Object.keys(file.structure.compartments),
    mixed: {
      system,
      parameters: {},
      effects: free.names,
      omega: free.omega,
      observations: file.observations.map((_, i) => ({
        prediction: slot(`expected_${i + 1}`),
        variance: slot(`variance_${i + 1}`),
      })),
      doseProperties: Object.keys(file.structure.compartments).map((name) =>
        Object.fromEntries(
          Object.keys(file.doses[name] ?? {}).map((property) => [property, slot(`${property}_${name}`)]),
        ),
      ),
      inputsFrom: file.covariatesBetween,
      variance: file.method === "foce" ? "typical" : "individual",
    },
  };
}

function estimatedOf({ constants, fixed }: ModelFile): readonly Estimated[] {
  return Object.entries(constants)
    .filter(([name, value]) => value !== 0 && !fixed.includes(name))
    .map(([name, start]) => ({ name, start, scale: start > 0 ? "logarithm" : "as it is" }));
}

/** Effects between people, then those of each occasion. */
function allEffects({ effects, occasions }: ModelFile): RandomEffects {
  if (occasions === undefined) return effects;
  const extra = Object.entries(occasions.variances).flatMap(([name, variance]) =>
    occasions.levels.map((level) => ({ name: occasionName(name, level), variance })),
  );
  const old = effects.names.length;
  const n = old + extra.length;
  const omega = new Float64Array(n * n);
  effects.omega.forEach((value, i) => {
    omega[Math.floor(i / old) * n + (i % old)] = value;
  });
  extra.forEach(({ variance }, i) => {
    omega[(old + i) * (n + 1)] = variance;
  });
  return { names: [...effects.names, ...extra.map(({ name }) => name)], omega };
}

const occasionName = (name: string, level: number) => `${name}_${String(level).replace(/[^0-9]/g, "_")}`;

/** A line of equation text, and where what stands after its prefix comes from. */
interface Line {
  readonly prefix: string;
  readonly text: string;
  readonly suffix: string;
  readonly path: string;
}

function equationLines(file: ModelFile): readonly Line[] {
  const clock = `1 '${file.time}'`;
  const define = (name: string, { text, path }: PlacedText): Line => ({
    prefix: `${name} = `,
    text,
    suffix: "",
    path,
  });
  return [
    define("TIME", { text: `time/${clock}`, path: "units" }),
    ...occasionLines(file).map(([name, text]) => define(name, { text, path: "occasions" })),
    ...file.parameters.map(([name, value]) => define(name, value)),
    ...Object.entries(file.structure.compartments).map(([name, text]) => ({
      prefix: `der(${name}) = (`,
      text,
      suffix: `)/${clock}`,
      path: `structure.compartments.${name}`,
    })),
    ...file.observations.flatMap(({ prediction, error, errorPath }, i) => [
      define(`prediction_${i + 1}`, prediction),
      define(`expected_of_${i + 1}`, { text: error.expected(`prediction_${i + 1}`), path: errorPath }),
      define(`variance_of_${i + 1}`, { text: error.variance(`prediction_${i + 1}`), path: errorPath }),
    ]),
    ...doseEntries(file).map(([name, text]) => define(`${name}_of`, text)),
  ];
}

function occasionLines({ occasions }: ModelFile): readonly (readonly [string, string])[] {
  if (occasions === undefined) return [];
  const { covariate, levels, variances } = occasions;
  return Object.keys(variances).map((name) => {
    const choices = levels.map(
      (level) => `if ${covariate} == ${level} then ${occasionName(name, level)} else `,
    );
    return [name, `${choices.join("")}0`];
  });
}

/** `lag_DEPOT` and so on. */
function doseEntries({ doses }: ModelFile): readonly (readonly [string, PlacedText])[] {
  return Object.entries(doses).flatMap(([name, texts]: readonly [string, DoseTexts]) =>
    Object.entries(texts).map(([property, text]) => [`${property}_${name}`, text] as const),
  );
}

function outputNames(file: ModelFile): readonly string[] {
  const observed = file.observations.flatMap((_, i) => [`expected_${i + 1}`, `variance_${i + 1}`]);
  return [...observed, ...doseEntries(file).map(([name]) => name)];
}

function specOf(
  file: ModelFile,
  effects: RandomEffects,
  lines: readonly Line[],
  outputs: readonly string[],
): ModelSpec {
  const source = file.source;
  const parameter: ParameterSpec = { is: "random effect", unit: "1", value: 0, source };
  const variableOf = (output: string) => output.replace(/^(expected|variance)_(\d+)$/, "$1_of_$2");
  return {
    id: "model-file",
    title: file.title,
    reference: { citation: source },
    use: "fits",
    status: "unvalidated",
    time: file.time,
    states: Object.fromEntries(
      Object.keys(file.structure.compartments).map((name) => [name, { is: "amount", unit: "1", start: 0 }]),
    ),
    inputs: Object.fromEntries(
      file.covariates.map(({ name }) => [name, { is: "covariate", unit: "1", default: 0 }]),
    ),
    parameters: {
      ...Object.fromEntries(effects.names.map((name) => [name, parameter])),
      ...Object.fromEntries(
        Object.entries(file.constants).map(([name, value]) => [name, { is: name, unit: "1", value, source }]),
      ),
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

/** An error in the equations stands where its text stands in MODEL.json. */
function placedInFile<T>({ source }: ModelFile, lines: readonly Line[], work: () => T): T {
  for (const { text, path } of lines)
    rethrown(
      () => parseExpression(text),
      () => ({ source, path, before: 0 }),
    );
  return rethrown(work, ({ path, line }) => {
    const from = path === "equations" && line !== undefined ? lines[line - 1] : undefined;
    return from && { source, path: from.path, before: from.prefix.length };
  });
}

type Origin = { readonly source: string; readonly path: string; readonly before: number };

function rethrown<T>(work: () => T, originOf: (place: ErrorPlace) => Origin | undefined): T {
  try {
    return work();
  } catch (error) {
    const origin = error instanceof HomeostatError ? originOf(error.place) : undefined;
    if (!(error instanceof HomeostatError) || origin === undefined) throw error;
    const { source, path, before } = origin;
    const column = Math.max(1, (error.place.column ?? 1) - before);
    throw failure(error.code as ErrorCode, error.details, { source, path, column }, error);
  }
}
