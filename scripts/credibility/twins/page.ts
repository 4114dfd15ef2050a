import { percent } from "./arithmetic.ts";
import type { Found } from "./found.ts";
import { costs, horizonRow, horizons, parameterRows } from "./rows.ts";

/** The page, with the command that made it. */
export function page(found: readonly Found[], days: string, command: string): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;
  const tabled = (head: readonly string[], rows: readonly (readonly (string | number)[])[]) =>
    [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
  const pooledRows = horizons
    .map((horizon) => horizonRow(found, horizon))
    .map((row) => [
      `${row.horizonMinutes} min`,
      row.count,
      ...row.covered.map(percent),
      row.rmse.toFixed(2),
      row.persistence.toFixed(2),
      row.crps.toFixed(2),
    ]);
  const people = found.map(({ member, design, record }) => {
    const at = (horizon: number) => record.find((r) => r.horizonMinutes === horizon);
    const cells = [30, 60].flatMap((horizon) => {
      const r = at(horizon);
      return r === undefined
        ? ["", "", ""]
        : [percent(r.covered80), r.rmse.toFixed(1), r.persistenceRmse.toFixed(1)];
    });
    return [member.id, design, ...cells];
  });
  const parameters = parameterRows(found).map((row) => [
    row.name,
    row.people,
    row.informed ? percent(row.error) : `not learned (${percent(row.error)})`,
    percent(row.priorError),
    percent(row.inside),
  ]);
  return `# Twins against the truth

Made by \`${command}\`; not edited by hand.

${found.length} virtual people live ${days} days; each person's twin grows from their log alone and is scored against what
then happened, and its learned parameters against the true ones that made the data. The people change their
sensitivity over the day and from day to day, miscount, forget and mistime, have set failures and sensor faults that
the twin's model does not know. Designs were tuned on other seeds (1 to 6) of the same clinic, so this is a test on new
people of a known kind, not on reality: for that see [backtest.md](backtest.md). Status: the twins are *calibrated*;
their forecasts on real people are *unvalidated* where insulin and meals are known.

## Forecasts

Share of readings in the 50, 80 and 95 % bands; RMSE of the median and of "nothing changes", mg/dL.

${tabled(["ahead", "forecasts", "50 %", "80 %", "95 %", "RMSE", "persistence", "CRPS"], pooledRows)}

## Learned parameters

Median over people of |learned ÷ true − 1|, the same for the prior, and how often the truth lies in the learned 80 % interval.
A model that lacks something (mistimed meals, a daily rhythm, a sensor's gain) moves its parameters for it. So what a twin
has learned is told only as far as it was borne out by other virtual people, of seeds 5 and 6 (\`--trust\`: the truth regressed on
what was learned, and that shrunk by what chance alone makes of it); "not learned" are those that such data were seen not to
tell: the prior is shown again, and they do not count in the last row.

${tabled(["parameter", "people", "error", "prior's error", "truth in the 80 % interval"], parameters)}

## People

${tabled(["person", "twin", "80 % band, 30 min", "RMSE", "persistence", "80 % band, 60 min", "RMSE", "persistence"], people)}

${costs(found)}
`;
}
