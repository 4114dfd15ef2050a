import type { TwinScore } from "../../../packages/engine/src/infer/filter/test/twin-experiment.ts";
import type { PublishedRow } from "./published-row.ts";

/** A published row, and how our filter fared on it. */
export interface Tried {
  readonly row: PublishedRow;
  /** One a truth. */
  readonly scores: readonly TwinScore[];
  /** Processor time of a run. */
  readonly seconds: number;
  /** Why there is no score, or what happened in place of one. */
  readonly note: string;
}

/** A filter whose error is this many times its own spread over a whole run has lost the truth on the way. */
const lostBeyond = 2;

const mean = (x: readonly number[]) => x.reduce((sum, value) => sum + value, 0) / x.length;
const isLost = ({ rmse, spread }: TwinScore) => rmse > lostBeyond * spread;

/** Mean and its standard error. */
function meanWithError(x: readonly number[]): readonly [number, number] {
  const middle = mean(x);
  const squares = x.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return [middle, Math.sqrt(squares / (x.length - 1) / x.length)];
}

/** Within 10 % and half a digit of the published figure, or below it; or else within two standard errors of that. */
function verdictOf({ row, scores }: Tried): "met" | "within chance" | "short" | "" {
  if (Number.isNaN(row.expected) || scores.length < 2) return "";
  const [middle, error] = meanWithError(scores.map(({ rmse }) => rmse));
  const bar = 1.1 * row.expected + 0.005;
  if (middle <= bar) return "met";
  return middle - 2 * error <= bar ? "within chance" : "short";
}

function cellsOf({ row, scores, seconds, note }: Tried): string[] {
  const kept = scores.filter((score) => !isLost(score)).map(({ rmse }) => rmse);
  const all = scores.map(({ rmse }) => rmse);
  const shown = (x: readonly number[]) => {
    const [middle, error] = meanWithError(x);
    return x.length > 1
      ? `${middle.toFixed(3)} ± ${error.toFixed(3)}`
      : (x.map((value) => value.toFixed(3))[0] ?? "");
  };
  const results =
    scores.length === 0
      ? [note, "", "", "", ""]
      : [
          shown(all),
          kept.length === all.length
            ? "0"
            : `${all.length - kept.length} of ${all.length}${kept.length > 0 ? `; others ${shown(kept)}` : ""}`,
          mean(scores.map(({ spread }) => spread)).toFixed(3),
          seconds.toFixed(1),
          verdictOf({ row, scores, seconds, note }),
        ];
  return [row.setup, `${row.line}`, `\`${row.text.replace(/\s+/g, " ")}\``, `${row.expected}`, ...results];
}

export const lineOf = (tried: Tried): string => cellsOf(tried).join("  ");

/** What is told of a whole run of the script. */
export interface PageSettings {
  readonly title: string;
  readonly given: readonly string[];
  readonly seeds: string;
  readonly cycles: string | undefined;
}

export function pageOf(tried: readonly Tried[], { title, given, seeds, cycles }: PageSettings): string {
  const ours = tried.filter(({ note }) => !note.startsWith("not a filter") && !note.startsWith("no update"));
  const run = ours.filter((one) => verdictOf(one) !== "");
  const count = (verdict: string) => run.filter((one) => verdictOf(one) === verdict).length;
  return `# Filters against published scores: ${title || "all rows"}

Made by \`node scripts/credibility/filters.ts ${given.join(" ")} --out\` this page; not edited by hand.
The small version is \`packages/engine/src/infer/filter/test/benchmarks.test.ts\`.

Time-mean root-mean-square error of the analysis, with the settings of the published row (members, inflation, taper,
rotation, bandwidth): mean over ${seeds} truths${cycles ? ` of ${cycles} observations` : ""} and its standard error. Published figures are rounded, of one other
truth each. "Lost" counts truths on which the error of the whole run is more than ${lostBeyond} times the filter's own spread. Of ${run.length} rows
${count("met")} lie within 10 % (and half a digit) of the published figure or below ("met"), ${count("within chance")} within two standard errors of that ("within
chance"), ${count("short")} beyond ("short").

| set-up | line | published settings | published | ours | lost | spread | CPU s a run | |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
${ours.map((one) => `| ${cellsOf(one).join(" | ")} |`).join("\n")}

Rows of methods that are not built here (iterated smoothers, proposal particle filters, nonlinear ensemble transform, variational
and climatological baselines, extended Kalman, ESOPS, Var1, RHF): ${tried.length - ours.length} of ${tried.length}.
`;
}
