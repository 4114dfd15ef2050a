import { readFileSync, writeFileSync } from "node:fs";
import { type MethodName, type ModelSpec, type Schedule, type Solution, simulate } from "@homeostat/engine";
import { parseAssignments } from "../arguments/assignment.ts";
import { inModelTime, parseDuration } from "../arguments/duration.ts";
import { parseEvents } from "../arguments/events-file.ts";
import { findMember, findModel } from "../arguments/find-model.ts";
import { existing } from "../arguments/path.ts";
import type { Console } from "../output/console.ts";

interface RunOptions {
  readonly member?: string;
  readonly set?: readonly string[];
  readonly events?: string;
  readonly until: string;
  readonly every: string;
  readonly method?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly members?: string;
  readonly seed: string;
  readonly workers?: string;
}

/** Simulates a model from its start, for one person or for many. */
export async function run(modelId: string, options: RunOptions, console: Console): Promise<void> {
  const entry = findModel(modelId);
  const { model } = entry;
  const request = {
    parameters: { ...findMember(entry, options.member), ...parseAssignments(options.set ?? []) },
    schedule: readSchedule(options.events, model),
    to: inModelTime(parseDuration(options.until), model.time),
    every: inModelTime(parseDuration(options.every), model.time),
    ...(options.method === undefined ? {} : { method: options.method as MethodName }),
  };
  const { members } = options;
  if (members === undefined) writeOne(model, simulate(model, request), options, console);
  else {
    const { runEnsemble } = await import("./run-ensemble.ts");
    await runEnsemble({ model, ...request }, { ...options, members }, console);
  }
}

/** Time and outputs, units in the header. */
function writeOne(model: ModelSpec, solution: Solution, options: RunOptions, console: Console): void {
  const csv = toCsv(model, solution);
  if (options.out !== undefined) writeFileSync(options.out, csv);
  const { steps, evaluations } = solution.stats;
  const report = {
    model: model.id,
    hash: solution.model.hash,
    rows: solution.times.length,
    steps,
    evaluations,
  };
  if (options.json) console.json({ ...report, out: options.out ?? null });
  else if (options.out === undefined) console.line(csv.trimEnd());
  else
    console.note(`${report.rows} rows in ${options.out} (${steps} steps, model ${report.hash.slice(0, 12)})`);
}

function readSchedule(path: string | undefined, model: ModelSpec): Schedule {
  return path === undefined ? [] : parseEvents(readFileSync(existing(path), "utf8"), model.time, path);
}

function toCsv(model: ModelSpec, solution: Solution): string {
  const names = Object.keys(model.outputs);
  const header = [`time (${model.time})`, ...names.map((name) => `${name} (${model.outputs[name]?.unit})`)];
  const columns = [solution.times, ...names.map((name) => solution.outputs[name])];
  const rows = Array.from(solution.times, (_, i) => columns.map((column) => column?.[i]).join(","));
  return `${[header.join(","), ...rows].join("\n")}\n`;
}
