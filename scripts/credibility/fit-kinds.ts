/**
 * node scripts/credibility/fit-kinds.ts [NAME …]: how far `homeostat fit` is from the reference program (reference.py) on
 * each kind of docs/credibility/fit/kinds, as rows of a table: greatest differences of effects, and of the objective.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fitKinds } from "@homeostat/testing";

interface Person {
  readonly eta: Readonly<Record<string, number>> | readonly number[];
  readonly objective: number;
}

function answerOf(model: string, data: string): readonly Person[] {
  const call = ["apps/cli/src/main.ts", "fit", model, "--data", data, "--json"];
  return (JSON.parse(execFileSync(process.execPath, call, { encoding: "utf8" })) as { subjects: Person[] })
    .subjects;
}

const greatest = (values: readonly number[]) => Math.max(...values.map(Math.abs)).toExponential(0);
const asked = process.argv.slice(2);

for (const { name, model, data, expected } of fitKinds()) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const ours = answerOf(model, data);
  const theirs: readonly Person[] = JSON.parse(readFileSync(expected, "utf8"));
  const pairs = ours.flatMap(({ eta }, i) =>
    Object.values(eta).map((value, k): readonly [number, number] => [
      value,
      Object.values(theirs[i]!.eta)[k]!,
    ]),
  );
  const effects = greatest(pairs.map(([a, b]) => a - b));
  const relative = greatest(pairs.map(([a, b]) => a / b - 1));
  const objective = greatest(ours.map((one, i) => one.objective - theirs[i]!.objective));
  process.stdout.write(`| ${name} | ${effects} | ${relative} | ${objective} |\n`);
}
