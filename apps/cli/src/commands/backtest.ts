import { writeFileSync } from "node:fs";
import { datasetOf, type Refusal, readRecords } from "@homeostat/connect";
import {
  type BacktestResult,
  backtest,
  type CgmReading,
  type CgmSeries,
  cgmSeries,
  knownCodes,
  type Protocol,
  protocolFor,
  publishedProtocol,
} from "@homeostat/twin";
import { parseDuration } from "../arguments/duration.ts";
import { existing } from "../arguments/path.ts";
import { failure } from "../errors/registry.ts";
import type { Console } from "../output/console.ts";
import { table } from "../output/table.ts";

interface BacktestOptions {
  readonly data: string;
  readonly format: string;
  readonly horizon: string;
  readonly out?: string;
  readonly json?: boolean;
}

const formats = ["glucobench"];

/** Forecasts a file of CGM series in the order of time and scores the forecasts; see docs/credibility/backtest.md. */
export async function runBacktest(options: BacktestOptions, console: Console): Promise<void> {
  if (!formats.includes(options.format)) {
    throw failure("HS6007", { format: options.format, known: formats.join(", ") });
  }
  const series = await readSeries(existing(options.data), console);
  const horizonMinutes = parseDuration(options.horizon) / 60;
  const published = publishedProtocol(datasetOf(options.data), horizonMinutes);
  const result = replay(series, horizonMinutes, published ?? protocolFor(series, horizonMinutes), console);
  if (options.out !== undefined) writeFileSync(options.out, rowsAsCsv(result));
  if (options.json) console.json(result.summary);
  else console.line(summaryText(result));
}

/** One series a person, under the id that the file gives them; what is refused is told and left out. @throws HS6011 */
async function readSeries(path: string, console: Console): Promise<readonly CgmSeries[]> {
  const ids = new Map<string, string>();
  const readings = new Map<string, CgmReading[]>();
  const refused = new Map<string, Refused>();
  const { code } = knownCodes.cgmGlucose.code;
  for await (const chunk of readRecords([path], { now: Date.now() })) {
    for (const item of chunk) {
      if (item.kind === "person") ids.set(item.person.id, item.person.sourceId);
      if (item.kind === "remark") console.note(`${item.remark.code}: ${item.remark.message}`);
      if (item.kind === "refusal") {
        const first = refused.get(item.refusal.code);
        refused.set(item.refusal.code, { ...item.refusal, ...first, count: (first?.count ?? 0) + 1 });
      }
      if (item.kind !== "observation" || item.observation.code.code !== code) continue;
      const { subject, start, value, quality } = item.observation;
      if (value.kind !== "quantity" || quality.status === "refused") continue;
      const own = readings.get(subject) ?? [];
      readings.set(subject, own);
      own.push({ at: start, glucose: value.value });
    }
  }
  if (readings.size === 0) throw nothingRead(path, [...refused.values()]);
  for (const one of refused.values()) console.note(toldOf(one));
  return [...readings].map(([subject, own]) => cgmSeries(ids.get(subject) ?? subject, own));
}

/** Refusals of one rule: the first stands for all. */
interface Refused extends Pick<Refusal, "code" | "message" | "rule" | "cure" | "place"> {
  readonly count: number;
}

const toldOf = ({ code, message, cure, place, count }: Refused) =>
  `${code}, left out ${count} times, first at ${placeText(place)}: ${message}\n  cure:  ${cure}`;

const placeText = ({ source, line, path }: Refused["place"]) =>
  [source, line === undefined ? "" : ` line ${line}`, path === undefined ? "" : ` ${path}`].join("");

/** What kept most of the file from being read says why nothing was. */
function nothingRead(path: string, refused: readonly Refused[]) {
  const [most] = refused.toSorted((a, b) => b.count - a.count);
  const { code, message, rule, cure, place, count } = most ?? nothingThere;
  const problem = code === "" ? message : `${code}${count > 1 ? ` ×${count}` : ""}: ${message}`;
  return failure("HS6011", { path, problem, rule, cure }, place);
}

const nothingThere: Refused = {
  code: "",
  message: "It holds no records.",
  rule: "A table of sensor readings has the columns id,time,gl and a row for each reading.",
  cure: "Give such a file.",
  place: {},
  count: 0,
};

function replay(
  series: readonly CgmSeries[],
  horizonMinutes: number,
  protocol: Protocol,
  console: Console,
): BacktestResult {
  const progress = console.progress("backtest");
  const run = backtest(series, { horizonMinutes, protocol });
  for (let step = run.next(); ; step = run.next()) {
    if (step.done) {
      progress.stop();
      return step.value;
    }
    progress.update(step.value.done, step.value.total);
  }
}

function rowsAsCsv({ rows }: BacktestResult): string {
  const time = (instant: number) => new Date(instant).toISOString();
  const lines = rows.map(({ subject, madeAt, forTime, median, p10, p90 }) =>
    [quoted(subject), time(madeAt), time(forTime), median, p10, p90].join(","),
  );
  return `${["id,made_at,for_time,median,p10,p90", ...lines].join("\n")}\n`;
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function summaryText({ summary }: BacktestResult): string {
  const row = (name: string, score: typeof summary.linear) => [
    name,
    ...[score.rmse_median, score.mae_median, score.mse_mean].map((value) => value.toFixed(2)),
    `${(100 * score.coverage80).toFixed(1)} %`,
  ];
  const header = ["forecaster", "RMSE (median)", "MAE (median)", "MSE (mean)", "in the 80 % band"];
  const rows = [row("ours", summary), row("linear", summary.linear), row("persistence", summary.persistence)];
  return `${summary.windows} windows of ${summary.subjects} people, mg/dL\n${table(header, rows)}`;
}
