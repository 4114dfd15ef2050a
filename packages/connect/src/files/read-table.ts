import { pipeline, Readable } from "node:stream";
import { HomeostatError } from "@homeostat/engine";
import type { Instant } from "@homeostat/twin";
import { CsvError, parse } from "csv-parse";
import { layoutOrRefuse, TableReader, type TableRow } from "../cgm/table.ts";
import { failure } from "../errors/registry.ts";
import type { Intake } from "../intake/intake.ts";
import { refusal } from "../intake/refusal.ts";
import type { Limits } from "./limits.ts";
import type { Opened } from "./records.ts";
import type { ByteSource } from "./source.ts";

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

async function* rowsOf(bytes: Opened, faults: HomeostatError[]): AsyncGenerator<TableRow> {
  const options = { info: true, bom: true, relax_column_count: true, skip_empty_lines: true } as const;
  const parser = parse({ ...options, max_record_size: longestRow });
  pipeline(Readable.from(upToFault(bytes, faults)), parser, () => undefined);
  try {
    for await (const { record, info } of parser as AsyncIterable<ParsedRow>)
      yield { cells: record, line: info.lines };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const place = typeof error.lines === "number" ? { line: error.lines } : {};
    faults.push(failure("HS4411", { problem: error.message.slice(0, 200) }, place, error));
  }
}

async function* itemsOf(
  rows: AsyncIterable<TableRow>,
  source: ByteSource,
  now: Instant,
  limits: Limits,
): AsyncGenerator<readonly Intake[]> {
  let reader: TableReader | undefined;
  let count = 0;
  for await (const row of rows) {
    if (!reader) reader = new TableReader(layoutOrRefuse(row.cells), source.name, now);
    else if (++count > limits.tableRows) throw failure("HS4408", { limit: limits.tableRows });
    else yield reader.row(row);
  }
  yield (reader ?? new TableReader(layoutOrRefuse([]), source.name, now)).end();
  if (count === 0) throw failure("HS4412", {}, { line: 1 });
}

const lineOf = ({ place: { line } }: HomeostatError) => (line === undefined ? {} : { line });

/** A table of glucose readings, row by row; its layout is known by its header or it is refused. */
export async function* readTable(
  source: ByteSource,
  bytes: Opened,
  now: Instant,
  limits: Limits,
): AsyncGenerator<readonly Intake[]> {
  const faults: HomeostatError[] = [];
  try {
    yield* itemsOf(rowsOf(bytes, faults), source, now, limits);
  } catch (error) {
    if (!(error instanceof HomeostatError)) throw error;
    faults.push(error);
  }
  yield faults.map((error) => refusal(error, { source: source.name, ...lineOf(error) }));
}
