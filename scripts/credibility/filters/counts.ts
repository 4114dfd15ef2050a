import type { Compared } from "./compared.ts";
import type { Verdict } from "./outcome.ts";
import { whyShort } from "./why-short.ts";
import { rowName } from "./kept-scores.ts";

const verdicts: readonly Verdict[] = ["met", "within chance", "short", "nothing to meet"];

/** How many rows there are, by set-up: run and how they fared, or not run and why. */
export function countsTable(all: readonly Compared[]): string {
  const setups = [...new Set(all.map(({ row }) => row.setup))];
  const lines = setups.map((setup) =>
    countsOf(
      setup,
      all.filter(({ row }) => row.setup === setup),
    ),
  );
  return `| set-up | rows | run | met | within chance | short | nothing to meet | not run |
| --- | --- | --- | --- | --- | --- | --- | --- |
${[...lines, countsOf("**all**", all)].join("\n")}

${reasons(all)}`;
}

function countsOf(name: string, rows: readonly Compared[]): string {
  const run = rows.filter(({ ours }) => ours);
  const counts = verdicts.map((verdict) => run.filter(({ ours }) => ours!.verdict === verdict).length);
  return `| ${[name, rows.length, run.length, ...counts, rows.length - run.length].join(" | ")} |`;
}

function reasons(all: readonly Compared[]): string {
  const notRun = all.flatMap(({ notRun }) => notRun ?? []);
  const lines = [...new Set(notRun)].map(
    (reason) => `| ${reason} | ${notRun.filter((other) => other === reason).length} |`,
  );
  const doubtful = all.filter(({ ours }) => ours?.verdict === "short" || ours?.verdict === "within chance");
  const why = doubtful.map(
    ({ row, ours }) => `| ${rowName(row)} | ${ours!.verdict} | ${whyShort[rowName(row)] ?? ""} |`,
  );
  return `| not run, why | rows |
| --- | --- |
${lines.join("\n")}

| short or within chance | | why |
| --- | --- | --- |
${why.join("\n")}
`;
}
