import type { SystemSolution } from "@homeostat/engine";

type Course = Pick<SystemSolution, "times" | "outputs">;

/** A time course as the SBML test suite writes it: `time` and a column a variable; INF, -INF and NaN in those words. */
export function resultsCsv(solution: Course, variables: readonly string[]): string {
  const columns = [solution.times, ...solution.outputs];
  const rows = Array.from(solution.times, (_, i) =>
    columns.map((column) => numberText(column[i]!)).join(","),
  );
  return `${[["time", ...variables].join(","), ...rows].join("\n")}\n`;
}

function numberText(value: number): string {
  if (Number.isFinite(value)) return String(value);
  if (Number.isNaN(value)) return "NaN";
  return value > 0 ? "INF" : "-INF";
}
