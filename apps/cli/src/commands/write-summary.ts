import { writeFileSync } from "node:fs";
import { extname } from "node:path";
import { EnsembleSummariser, type EnsembleSummary, type Model } from "@homeostat/engine";
import { usualQuantiles } from "../arguments/chance.ts";
import { parseNumbers } from "../arguments/number-list.ts";
import { failure } from "../errors/registry.ts";
import type { Console } from "../output/console.ts";
import { noteFailures, toldFailures } from "../output/member-failures.ts";
import { untilInterrupted } from "../output/until-interrupted.ts";
import { type EnsembleFlags, type EnsembleRun, reportOf } from "./ensemble-run.ts";

/** Mean, standard deviation and quantiles at each time, as CSV or JSON; no path is kept. Throws HS6007, HS1419. */
export async function writeSummary(
  run: EnsembleRun,
  { summary = usualQuantiles, out, json }: EnsembleFlags,
  console: Console,
): Promise<void> {
  const { model, provenance, blocks } = run;
  const report = reportOf(run);
  const kind = out === undefined ? undefined : kindOfSummary(out);
  const summariser = new EnsembleSummariser<string>(parseNumbers("--summary", summary));
  await untilInterrupted(async (signal) => {
    for await (const block of blocks(signal)) summariser.take(block);
  });
  const found = summariser.summary;
  if (out !== undefined)
    writeFileSync(
      out,
      kind === ".json" ? `${JSON.stringify({ provenance, ...asJson(model, found) })}\n` : asCsv(model, found),
    );
  const told = { ...report, rankError: found.rankError, failures: toldFailures(found.failures) };
  if (json) {
    console.json({
      ...told,
      out: out ?? null,
      ...(out === undefined ? { summary: asJson(model, found) } : {}),
    });
    return;
  }
  if (out === undefined) console.line(asCsv(model, found).trimEnd());
  else
    console.note(
      `${found.times.length} rows of ${report.members} members in ${out} (${report.workers} workers)`,
    );
  noteFailures(found.failures, console);
}

const kinds = [".csv", ".json"];

function kindOfSummary(path: string): string {
  const kind = extname(path).toLowerCase();
  if (!kinds.includes(kind))
    throw failure("HS6007", { format: kind, known: `${kinds.join(", ")} (of a summary)` });
  return kind;
}

/** A row a time: of how many members, and of each output the mean, the standard deviation and each quantile. */
function asCsv(
  { time, outputs }: Model,
  { times, counts, probabilities, ...summary }: EnsembleSummary,
): string {
  const columns = Object.entries(summary.outputs).flatMap(([name, { mean, sd, quantiles }]) => {
    const unit = outputs[name]!.unit;
    const head = (what: string) => `${name}-${what} (${unit})`;
    return [
      [head("mean"), mean],
      [head("sd"), sd],
      ...quantiles.map((column, i) => [head(`q${probabilities[i]}`), column] as const),
    ] as const;
  });
  const header = [`time (${time})`, "members", ...columns.map(([head]) => head)];
  const values = [times, counts, ...columns.map(([, column]) => column)];
  const rows = Array.from(times, (_, i) => values.map((column) => column[i]).join(","));
  return `${[header.join(","), ...rows].join("\n")}\n`;
}

function asJson({ time, outputs }: Model, { times, counts, probabilities, ...summary }: EnsembleSummary) {
  return {
    time: { unit: time, values: [...times] },
    members: [...counts],
    rankError: summary.rankError,
    outputs: Object.fromEntries(
      Object.entries(summary.outputs).map(([name, { mean, sd, quantiles }]) => [
        name,
        {
          unit: outputs[name]!.unit,
          mean: [...mean],
          sd: [...sd],
          quantiles: Object.fromEntries(probabilities.map((one, i) => [one, [...quantiles[i]!]])),
        },
      ]),
    ),
  };
}
