import { pipeline, Readable } from "node:stream";
import { HomeostatError } from "@homeostat/engine";
import { CsvError, parse } from "csv-parse";
import type { TableRow } from "../cgm/layouts.ts";
import { failure } from "../errors/registry.ts";
import { otherThanText } from "./no-records.ts";
import type { Opened } from "./records.ts";
import { peekLine, separatorIn } from "./separator.ts";

const longestRow = 100_000;

/** Ends where the bytes go wrong and keeps the reason, so that the rows before it are not lost in the parser. */
async function* upToFault(bytes: Opened, faults: HomeostatError[]): AsyncGenerator<Buffer> {
  try {
    yield* bytes;
  } catch (error) {
    if (!(error instanceof HomeostatError)) throw error;
    faults.push(error);
  }
}

interface ParsedRow {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** The rows of a table, its header first; what ends it early is kept in `faults`. */
export async function* rowsOf(opened: Opened, faults: HomeostatError[]): AsyncGenerator<TableRow> {
  const { head, bytes } = await peekLine(upToFault(opened, faults));
  const what = otherThanText(head);
  if (what !== null) throw failure("HS4211", { what });
  const options = { info: true, bom: true, relax_column_count: true, skip_empty_lines: true } as const;
  const parser = parse({ ...options, max_record_size: longestRow, delimiter: separatorIn(head) });
  pipeline(Readable.from(bytes), parser, () => undefined);
  try {
    for await (const { record, info } of parser as AsyncIterable<ParsedRow>)
      yield { cells: record, line: info.lines };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const place = typeof error.lines === "number" ? { line: error.lines } : {};
    faults.push(failure("HS4411", { problem: error.message.slice(0, 200) }, place, error));
  }
}
