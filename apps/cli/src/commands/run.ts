import { readFileSync, writeFileSync } from "node:fs";
import { type MethodName, type ModelSpec, type Schedule, type Solution, simulate } from "@homeostat/engine";
import { parseAssignments } from "../arguments/assignment.ts";
import { type ChanceFlags, readChance, refused } from "../arguments/chance.ts";
import { inModelTime, parseDuration } from "../arguments/duration.ts";
import { parseEvents } from "../arguments/events-file.ts";
import { findMember, findModel } from "../arguments/find-model.ts";
import { existing } from "../arguments/path.ts";
import type { Console } from "../output/console.ts";

interface RunOptions extends ChanceFlags {
  readonly member?: string;
  readonly set?: readonly string[];
  readonly events?: string;
  readonly until: string;
  readonly every: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly members?: string;
  readonly paths?: string;
  readonly summary?: string;
  readonly workers?: string;
}

/** Simulates a model from its start, for one person or for many, without chance or by it. */
export async function run(modelId: string, options: RunOptions, console: Console): Promise<void> {
  const entry = findModel(modelId);
  const { model } = entry;
  const request = {
    parameters: { ...findMember(entry, options.member), ...parseAssignments(options.set ?? []) },
    schedule: readSchedule(options.events, model),
    to: inModelTime(parseDuration(options.until), model.time),
    every: inModelTime(parseDuration(options.every), model.time),
    ...(options.method === undefined ? {} : { method: options.method as MethodName }),
    ...readChance(options, model),
  };
  const { members, paths } = options;
  refuseUnfitting(options);
  if (members === undefined && paths === undefined)
    writeOne(model, simulate(model, request), options, console);
  else {
    const { runEnsemble } = await import("./run-ensemble.ts");
    await runEnsemble({ model, ...request }, options, console);
  }
}

function refuseUnfitting({ members, paths, summary, workers, noise = "off" }: RunOptions): void {
  const many = members ?? paths;
  if (members !== undefined && paths !== undefined)
    throw refused("--members beside --paths", {
      rule: "Members are different people, each on a path of chance of its own; paths are all of one person.",
      cure: "Leave one of them out.",
    });
  if (paths !== undefined && noise === "off")
    throw refused("--paths without --noise", {
      rule: "Paths of one person differ by chance alone.",
      cure: "Add --noise, or draw different people with --members.",
    });
  const alone = Object.entries({ "--summary": summary, "--workers": workers }).find(
    ([, value]) => value !== undefined,
  );
  if (alone !== undefined && many === undefined)
    throw refused(`${alone[0]} of a single run`, {
      rule: `${alone[0]} is for many paths or members.`,
      cure: "Add --paths 1000 (one person, by chance) or --members 1000 (different people).",
    });
}

/** Time and outputs, units in the header. */
function writeOne(model: ModelSpec, solution: Solution, options: RunOptions, console: Console): void {
  const csv = toCsv(model, solution);
  if (options.out !== undefined) writeFileSync(options.out, csv);
  const { steps, evaluations, events } = solution.stats;
  const report = {
    model: model.id,
    hash: solution.model.hash,
    rows: solution.times.length,
    steps,
    evaluations,
    ...(events === undefined ? {} : { events }),
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
