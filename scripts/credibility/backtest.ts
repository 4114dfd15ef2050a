/** Runs the backtests that docs/credibility/backtest.md reports, and writes the page from what they print. */
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { sharedData } from "@homeostat/testing";
import { type BacktestRun, backtestArguments, backtestReport } from "./backtest-report.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

const dataSets = [
  { name: "iglu", file: "iglu_example_data_5_subject.csv" },
  { name: "Colas", file: "Colas2019_processed.zip" },
  { name: "D1NAMO", file: "Dubosson2018_processed.csv" },
];

function runOne(name: string, path: string, horizonMinutes: number): BacktestRun {
  const file = relative(root, path);
  const command = [join(root, "apps/cli/src/main.ts"), ...backtestArguments(file, horizonMinutes)];
  const start = performance.now();
  const printed = execFileSync(process.execPath, command, {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  return {
    name,
    file,
    horizonMinutes,
    seconds: (performance.now() - start) / 1000,
    result: JSON.parse(printed),
  };
}

const runs: BacktestRun[] = [];
for (const horizonMinutes of [30, 60]) {
  for (const { name, file } of dataSets) {
    const path = sharedData("glucobench", file);
    if (path === null) throw new Error(`the data set glucobench/${file} does not lie beside this checkout`);
    runs.push(runOne(name, path, horizonMinutes));
    console.error(`${name}, ${horizonMinutes} min`);
  }
}

const page = join(root, "docs", "credibility", "backtest.md");
mkdirSync(dirname(page), { recursive: true });
writeFileSync(page, backtestReport(runs));
