import type { BacktestScore, BacktestSummary } from "@homeostat/twin";

/** What one run of `homeostat backtest --json` printed, on which file, and how long it took. */
export interface BacktestRun {
  readonly name: string;
  /** As in the command, relative to the repository. */
  readonly file: string;
  readonly horizonMinutes: number;
  readonly seconds: number;
  readonly result: BacktestSummary;
}

/** Table 1 of GlucoBench (60 min, in distribution): root of the median squared error, and its linear model's means. */
interface Published {
  readonly best: number;
  readonly linear: number;
  readonly linearMeanSquared: number;
}

const published: Readonly<Record<string, Published>> = {
  iglu: { best: 10.53, linear: 11.68, linearMeanSquared: 377.7 },
  Colas: { best: 5.26, linear: 5.26, linearMeanSquared: 94.8 },
  D1NAMO: { best: 12.07, linear: 12.07, linearMeanSquared: 611.2 },
};

const introduction = `# Forecasts on real CGM, put to the test

Made by \`node scripts/credibility/backtest.ts\` from what \`homeostat backtest --json\` printed; not edited by hand.

Glucose alone is given, as the data sets have nothing else that was recorded for everyone. Errors in mg/dL:
*RMSE* and *MAE* are medians over windows of the error within a window, *MSE* is the mean over windows, *coverage* the
share of readings between the 10 % and the 90 % quantile (80 % is right). All three forecasters are fed the same
readings in the same order and are scored on the same windows.

- **Ours**: the one expert on patterns that has a say in every twin's forecast (\`packages/twin/src/pattern\`), with
  coefficients of each person's own, robust, moved from everyone's; here everyone is the file, as far as it was recorded by
  then, and bands come from the expert's own past errors.
- **Linear**: least squares on the last 12 values, one set of coefficients for everyone, as GlucoBench has it.
- **Persistence**: nothing changes.
`;

const protocol = `## Protocol

GlucoBench (Sergazinov et al. 2024, [arXiv:2410.05780](https://arxiv.org/abs/2410.05780)): straight lines on 5-min
steps except across gaps of more than 45 min (30 min in D1NAMO and Hall); the end of each person's last unbroken segment
is the test; a forecast every half hour of it. Gaps and lengths of GlucoBench's five sets are those of its own
configurations, by the name of the file; for other data lengths follow from how long people were recorded. A file of the
size of Weinstock's (200 people, 645,000 readings, simulated as an autoregression with
jumps, with gaps, dates of 1900 and further columns) takes 27 s of processor time and 530 MB, and 79.9 % of its readings lie in
the 80 % band; there the linear model, which is nearly the truth, errs 1 % less (14.50 against 14.61 mg/dL). We differ in three points:

1. GlucoBench lays its grid on lines to the *next* reading, so a forecast knows up to 5 min (in a gap up to 45 min) of
   its future. Here a forecast is made at a reading, from that and earlier ones.
2. GlucoBench fits on everyone's training part whatever the dates. Here a forecast made at one moment has learnt from
   nothing in the file that is later than that moment, of anyone; it has learnt from everything earlier, the first
   part of the test too. A test turns all later readings upside down, and takes them away, and sees no change.
3. Everyone is in distribution; GlucoBench leaves one in ten out for another table and averages over ten draws. For
   D1NAMO this matters: its person 004 carries most of the squared error, and is left out in three of the ten draws.

The expert's design was chosen by looking at these three sets (all half-hourly forecasts after the first day, and the
windows below), so these figures flatter it a little: chosen anew on two sets and put to the test on the third, all bars are
kept too ([how much the choice is worth](backtest-choice.md)). Other sets were not looked at. Three further autoregressions (two
hours, the clock, straight) joined with it by past CRPS gave 9.70, 4.93 and 10.97 mg/dL at 60 min: no better, and not what a
twin has, so they are gone.
`;

const d1namo = `## D1NAMO's insulin and calories

In GlucoBench's file of D1NAMO with covariates the insulin and calorie columns are no inputs: each recorded dose falls
from its row in equal steps and is zero one row before the next record, so the slope betrays when the next record will
come. What was recorded is the first value of each ramp; \`homeostat import\` takes these and refuses a column that is
not made so (calories of people 5 and 9 are 625 in every row). \`balance\` and \`quality\` are one number per person. None
of the columns is used here.
`;

/** The page: one table per horizon, the published figures beside ours, and how it was done. */
export function backtestReport(runs: readonly BacktestRun[]): string {
  const horizons = [...new Set(runs.map(({ horizonMinutes }) => horizonMinutes))];
  const tables = horizons.map((horizon) =>
    horizonTable(runs.filter((run) => run.horizonMinutes === horizon)),
  );
  return [introduction, ...tables, barTable(runs), commands(runs), protocol, d1namo].join("\n");
}

function horizonTable(runs: readonly BacktestRun[]): string {
  const rows = runs.flatMap(({ name, seconds, result }) => [
    scoreRow(
      `**${name}**, ${result.windows} windows of ${result.subjects} people`,
      "ours",
      result,
      `${seconds.toFixed(1)} s`,
    ),
    scoreRow("", "linear", result.linear, ""),
    scoreRow("", "persistence", result.persistence, ""),
  ]);
  const title = `## ${runs[0]!.horizonMinutes} min\n`;
  return `${title}\n${table(["data", "forecaster", "RMSE", "MAE", "MSE", "coverage", "time"], rows)}`;
}

function scoreRow(name: string, forecaster: string, score: BacktestScore, time: string): string[] {
  const coverage = forecaster === "persistence" ? "" : `${(100 * score.coverage80).toFixed(1)} %`;
  const { rmse_median, mae_median, mse_mean } = score;
  return [
    name,
    forecaster,
    rmse_median.toFixed(2),
    mae_median.toFixed(2),
    mse_mean.toFixed(1),
    coverage,
    time,
  ];
}

function barTable(runs: readonly BacktestRun[]): string {
  const rows = runs.flatMap(({ name, horizonMinutes, result }) => {
    const bar = published[name];
    if (bar === undefined || horizonMinutes !== 60) return [];
    return [
      [
        name,
        `${result.rmse_median.toFixed(2)} / ${bar.best}`,
        `${result.mse_mean.toFixed(1)} / ${bar.linearMeanSquared}`,
        `${result.linear.rmse_median.toFixed(2)} / ${bar.linear}`,
        `${result.linear.mse_mean.toFixed(1)} / ${bar.linearMeanSquared}`,
      ],
    ];
  });
  const header = [
    "data",
    "our RMSE / the best published",
    "our MSE / its linear model's",
    "our linear RMSE / its",
    "our linear MSE / its",
  ];
  return `## Beside GlucoBench's table 1 (60 min, in distribution)\n\n${table(header, rows)}`;
}

function commands(runs: readonly BacktestRun[]): string {
  const lines = runs.map(
    ({ file, horizonMinutes }) =>
      `npm run -s homeostat -- ${backtestArguments(file, horizonMinutes).join(" ")}`,
  );
  return `## Commands\n\n\`\`\`sh\n${lines.join("\n")}\n\`\`\`\n`;
}

/** Arguments of the command line that make one run. */
export function backtestArguments(file: string, horizonMinutes: number): string[] {
  return [
    "backtest",
    "--data",
    file,
    "--format",
    "glucobench",
    "--horizon",
    `${horizonMinutes}min`,
    "--json",
  ];
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return `${[line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n")}\n`;
}
