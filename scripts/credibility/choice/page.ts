import { type Contested, leftOut, worthOf } from "./choose.ts";
import type { Errors } from "./contest.ts";
import type { Candidate } from "./designs.ts";

const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");
const shown = ({ rmse, mse }: Errors) => `${rmse.toFixed(2)} / ${mse.toFixed(1)}`;

/** What each data set would be forecast with, had it never been seen, and what comes of it; beside the design in use. */
function heldAside(candidates: readonly Candidate[], contested: readonly Contested[]): string {
  const chosen = leftOut(contested);
  const rows = contested.map(({ dataSet, fared }, s) => {
    const [own, used] = [fared[chosen[s]!]!, fared[0]!];
    const { name } = candidates[chosen[s]!]!;
    return [`**${dataSet}**, ${used.test.windows} windows`, name, shown(own.test), shown(used.test)];
  });
  return table(["kept aside", "chosen on the other two", "its figures", "the design in use"], rows);
}

function ranked(candidates: readonly Candidate[], contested: readonly Contested[]): string {
  const rows = candidates
    .map(({ name }, c) => ({ name, c, worth: worthOf(contested, c) }))
    .toSorted((a, b) => a.worth - b.worth)
    .map(({ name, c, worth }) => [
      name,
      (100 * worth).toFixed(1),
      ...contested.map(({ fared }) => shown(fared[c]!.all)),
      ...contested.map(({ fared }) => shown(fared[c]!.test)),
    ]);
  const windows = (which: "all" | "test") => contested.map(({ dataSet }) => `${dataSet}, ${which}`);
  return table(["design", "%", ...windows("all"), ...windows("test")], rows);
}

export function choicePage(candidates: readonly Candidate[], contested: readonly Contested[]): string {
  return `# Was the forecaster chosen to fit its own test?

Made by \`node scripts/credibility/backtest-choice.ts --out docs/credibility/backtest-choice.md\` (about a quarter of an
hour); not edited by hand.

The design of [the backtest's](backtest.md) expert was chosen by looking at the three sets that it is reported on. So the
choice is made again three times, each time on two sets alone, among ${candidates.length} designs: the one in use, all that differ from it in one
choice, and all that differ in two (inputs, a person's own coefficients, robustness, ridge, weight of restless rows). What
is chosen is then put to the test on the third set. A choice is made by all half-hourly forecasts an hour ahead after each
person's first day: the mean logarithm of the median error and of the root of the mean square, two sets counting the same.

Median RMSE (mg/dL) / mean squared error over the protocol's test windows:

${heldAside(candidates, contested)}

GlucoBench's bars are 10.53 / 377.7 (iglu), 5.26 / 94.8 (Colas) and 12.07 / 611.2 (D1NAMO): best published RMSE / its linear
model's MSE. Coverage is not a matter of this choice: bands are stretched by each forecaster's own past errors.

All designs, in order of what the choice is made by on all three sets (% beside the design in use; less is better), with
their figures over all half-hourly forecasts, and in the test windows. Most lie within two per cent: the expert's figures
owe little to its details, and the design in use is kept.

${ranked(candidates, contested)}
`;
}
