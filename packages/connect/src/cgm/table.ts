import type { HomeostatError } from "@homeostat/engine";
import {
  bound,
  checkObservation,
  doubt,
  type Instant,
  type Observation,
  type Quality,
} from "@homeostat/twin";
import { failure } from "../errors/registry.ts";
import type { Intake, Person } from "../intake/intake.ts";
import { counted } from "../intake/intake.ts";
import { attempt, refusal } from "../intake/refusal.ts";
import { converter } from "../units/ucum.ts";
import { measurementOf } from "../terminology/measurement.ts";
import { beyondRange, everySensor } from "./beyond-range.ts";
import { datasetOf, Subjects } from "./dataset.ts";
import type { Dialect } from "./dialect.ts";
import { type Cell, EventColumn, SampledColumn, type Told } from "./filled-column.ts";
import { type ColumnReading, layoutOf, layouts, type TableLayout, type TableRow } from "./layouts.ts";
import { readLocalTime } from "./local-time.ts";

/** Whose a row is and when. */
interface RowIdentity {
  readonly subject: string;
  readonly time: Instant;
  readonly offsetMinutes: number | null;
  readonly line: number;
}

type Column = SampledColumn<RowIdentity> | EventColumn<RowIdentity>;

/** What is remembered of one person while their rows go by. */
interface PersonState {
  readonly times: Set<Instant>;
  readonly columns: ReadonlyMap<ColumnReading, Column>;
}

/** The layout of a table by its header. @throws HS4401 with the layouts that are known. */
export function layoutOrRefuse(header: readonly string[]): TableLayout {
  const layout = layoutOf(header);
  if (layout) return layout;
  const known = layouts.map(({ columns }) => columns.join(",")).join(" | ");
  throw failure(
    "HS4401",
    { header: header.join(",").slice(0, 200), known, hint: hintFor(header) },
    { line: 1 },
  );
}

/** What a header that is nearly one of ours lacks. */
function hintFor(header: readonly string[]): string {
  const [first = ""] = header;
  if (first.trim() === "" && header.length <= 1) return "The file is empty. ";
  const names = header.map((name) => name.trim().toLowerCase());
  const missing = layouts[0]!.columns.filter((column) => !names.includes(column));
  return missing.length < 3 ? `It lacks ${missing.join(" and ")}. ` : "";
}

function columnsFor(layout: TableLayout): ReadonlyMap<ColumnReading, Column> {
  const stretched = layout.reads.filter(({ as }) => as !== "reading");
  return new Map(
    stretched.map((read) => [read, read.as === "events" ? new EventColumn() : new SampledColumn()]),
  );
}

function personNamed(id: string, subject: string, dataset: string, file: string): Person {
  const unknown = { birthDate: null, deceased: false, deceasedAt: null } as const;
  return {
    key: `csv:${subject}@1`,
    id: subject,
    name: `${dataset} ${id}`,
    sourceId: id,
    sex: "unknown",
    ...unknown,
    source: file,
  };
}

/** Turns the rows of one table into intake, one row at a time. */
export class TableReader {
  readonly #layout: TableLayout;
  readonly #dialect: Dialect;
  readonly #file: string;
  readonly #now: Instant;
  readonly #dataset: string;
  readonly #subjects: Subjects;
  readonly #people = new Map<string, PersonState>();

  constructor(layout: TableLayout, dialect: Dialect, file: string, now: Instant) {
    this.#layout = layout;
    this.#dialect = dialect;
    this.#file = file;
    this.#now = now;
    this.#dataset = datasetOf(file);
    this.#subjects = new Subjects(this.#dataset);
  }

  /** One row; it is counted as one record. */
  row(row: TableRow): readonly Intake[] {
    const items = attempt(() => this.#items(row));
    if (!(items instanceof Error)) return items;
    return counted({ type: "row", outcome: "refused", items: [this.#refused(items, row.line)] });
  }

  /** What the ends of the columns tell once all rows are seen. */
  end(): readonly Intake[] {
    return [...this.#people.values()].flatMap(({ columns }) =>
      [...columns].flatMap(([read, column]) => this.#told(read, column.end())),
    );
  }

  #items(row: TableRow): readonly Intake[] {
    const { columns } = this.#layout;
    const { length } = row.cells;
    if (length !== columns.length) throw failure("HS4402", { count: length, expected: columns.length });
    const id = this.#text(row, "id");
    if (id.trim() === "") throw failure("HS4409", { column: "id" }, { path: "id" });
    const who = { subject: this.#subjects.subjectOf(id), line: row.line };
    const { instant, offsetMinutes } = readLocalTime(this.#text(row, "time"), "time", this.#dialect.order);
    const identity = { ...who, time: instant, offsetMinutes };
    const isNew = !this.#people.has(who.subject);
    const state = this.#stateOf(who.subject);
    const readings = this.#readings(row, identity, state, id);
    const stretched = [...state.columns].flatMap(([read, column]) =>
      this.#stretched(row, identity, read, column),
    );
    const person = {
      kind: "person",
      person: personNamed(id, who.subject, this.#dataset, this.#file),
    } as const;
    return [...(isNew ? [person] : []), ...readings, ...stretched];
  }

  /** The columns with a value in every row; the row counts as read where one of them was taken. */
  #readings(row: TableRow, identity: RowIdentity, { times }: PersonState, id: string): readonly Intake[] {
    const taken = times.has(identity.time)
      ? [failure("HS4405", { id, time: this.#text(row, "time") }, { path: "time" })]
      : this.#layout.reads
          .filter(({ as }) => as === "reading")
          .map((read) => attempt(() => this.#reading(row, identity, read)));
    const items = taken.map((one) => this.#item(one, row.line));
    const isTaken = items.some(({ kind }) => kind === "observation");
    if (isTaken) times.add(identity.time);
    return counted({ type: "row", outcome: isTaken ? "observation" : "refused", items });
  }

  #reading(row: TableRow, identity: RowIdentity, read: ColumnReading): Observation | HomeostatError {
    const text = this.#text(row, read.column).trim();
    const beyond = beyondRange(text);
    if (beyond !== null) {
      const { censored } = beyond;
      const value = beyond.bound ?? this.#inUnitOfFile(everySensor[censored], read);
      return this.#observation(identity, read, value, bound(censored), text);
    }
    const value = this.#number(row, read.column);
    if (value === 0) throw failure("HS4406", {}, { path: read.column });
    return this.#observation(identity, read, value, { status: "ok" });
  }

  #inUnitOfFile(value: number, { unit, code }: ColumnReading): number {
    return converter(unit, this.#dialect.unit, measurementOf(code).molarMass ?? undefined)!(value);
  }

  #stretched(row: TableRow, identity: RowIdentity, read: ColumnReading, column: Column): readonly Intake[] {
    const value = attempt(() => this.#number(row, read.column));
    if (value instanceof Error) return [this.#refused(value, row.line)];
    return this.#told(read, column.push({ row: identity, line: row.line, value }));
  }

  #told(read: ColumnReading, { cells, runs }: Told<RowIdentity>): readonly Intake[] {
    const { column } = read;
    const quality: Quality = read.as === "events" ? doubt(failure("HS4410", { column })) : { status: "ok" };
    const kept = cells.map(({ row, value, line }: Cell<RowIdentity>) =>
      this.#item(this.#observation(row, read, value, quality), line),
    );
    const filled = runs.map(({ from, to, value }) =>
      this.#refused(failure("HS4407", { column, value, from, to }, { path: column }), from),
    );
    return [...kept, ...filled];
  }

  #observation(
    { subject, time, offsetMinutes, line }: RowIdentity,
    { column, code, unit, as }: ColumnReading,
    value: number,
    quality: Quality,
    written: number | string = value,
  ): Observation | HomeostatError {
    const zone = offsetMinutes === null ? " (local time without zone, taken as UTC)" : "";
    const told = as === "reading" ? this.#dialect.unit : unit;
    const convert = converter(told, unit, measurementOf(code).molarMass ?? undefined)!;
    const checked = checkObservation(
      {
        key: `csv:${subject}/${new Date(time).toISOString()}@1#${column}`,
        subject,
        code,
        value: { kind: "quantity", value: convert(value), unit },
        asReceived: { value: written, unit: told === unit ? null : told },
        start: time,
        offsetMinutes,
        received: this.#now,
        source: {
          system: "csv:glucobench",
          resource: `${this.#dataset}, line ${line}`,
          path: `${column}${zone}`,
        },
        quality,
      },
      this.#now,
    );
    return checked.ok ? checked.observation : checked.error;
  }

  #item(taken: Observation | HomeostatError, line: number): Intake {
    return taken instanceof Error ? this.#refused(taken, line) : { kind: "observation", observation: taken };
  }

  #refused(error: HomeostatError, line: number): Intake {
    return refusal(error, { source: this.#file, line });
  }

  #stateOf(subject: string): PersonState {
    const state = this.#people.get(subject) ?? { times: new Set(), columns: columnsFor(this.#layout) };
    this.#people.set(subject, state);
    return state;
  }

  #text(row: TableRow, column: string): string {
    return row.cells[this.#layout.columns.indexOf(column)] ?? "";
  }

  #number(row: TableRow, column: string): number {
    const text = this.#text(row, column).trim();
    if (/^-?\d+([.,]\d+)?([eE][+-]?\d+)?$/.test(text)) return Number(text.replace(",", "."));
    throw failure("HS4403", { value: text.slice(0, 40), column }, { path: column });
  }
}
