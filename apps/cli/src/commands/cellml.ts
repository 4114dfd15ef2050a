import { writeFileSync } from "node:fs";
import { type LoadCellml, readCellml, resultsCsv, simulateCellml } from "@homeostat/exchange";
import { besideModel, readModelFile } from "../arguments/model-file.ts";
import { parseLength, parseSteps } from "../arguments/time-course.ts";
import type { Console } from "../output/console.ts";

interface CellmlOptions {
  readonly until: string;
  readonly steps: string;
  readonly variables?: readonly string[];
  readonly out?: string;
  readonly json?: boolean;
}

/** Simulates a CellML model and writes its time course, a column for each `component.variable`. */
export function cellml(path: string, options: CellmlOptions, console: Console): void {
  const load: LoadCellml = (source, from) => {
    const beside = besideModel(path, from, source);
    return readCellml(readModelFile(beside), beside);
  };
  const until = parseLength(options.until);
  const steps = parseSteps(options.steps);
  const document = readCellml(readModelFile(path), path);
  const course = { until, steps, variables: options.variables ?? null };
  const { solution, outputs, time, unitIssues } = simulateCellml(document, course, load);
  const names = outputs.map((one) => one.name);
  const csv = resultsCsv(solution, names);
  for (const { component, source, line, problem } of unitIssues)
    console.note(`units: ${problem} in '${component}' (${source}, line ${line})`);
  if (options.out !== undefined) writeFileSync(options.out, csv);
  if (options.json) {
    const { name, version } = document;
    console.json({
      model: name,
      version,
      time,
      until,
      rows: steps + 1,
      variables: outputs,
      unitIssues,
      out: options.out ?? null,
    });
  } else if (options.out === undefined) console.line(csv.trimEnd());
  else console.note(`${steps + 1} rows of ${names.length} variables in ${options.out} (time in ${time})`);
}
