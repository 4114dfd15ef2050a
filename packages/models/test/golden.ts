import { readFileSync } from "node:fs";

/** A row of a reference file: numbers by column, and the first column as text. */
export interface GoldenRow {
  readonly name: string;
  readonly values: Readonly<Record<string, number>>;
}

export function readGolden(path: string): readonly GoldenRow[] {
  const [header, ...lines] = readFileSync(path, "utf8").trim().split(/\r?\n/);
  const columns = header!.split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    return {
      name: cells[0]!,
      values: Object.fromEntries(columns.map((column, i) => [column, Number(cells[i])])),
    };
  });
}
