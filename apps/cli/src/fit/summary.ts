import type { FitModel } from "@homeostat/exchange";
import { table } from "../output/table.ts";
import type { PersonAnswer } from "./person-answer.ts";
import type { samplePerson } from "./sample.ts";

/** People as a table, and what was found about each. */
export function summary({ effects }: FitModel, answers: readonly PersonAnswer[]): string {
  const header = ["id", ...effects, "objective", "plausibility", "converged"];
  const rows = answers.map(({ id, eta, objective, plausibility, converged }) => [
    String(id),
    ...effects.map((name) => Number(eta[name]!.toPrecision(6))),
    Number(objective.toPrecision(9)),
    Number(plausibility.toPrecision(2)),
    converged ? "yes" : "no",
  ]);
  const notes = answers.flatMap(({ id, findings }) => findings.map(({ text }) => `${id}: ${text}`));
  return [table(header, rows), ...(notes.length === 0 ? [] : ["", ...notes])].join("\n");
}

/** The posterior of one person as a table, and what speaks against it. */
export function sampleLines({
  id,
  sample,
}: {
  id: string | number;
  sample?: ReturnType<typeof samplePerson>;
}): string[] {
  if (sample === undefined) return [];
  const rows = Object.entries(sample.summary).map(([name, { mean, sd, quantiles, rHat, bulkSize }]) =>
    [name, mean, sd, quantiles.q05, quantiles.q95, rHat, bulkSize].map((value) =>
      typeof value === "string" ? value : Number(value.toPrecision(4)),
    ),
  );
  const said = sample.complaints.map(({ problem, cause, cure }) => `${problem} ${cause} ${cure}`);
  return [
    [`ID ${id}`, table(["effect", "mean", "sd", "5 %", "95 %", "R̂", "worth"], rows), ...said].join("\n"),
  ];
}
