import { readFileSync, writeFileSync } from "node:fs";
import {
  checkSupported,
  flatten,
  type LoadDocument,
  readSbml,
  readSettings,
  resultsCsv,
  type SbmlDocument,
  type SimulationSettings,
  simulateSbml,
  varyingSymbols,
} from "@homeostat/exchange";
import { type StochasticFlags, stochasticCsv } from "./sbml-stochastic.ts";
import { besideModel, readModelFile } from "../arguments/model-file.ts";
import { existing } from "../arguments/path.ts";
import { parseLength, parseSteps } from "../arguments/time-course.ts";
import type { Console } from "../output/console.ts";

interface SbmlOptions extends StochasticFlags {
  readonly settings?: string;
  readonly until?: string;
  readonly steps: string;
  readonly stochastic?: boolean;
  readonly out?: string;
  readonly json?: boolean;
}

/** Simulates an SBML model and writes its time course as the SBML test suite does. */
export async function sbml(path: string, options: SbmlOptions, console: Console): Promise<void> {
  const document = readSbml(readModelFile(path), path);
  checkSupported(document);
  const load: LoadDocument = (source, from) => {
    const beside = besideModel(path, from, source);
    return readSbml(readModelFile(beside), beside);
  };
  const settings = readOptions(options, document, load);
  const variables = settings.variables.map((one) => one.name);
  const csv = options.stochastic
    ? await stochasticCsv({ document, settings, load }, options, console)
    : resultsCsv(simulateSbml(document, settings, load), variables);
  if (options.out !== undefined) writeFileSync(options.out, csv);
  if (options.json) console.json(summary(document, settings, options));
  else if (options.out === undefined) console.line(csv.trimEnd());
  else console.note(`${settings.steps + 1} rows of ${variables.length} variables in ${options.out}`);
}

function readOptions(options: SbmlOptions, document: SbmlDocument, load: LoadDocument): SimulationSettings {
  if (options.settings !== undefined)
    return readSettings(readFileSync(existing(options.settings), "utf8"), options.settings);
  const names = varyingSymbols(flatten(document, load), document.source);
  return {
    start: 0,
    duration: parseLength(options.until ?? ""),
    steps: parseSteps(options.steps),
    variables: names.map((name) => ({ name, as: "value" })),
    absolute: 1e-9,
    relative: 1e-6,
  };
}

function summary(
  { model, level, version }: SbmlDocument,
  settings: SimulationSettings,
  options: SbmlOptions,
) {
  const { start, duration, steps, variables } = settings;
  return {
    model: model.id,
    level,
    version,
    from: start,
    to: start + duration,
    rows: steps + 1,
    variables: variables.map((one) => one.name),
    out: options.out ?? null,
  };
}
