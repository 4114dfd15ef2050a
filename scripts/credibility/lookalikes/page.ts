import type { BacktestSummary } from "@homeostat/twin";
import type { CommandRun } from "./command.ts";

export interface LookAlikeRun extends CommandRun {
  readonly name: string;
}

/** The page on what the command made of look-alikes. */
export function lookAlikesPage(runs: readonly LookAlikeRun[], seed: number): string {
  return `# Files like those that are kept aside

Made by \`node scripts/credibility/lookalikes.ts --folder FOLDER --seed ${seed} --out docs/credibility/lookalikes.md\`; not edited by hand.

Two of GlucoBench's five sets are not here: Hall's (57 people without diabetes) and Weinstock's (200 with type 1 diabetes).
These files are written as theirs are, of virtual people: further columns, \`NA\`, quotes with commas, \`Low\` and \`High\`, odd
seconds, years of 1900, Windows line ends, gaps of hours and days, rows twice, people in reverse order, people with 30
readings. The people are made by models (of the second file's, 64 live in virtual clinics with type 1 diabetes and 136 have
type 2), the sensor by a published error model: what is tried is the command, not the
forecasts, whose errors on real people [backtest.md](backtest.md) tells. Errors in mg/dL, as there.

| file | windows, people | RMSE: ours, linear, persistence | MSE: ours, linear | in the 80 % band | processor | memory |
| --- | --- | --- | --- | --- | --- | --- |
${runs.map(row).join("\n")}

What the command told on the way, on standard error:

\`\`\`
${runs.map(({ name, notes }) => `${name}\n${toldIn(notes)}`).join("\n\n")}
\`\`\`
`;
}

function row({ name, output, code, notes, cpuSeconds, peakMegabytes }: LookAlikeRun): string {
  if (code !== 0) throw new Error(`${name} ended with ${code}: ${notes}`);
  const { windows, subjects, persistence, linear, ...ours } = JSON.parse(output) as BacktestSummary;
  const cells = [
    name,
    `${windows}, ${subjects}`,
    [ours, linear, persistence].map((score) => score.rmse_median.toFixed(2)).join(", "),
    [ours, linear].map((score) => score.mse_mean.toFixed(0)).join(", "),
    `${(100 * ours.coverage80).toFixed(1)} %`,
    `${cpuSeconds.toFixed(0)} s`,
    `${peakMegabytes.toFixed(0)} MB`,
  ];
  return `| ${cells.join(" | ")} |`;
}

/** Without the folder of this machine, and without progress. */
const toldIn = (notes: string) =>
  notes
    .split(/[\r\n]+/)
    .filter((line) => /^HS|cure:/.test(line.trim()))
    .map((line) => line.replace(/\S*\/(\w+_look_alike)/, "$1"))
    .join("\n");
