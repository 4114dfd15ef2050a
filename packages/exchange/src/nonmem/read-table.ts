import { failure } from "../errors/registry.ts";

export interface Row {
  /** From 1, as an editor counts. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Where a cell begins, from 1; looked for when it is asked. */
  column(cell: number): number | undefined;
}

export interface Table {
  readonly source: string;
  readonly header: readonly string[];
  readonly rows: readonly Row[];
}

/**
 * A table in NONMEM's manner: a header, cells between commas (or between blanks, where the header has no comma), cells
 * in double quotes as they stand between these; empty lines, lines that begin with #, and the titles and further headers
 * of NONMEM's own tables are passed over.
 * @throws HS1630, HS1631
 */
export function readTable(text: string, source: string): Table {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n|\r/);
  const written = lines.flatMap((line, i) =>
    /^\s*(#|TABLE NO\.|$)/.test(line) ? [] : [{ line, number: i + 1 }],
  );
  const [first, ...others] = written;
  if (first === undefined) throw failure("HS1630", { problem: "it is empty" }, { source });
  const pattern = first.line.includes(",") ? commas : blanks;
  const header = cellsOf(first.line, pattern);
  if (header.every((name) => name !== "" && Number.isFinite(Number(name))))
    throw failure("HS1630", { problem: "its first line holds numbers" }, { source, line: first.number });
  const [only = ""] = header;
  if (header.length === 1 && /[;|]/.test(only))
    throw failure(
      "HS1630",
      { problem: `its cells stand between '${/[;|]/.exec(only)![0]}', not commas` },
      { source, line: first.number },
    );
  const rows = others
    .filter(({ line }) => line !== first.line)
    .map(
      ({ line, number }): Row => ({
        line: number,
        cells: cellsOf(line, pattern),
        column: (cell) => scan(line, pattern)[cell]?.column,
      }),
    );
  for (const { line, cells } of rows)
    if (cells.length !== header.length)
      throw failure("HS1631", { count: cells.length, expected: header.length }, { source, line });
  return { source, header, rows };
}

const commas = /\s*(?:"([^"]*)"|([^,]*?))\s*(?:,|$)/y;
const blanks = /\s*(?:"([^"]*)"|([^\s,]+))(?:\s*,|\s+|$)/y;

/** Most lines of a long file hold nothing but numbers between commas. */
function cellsOf(line: string, pattern: RegExp): readonly string[] {
  return pattern === commas && !line.includes('"')
    ? line.split(",").map((cell) => cell.trim())
    : scan(line, pattern).map(({ text }) => text);
}

function scan(line: string, pattern: RegExp): readonly { readonly text: string; readonly column: number }[] {
  const cells: { text: string; column: number }[] = [];
  const end = line.trimEnd().length;
  pattern.lastIndex = 0;
  for (let open = true; open; ) {
    const from = pattern.lastIndex;
    const match = pattern.exec(line);
    if (match === null) break;
    cells.push({ text: match[1] ?? match[2] ?? "", column: from + leading(match[0]) + 1 });
    open = pattern.lastIndex < end || match[0].trimEnd().endsWith(",");
    if (pattern === blanks && pattern.lastIndex >= end) open = false;
  }
  return cells;
}

const leading = (text: string) => text.length - text.trimStart().length;
