import { HomeostatError } from "@homeostat/engine";
import type { Instant } from "@homeostat/twin";
import { type Dialect, DialectSurvey } from "../cgm/dialect.ts";
import type { TableLayout } from "../cgm/layouts.ts";
import { layoutOrRefuse, TableReader } from "../cgm/table.ts";
import { failure } from "../errors/registry.ts";
import type { Intake } from "../intake/intake.ts";
import { refusal, remark } from "../intake/refusal.ts";
import type { Limits } from "./limits.ts";
import type { Opened } from "./records.ts";
import type { ByteSource } from "./source.ts";
import { rowsOf } from "./table-rows.ts";

interface Surveyed {
  readonly layout: TableLayout;
  readonly dialect: Dialect;
}

/** Reads as far as it takes to know how the file writes units and dates. @throws HS4401, HS4412 */
async function surveyed(bytes: Opened, { tableRows }: Limits): Promise<Surveyed> {
  let layout: TableLayout | undefined;
  let survey: DialectSurvey | undefined;
  let count = 0;
  for await (const row of rowsOf(bytes, [])) {
    layout ??= layoutOrRefuse(row.cells);
    if (count++ === 0) survey = new DialectSurvey(layout);
    else if (survey!.see(row) || count > tableRows) break;
  }
  layout ??= layoutOrRefuse([]);
  if (survey === undefined || count < 2) throw failure("HS4412", {}, { line: 1 });
  return { layout, dialect: survey.dialect() };
}

/** How the file is read where it does not say so itself. */
function remarksOn({ unitFrom, order, orderFrom }: Dialect, source: string): readonly Intake[] {
  const unit =
    unitFrom === null ? [] : [remark(failure("HS4413", { count: unitFrom }, { path: "gl" }), { source })];
  if (orderFrom === null || order === null) return unit;
  const dates = failure("HS4414", { order, value: orderFrom.text.slice(0, 40) }, { path: "time" });
  return [...unit, remark(dates, { source, line: orderFrom.line })];
}

async function* itemsOf(
  bytes: Opened,
  { layout, dialect }: Surveyed,
  source: ByteSource,
  now: Instant,
  limits: Limits,
  faults: HomeostatError[],
): AsyncGenerator<readonly Intake[]> {
  yield remarksOn(dialect, source.name);
  const reader = new TableReader(layout, dialect, source.name, now);
  let count = 0;
  for await (const row of rowsOf(bytes, faults)) {
    if (count++ === 0) continue;
    if (count > limits.tableRows + 1) throw failure("HS4408", { limit: limits.tableRows });
    yield reader.row(row);
  }
  yield reader.end();
}

const lineOf = ({ place: { line } }: HomeostatError) => (line === undefined ? {} : { line });

/**
 * A table of glucose readings, row by row; its layout is known by its header or it is refused. It is opened twice: how it
 * writes units and dates is told by its first rows.
 */
export async function* readTable(
  source: ByteSource,
  open: (ahead: boolean) => Opened,
  now: Instant,
  limits: Limits,
): AsyncGenerator<readonly Intake[]> {
  const faults: HomeostatError[] = [];
  try {
    const found = await surveyed(open(true), limits);
    yield* itemsOf(open(false), found, source, now, limits, faults);
  } catch (error) {
    if (!(error instanceof HomeostatError)) throw error;
    faults.push(error);
  }
  yield faults.map((error) => refusal(error, { source: source.name, ...lineOf(error) }));
}
