import type { Compared } from "./compared.ts";
import { countsTable } from "./counts.ts";
import { lostBeyond, type Outcome } from "./outcome.ts";

const shown = (mean: number, error: number) =>
  Number.isFinite(error) ? `${mean.toFixed(3)} ± ${error.toFixed(3)}` : mean.toFixed(3);

function overall({ mean, error, truths, lost, keptMean, keptError }: Outcome): string {
  const all = Number.isFinite(mean) ? shown(mean, error) : "diverged";
  return lost === 0 || lost === truths
    ? all
    : `${all}; the ${truths - lost} kept: ${shown(keptMean, keptError)}`;
}

function lineOf({ row, ours, again, notRun }: Compared): string {
  const published = Number.isNaN(row.expected) ? "diverges" : `${row.expected}`;
  const own = ours
    ? [
        overall(ours),
        `${ours.truths} × ${ours.cycles}`,
        `${ours.lost}`,
        `${ours.below}`,
        ours.spread.toFixed(3),
        ours.seconds.toFixed(1),
        ours.verdict,
      ]
    : [`not run: ${notRun}`, "", "", "", "", "", ""];
  const theirs = again
    ? `${overall(again)}; ${again.truths} × ${again.cycles}, ${again.lost} lost: ${again.verdict}`
    : "";
  return `| ${[row.line, `\`${row.text.replace(/\s+/g, " ")}\``, published, ...own, theirs].join(" | ")} |`;
}

function sectionOf(setup: string, rows: readonly Compared[]): string {
  return `## ${setup}

| line | published settings | published | ours | truths × observations | lost | at or below | spread | CPU s | | the source's program again |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${rows.map(lineOf).join("\n")}
`;
}

export function pageOf(all: readonly Compared[], command: string): string {
  const setups = [...new Set(all.map(({ row }) => row.setup))];
  const sections = setups.map((setup) =>
    sectionOf(
      setup,
      all.filter(({ row }) => row.setup === setup),
    ),
  );
  return `# Filters against published scores

Made by \`${command}\` from the runs kept in \`published-scores.csv\` beside it (one a line, with the seed
of its truth); not edited by hand. A row is run by \`node scripts/credibility/filters.ts --rows TEXT --seeds N\`.

Time-mean root-mean-square error of the analysis with the settings of the published row: mean over truths and its
standard error. A published figure is rounded, and of one other truth. **met**: within 10 % and half the last digit of
the published figure, or below it; **within chance**: within two standard errors of that; **short**: beyond. "Lost" counts
truths on which the error of the whole run is more than ${lostBeyond} times the filter's own spread, or members left the finite numbers;
"at or below" those on which ours is no more than the published figure. "The source's program again": DAPPER itself
(commit ae89b30), run by us on its own settings over truths of its own, where ours and the published figure differ.

${sections.join("\n")}
## In all

${countsTable(all)}
`;
}
