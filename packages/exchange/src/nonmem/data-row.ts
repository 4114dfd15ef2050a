import { didYouMean } from "@homeostat/engine";
import { failure } from "../errors/registry.ts";
import type { CellSide, CellTest, ModelFile, RowCondition } from "./model-file.ts";
import type { Row, Table } from "./read-table.ts";

/** The columns of a table by their names in NONMEM's layout, whatever the case. */
export class Columns {
  private readonly table: Table;
  private readonly names: Readonly<Record<string, string>>;
  private readonly upper: readonly string[];
  private readonly places = new Map<string, number>();

  constructor(table: Table, names: ModelFile["columns"]) {
    this.table = table;
    this.names = names;
    this.upper = table.header.map((name) => name.toUpperCase());
    for (const column of Object.values(names)) this.need(column);
  }

  /** Below 0 where there is none. @throws HS1630 where there are two */
  find(name: string): number {
    const known = this.places.get(name);
    if (known !== undefined) return known;
    const place = this.search(name);
    this.places.set(name, place);
    return place;
  }

  private search(name: string): number {
    const upper = (this.names[name.toUpperCase()] ?? name).toUpperCase();
    const first = this.upper.indexOf(upper);
    if (this.upper.lastIndexOf(upper) !== first)
      throw failure(
        "HS1630",
        { problem: `two of its columns are called ${upper}` },
        { source: this.table.source, line: 1 },
      );
    return first;
  }

  /** @throws HS1632 */
  need(name: string): number {
    const found = this.find(name);
    if (found >= 0) return found;
    const suggestion = didYouMean(name, this.table.header);
    throw failure("HS1632", { name, suggestion }, { source: this.table.source, line: 1 });
  }

  holds(row: Row, condition: RowCondition): boolean {
    return Object.entries(condition).every(([name, wanted]) => passes(row.cells[this.need(name)]!, wanted));
  }
}

const onSide: Readonly<Record<CellSide, (value: number, limit: number) => boolean>> = {
  below: (value, limit) => value < limit,
  above: (value, limit) => value > limit,
  atMost: (value, limit) => value <= limit,
  atLeast: (value, limit) => value >= limit,
};

function passes(text: string, wanted: CellTest): boolean {
  if (typeof wanted === "string") return isSame(text, wanted);
  if ("not" in wanted) return !isSame(text, wanted.not);
  return isNumber(text) && onSide[wanted.side](numberOf(text), wanted.limit);
}

const isSame = (text: string, wanted: string) =>
  text === wanted || (isNumber(text) && isNumber(wanted) && numberOf(text) === numberOf(wanted));
/** Fortran writes exponents with D too. */
function numberOf(text: string): number {
  const value = Number(text);
  return Number.isNaN(value) ? Number(text.replace(/^([+-]?[\d.]+)[dD](?=[+-]?\d+$)/, "$1e")) : value;
}
const isNumber = (text: string) => text !== "" && Number.isFinite(numberOf(text));
const missing = (text: string) => text === "" || text === "." || text === "NA";

/** One row, read by name. */
export class DataRow {
  private readonly table: Table;
  private readonly columns: Columns;
  private readonly row: Row;

  constructor(table: Table, columns: Columns, row: Row) {
    this.table = table;
    this.columns = columns;
    this.row = row;
  }

  place(name: string) {
    const at = this.columns.find(name);
    const column = at < 0 ? undefined : this.row.column(at);
    return { source: this.table.source, line: this.row.line, ...(column === undefined ? {} : { column }) };
  }

  has(name: string): boolean {
    return this.columns.find(name) >= 0;
  }

  text(name: string): string {
    return this.row.cells[this.columns.need(name)]!;
  }

  /** Who the row is of: numbers are one person however they are written. */
  get id(): string {
    const text = this.text("ID");
    return isNumber(text) ? String(Number(text)) : text;
  }

  /** Undefined where the column or the value is missing. @throws HS1633 */
  number(name: string, codes: Readonly<Record<string, number>> = {}): number | undefined {
    const at = this.columns.find(name);
    const text = at < 0 ? "" : this.row.cells[at]!;
    if (missing(text)) return undefined;
    const value = Object.hasOwn(codes, text) ? codes[text]! : numberOf(text);
    if (!Number.isFinite(value)) throw failure("HS1633", { text, name }, this.place(name));
    return value;
  }

  /** @throws HS1634 where the value breaks a rule of the layout */
  refuse(name: string, problem: string): never {
    const at = this.columns.find(name);
    const text = at < 0 ? "" : this.row.cells[at]!;
    throw failure("HS1634", { name: name.toUpperCase(), text, problem }, this.place(name));
  }

  holds(condition: RowCondition): boolean {
    return this.columns.holds(this.row, condition);
  }
}
