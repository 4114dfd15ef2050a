import { type ErrorPlace, HomeostatError, parseExpression } from "@homeostat/engine";
import { occasionName } from "./all-effects.ts";
import type { DoseTexts, ModelFile } from "./model-file.ts";
import type { Line, PlacedText } from "./placed-text.ts";
import type { Loads } from "./residual-law.ts";
import { specialFunctions } from "./special-functions.ts";

const define = (name: string, { text, path }: PlacedText): Line => ({
  prefix: `${name} = `,
  text,
  suffix: "",
  path,
});

/** MODEL.json as equations of the engine. */
export function equationLines(file: ModelFile): readonly Line[] {
  const lines = ownLines(file);
  return [...lines, ...specialFunctions(lines.map(({ text }) => text))];
}

function ownLines(file: ModelFile): readonly Line[] {
  const clock = `1 '${file.time}'`;
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
    ...Object.entries(file.structure.starts ?? {}).map(([name, text]) => define(startName(name), text)),
    ...file.switches.map(([name, time]) => define(`${switchName(name)}_of`, time)),
    ...file.mixture.map((chance, k) => define(`${shareName(k)}_of`, chance)),
    ...file.observations.flatMap(({ prediction, error, errorPath }, i) => [
      define(`prediction_${i + 1}`, prediction),
      define(`expected_of_${i + 1}`, { text: error.expected(`prediction_${i + 1}`), path: errorPath }),
      define(`variance_of_${i + 1}`, { text: error.variance(`prediction_${i + 1}`), path: errorPath }),
      ...loadsOf(i, error.loads?.(`prediction_${i + 1}`)).map(([name, , text]) =>
        define(`${name}_of`, { text, path: errorPath }),
      ),
    ]),
    ...doseEntries(file).map(([name, text]) => define(`${name}_of`, text)),
  ];
}

/** What each residual effect is multiplied by, of the observation of this index: the output's name, the effect, the text. */
export const loadsOf = (observation: number, loads: Loads = []) =>
  loads.map(({ epsilon, text }) => [`load_${observation + 1}_${epsilon + 1}`, epsilon, text] as const);

/** When a switch turns on. */
export const switchName = (name: string) => `time_of_${name}`;

/** How common a sub-population is. */
export const shareName = (k: number) => `share_${k + 1}`;

/** The amount of a compartment before any dose. */
export const startName = (compartment: string) => `start_of_${compartment}`;

function occasionLines({ occasions }: ModelFile): readonly (readonly [string, string])[] {
  if (occasions === undefined) return [];
  const { covariate, levels, effects } = occasions;
  return effects.names.map((name) => {
    const choices = levels.map(
      (level) => `if ${covariate} == ${level} then ${occasionName(name, level)} else `,
    );
    return [name, `${choices.join("")}0`];
  });
}

/** `lag_DEPOT` and so on. */
export function doseEntries({ doses }: ModelFile): readonly (readonly [string, PlacedText])[] {
  return Object.entries(doses).flatMap(([name, texts]: readonly [string, DoseTexts]) =>
    Object.entries(texts).map(([property, text]) => [`${property}_${name}`, text] as const),
  );
}

/** An error in the equations stands where its text stands in MODEL.json. */
export function placedInFile<T>(source: string, lines: readonly Line[], work: () => T): T {
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
    throw error.at({ source, path, column });
  }
}
