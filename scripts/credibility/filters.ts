import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { HomeostatError } from "@homeostat/engine";
import { type Filter, unscentedFilter } from "@homeostat/engine/infer";
import { sharedData } from "@homeostat/testing";
import { benchmarks } from "../../packages/engine/src/infer/filter/test/benchmarks.ts";
import {
  type Benchmark,
  type TwinScore,
  twinExperiment,
} from "../../packages/engine/src/infer/filter/test/twin-experiment.ts";
import { baselineOf } from "./filters/baselines/baseline-of.ts";
import { filterOf } from "./filters/filter-of.ts";
import { type KeptScore, keepScore, keptScores, rowName } from "./filters/kept-scores.ts";
import { compared } from "./filters/compared.ts";
import { pageOf } from "./filters/page.ts";
import { methodOf, type PublishedRow, publishedRows } from "./filters/published-row.ts";
import { setupOf } from "./filters/setup-of.ts";

/**
 * Filters against published scores: time-mean root-mean-square error of the analysis on chaotic systems.
 *
 * Runs the rows of the table whose set-up, method and settings hold `--rows` as text, over truths `--seed` and on. Each run
 * is kept as a line of `--kept` and not made again; `--page` writes all that is kept beside what was published:
 *
 *   node scripts/credibility/filters.ts --rows lorenz96/sakov2008 --seeds 4
 *   node scripts/credibility/filters.ts --page docs/credibility/filters/published-scores.md
 *
 * One experiment of one's own (settings as in the table; `unscented` is a filter too):
 *
 *   node scripts/credibility/filters.ts --model lorenz96/sakov2008 --filter "EnKF('Sqrt', N=24, infl=1.013, rot=True)" --seed 7 --cycles 4000
 *   node scripts/credibility/filters.ts --model lorenz96/sakov2008 --filter LETKF --members 7 --inflation 1.04 --radius 4 --rotate
 */
const { values } = parseArgs({
  options: {
    model: { type: "string" },
    filter: { type: "string" },
    members: { type: "string" },
    inflation: { type: "string" },
    radius: { type: "string" },
    rotate: { type: "boolean" },
    cycles: { type: "string" },
    seed: { type: "string", default: "1" },
    seeds: { type: "string", default: "4" },
    rows: { type: "string", default: "" },
    table: { type: "string" },
    kept: { type: "string", default: "docs/credibility/filters/published-scores.csv" },
    page: { type: "string" },
  },
});

function allRows(): PublishedRow[] {
  const path = values.table ?? sharedData("dapper", "expected_rmse.csv");
  if (!path) throw new Error("The table of published scores is not beside this checkout; give --table FILE.");
  return publishedRows(readFileSync(path, "utf8"));
}

function printOne(model: string): void {
  if (!Object.hasOwn(benchmarks, model))
    throw new Error(`There is no model '${model}'. Known: ${Object.keys(benchmarks).join(", ")}.`);
  const benchmark = benchmarks[model as keyof typeof benchmarks];
  const { method, settings } = methodOf(values.filter?.includes("(") ? values.filter : `${values.filter}()`);
  const given = {
    ...settings,
    ...(values.members && { N: Number(values.members) }),
    ...(values.inflation && { infl: Number(values.inflation) }),
    ...(values.radius && { loc_rad: Number(values.radius) }),
    ...(values.rotate && { rot: true }),
  };
  const filter =
    method === "unscented" ? unscentedFilter() : filterOf({ method, settings: given }, benchmark);
  if (typeof filter === "string") throw new Error(`Cannot run ${method}: ${filter}.`);
  for (let k = 0; k < Number(values.seeds); k++) {
    const seed = Number(values.seed) + k;
    const cycles = values.cycles ? { cycles: Number(values.cycles) } : {};
    const { rmse, spread } = twinExperiment(benchmark, filter as Filter<unknown>, { seed, ...cycles });
    console.log(
      `${model} ${method} ${JSON.stringify(given)} seed ${seed}: rmse ${rmse.toFixed(4)}, spread ${spread.toFixed(4)}`,
    );
  }
}

function runTable(path: string): void {
  const kept = keptScores(path);
  for (const row of allRows().filter(({ setup, text }) => `${setup} ${text}`.includes(values.rows))) {
    const benchmark = setupOf(row);
    if (typeof benchmark === "string") continue;
    const cycles = values.cycles ? Number(values.cycles) : benchmark.cycles;
    const first = Number(values.seed);
    for (let seed = first; seed < first + Number(values.seeds); seed++) {
      const same = (one: KeptScore) => one.row === rowName(row) && one.seed === seed && one.cycles === cycles;
      const filter = baselineOf(row, benchmark, { seed, cycles }) ?? filterOf(row, benchmark);
      if (typeof filter === "string" || kept.some(same)) continue;
      const score = runRow(row, benchmark, filter as Filter<unknown>, { seed, cycles });
      keepScore(path, score);
      console.log(`${score.row} ${row.text} seed ${seed}: ${score.rmse.toFixed(3)} (${row.expected})`);
    }
  }
}

function runRow(
  row: PublishedRow,
  benchmark: Benchmark,
  filter: Filter<unknown>,
  options: { readonly seed: number; readonly cycles: number },
): KeptScore {
  const began = process.cpuUsage().user;
  const lost = { rmse: Number.NaN, spread: Number.NaN };
  let score: Pick<TwinScore, "rmse" | "spread"> = lost;
  try {
    score = twinExperiment(benchmark, filter, options);
  } catch (error) {
    if (!(error instanceof HomeostatError)) throw error;
    console.log(`${rowName(row)} seed ${options.seed}: ${error.message}`);
  }
  const { rmse, spread } = score;
  return { row: rowName(row), ...options, rmse, spread, seconds: (process.cpuUsage().user - began) / 1e6 };
}

function writePage(path: string): void {
  const ours = keptScores(values.kept);
  const again = keptScores(values.kept.replace(".csv", "-dapper.csv"));
  writeFileSync(
    path,
    pageOf(compared(allRows(), ours, again), `node scripts/credibility/filters.ts --page ${path}`),
  );
}

if (values.model) printOne(values.model);
else if (values.page) writePage(values.page);
else runTable(values.kept);
