import { courses, perDays } from "./sensors.ts";
import type { Row } from "./row.ts";

/** The table of a study, with its command. */
export function driftPage(rows: readonly Row[], command: string): string {
  const designs = [...new Set(rows.map(({ design }) => design))];
  const tables = designs.map((design) =>
    tableOf(
      design,
      rows.filter((row) => row.design === design),
    ),
  );
  return `# Sensors that drift, with and without fingersticks

\`${command}\`

People of the virtual clinic through sensors whose gain is known: none drifts, a published slope a day (up in odd seeds,
down in even ones), or each sensor has its own course and offset as published for the G6. Fingersticks have the error of ISO
15197. RMSE of forecasts 30 min ahead against true glucose at the sensor's site, in mg/dL, with the coverage of 80 % intervals;
then in how many lives a drift was told after the sensor was a tenth off (median hours after it), and how often a week it began to
be told while the gain was within a twentieth of the truth.

Without fingersticks no drift is told: a sensor's own readings do not show it, and the twin's card says so.

${tables.join("\n")}`;
}

function tableOf(design: string, rows: readonly Row[]): string {
  const heads = perDays.map((perDay) => `${perDay} fingersticks a day`);
  const lines = courses.map((course) => {
    const cells = perDays.map((perDay) =>
      cellOf(rows.filter((row) => row.course === course && row.perDay === perDay)),
    );
    return `| ${course} | ${cells.join(" | ")} |`;
  });
  const people = new Set(rows.map(({ person }) => person)).size;
  return `## ${design}, ${people} people\n\n| drift | ${heads.join(" | ")} |\n|---|${"---|".repeat(perDays.length)}\n${lines.join("\n")}\n`;
}

function cellOf(rows: readonly Row[]): string {
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0);
  const forecasts = sum((row) => row.forecasts);
  const rmse = Math.sqrt(sum((row) => row.squares) / forecasts);
  const covered = (100 * sum((row) => row.covered)) / forecasts;
  const falsely = (7 * sum((row) => row.falsely)) / sum((row) => row.days);
  return `${rmse.toFixed(1)} (${covered.toFixed(0)} %); ${toldOf(rows)}; ${falsely.toFixed(1)} false a week`;
}

function toldOf(rows: readonly Row[]): string {
  const due = rows.flatMap(({ toldAfterHours }) => (toldAfterHours === null ? [] : [toldAfterHours]));
  const hours = due.filter((one) => one !== "never").sort((a, b) => a - b);
  const after = hours.length === 0 ? "" : `, ${hours[hours.length >> 1]!.toFixed(0)} h`;
  return due.length === 0 ? "none so far off" : `told ${hours.length} of ${due.length}${after}`;
}
