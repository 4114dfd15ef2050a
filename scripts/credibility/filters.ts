import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Filter, unscentedFilter } from "@homeostat/engine/infer";
import { sharedData } from "@homeostat/testing";
import { benchmarks } from "../../packages/engine/src/infer/filter/test/benchmarks.ts";
import { twinExperiment } from "../../packages/engine/src/infer/filter/test/twin-experiment.ts";
import { filterOf } from "./filters/filter-of.ts";
import { lineOf, pageOf, type Tried } from "./filters/page.ts";
import { methodOf, type PublishedRow, publishedRows } from "./filters/published-row.ts";
import { setupOf } from "./filters/setup-of.ts";

/**
 * Filters against published scores: time-mean root-mean-square error of the analysis on chaotic systems.
 *
 * The whole table, or the rows of it whose set-up, method and settings hold `--rows` as text:
 *
 *   node scripts/credibility/filters.ts --seeds 3 --most-seconds 300
 *   node scripts/credibility/filters.ts --rows lorenz96/sakov2008 --seeds 2 --out docs/credibility/filters/lorenz96-sakov2008.md
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
    seeds: { type: "string", default: "3" },
    rows: { type: "string", default: "" },
    table: { type: "string" },
    "most-seconds": { type: "string", default: "120" },
    out: { type: "string" },
  },
});

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

function tryTable(): void {
  const path = values.table ?? sharedData("dapper", "expected_rmse.csv");
  if (!path) throw new Error("The table of published scores is not beside this checkout; give --table FILE.");
  const rows = publishedRows(readFileSync(path, "utf8"));
  const wanted = rows.filter(({ setup, text }) => `${setup} ${text}`.includes(values.rows));
  const tried = wanted.map((row) => {
    const one = tryRow(row);
    if (one.scores.length > 0 || !one.note.startsWith("not")) console.log(lineOf(one));
    return one;
  });
  const given = process.argv.slice(2).filter((_, i, all) => all[i] !== "--out" && all[i - 1] !== "--out");
  const { rows: title = "", seeds, cycles } = values;
  if (values.out) writeFileSync(values.out, pageOf(tried, { title, given, seeds, cycles }));
}

function tryRow(row: PublishedRow): Tried {
  const none = (note: string, seconds = 0): Tried => ({ row, scores: [], seconds, note });
  const setup = setupOf(row);
  const filter =
    typeof setup === "string" ? filterOf(row, benchmarks["lorenz96/sakov2008"]) : filterOf(row, setup);
  if (typeof filter === "string") return none(filter);
  if (typeof setup === "string") return none(setup);
  const began = process.cpuUsage().user;
  const seconds = () => (process.cpuUsage().user - began) / 1e6;
  const probe = 20;
  const cycles = values.cycles ? Number(values.cycles) : undefined;
  try {
    twinExperiment({ ...setup, burnIn: 0 }, filter, { seed: 0, cycles: probe });
    const needed = (seconds() * (cycles ?? setup.cycles)) / probe;
    if (needed > Number(values["most-seconds"]))
      return none(`skipped: ${Math.round(needed)} s a run`, seconds());
    const scores = Array.from({ length: Number(values.seeds) }, (_, k) =>
      twinExperiment(setup, filter, { seed: Number(values.seed) + k, ...(cycles && { cycles }) }),
    );
    return { row, scores, seconds: seconds() / scores.length, note: "" };
  } catch (error) {
    return none(`diverged: ${(error as Error).message}`, seconds());
  }
}

if (values.model) printOne(values.model);
else tryTable();
