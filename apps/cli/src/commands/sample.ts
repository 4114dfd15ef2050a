import { readFileSync } from "node:fs";
import { densityTarget, drawsOf, runSampler } from "@homeostat/engine/infer";
import { readDensity, readTables } from "../arguments/density-file.ts";
import { existing } from "../arguments/path.ts";
import type { Console } from "../output/console.ts";
import { table } from "../output/table.ts";
import { type SamplingArguments, samplingPlan } from "../fit/sample.ts";

interface SampleOptions extends SamplingArguments {
  readonly data?: string;
  readonly json?: boolean;
}

/** Draws from a density that a file states in the equation language. */
export function sample(path: string, options: SampleOptions, console: Console): void {
  const spec = readDensity(readFileSync(existing(path), "utf8"), path);
  const { data } = options;
  const tables = data === undefined ? {} : readTables(readFileSync(existing(data), "utf8"), data);
  const { sampler, ...plan } = samplingPlan({ sample: "nuts", ...options })!;
  const bar = console.progress("sampling");
  const drawn = runSampler(densityTarget(spec, tables), sampler, {
    ...plan,
    progress: (done, total) => bar.update(done, total),
  });
  bar.stop();
  const { summaries, complaints } = drawn;
  if (options.json) {
    const logEvidence = drawn.chains.flatMap((chain) => chain.logEvidence ?? []);
    console.json({
      sampler: drawn.sampler,
      chains: drawn.chains.length,
      summary: Object.fromEntries(summaries.map(({ name, ...numbers }) => [name, numbers])),
      complaints,
      ...(logEvidence.length > 0 ? { logEvidence } : {}),
      draws: Object.fromEntries(drawn.quantities.map((name, k) => [name, [...drawsOf(drawn, k)]])),
    });
    return;
  }
  const rows = summaries.map(({ name, mean, sd, quantiles, rHat, bulkSize }) => [
    name,
    ...[mean, sd, quantiles.q05, quantiles.q95, rHat, bulkSize].map((value) => Number(value.toPrecision(4))),
  ]);
  console.line(table(["quantity", "mean", "sd", "5 %", "95 %", "R̂", "worth"], rows));
  for (const { problem, cause, cure } of complaints) console.line(`${problem} ${cause} ${cure}`);
}
