import { type Code, knownCodes, LOINC } from "@homeostat/twin";

/** What one column holds and how it is to be read. Units are declared here, for the files name none. */
export interface ColumnReading {
  readonly column: string;
  readonly code: Code;
  /** UCUM. */
  readonly unit: string;
  /**
   * `reading`: one value per row, every row.
   * `sampled`: values, of which long repeats were filled in.
   * `events`: amounts at a time, stretched in a straight line to the next by whoever prepared the file.
   */
  readonly as: "reading" | "sampled" | "events";
}

/** A kind of table that is known by its columns, all of them and in this order. */
export interface TableLayout {
  readonly name: string;
  readonly columns: readonly string[];
  readonly reads: readonly ColumnReading[];
  /** Of glucose, where the header names it; else it is declared by the layout. */
  readonly unit: "mg/dL" | "mmol/L" | null;
}

/** A row as it was split, with its line in the file. */
export interface TableRow {
  readonly cells: readonly string[];
  readonly line: number;
}

const glucose = { column: "gl", code: knownCodes.cgmGlucose.code, unit: "mg/dL", as: "reading" } as const;
const columns = (text: string): readonly string[] => text.split(",");

/**
 * The tables of GlucoBench (Sergazinov et al. 2024, ICLR). Its D1NAMO table carries what Dubosson et al. 2018 recorded;
 * insulin in international units and meals in kilocalories are the reading of this layout, no file says so.
 * Columns whose unit or coding nobody declared (posture, activity, HRV, the static columns) are not read.
 */
export const layouts: readonly TableLayout[] = [
  { name: "glucobench", columns: columns("id,time,gl"), reads: [glucose], unit: null },
  {
    name: "glucobench with D1NAMO covariates",
    columns: columns(
      "id,time,gl,fast_insulin,slow_insulin,calories,balance,quality,HR,BR,Posture,Activity,HRV,CoreTemp",
    ),
    reads: [
      glucose,
      { column: "fast_insulin", code: knownCodes.insulinBolus.code, unit: "[iU]", as: "events" },
      { column: "slow_insulin", code: knownCodes.insulinLongActing.code, unit: "[iU]", as: "events" },
      { column: "calories", code: knownCodes.mealEnergy.code, unit: "kcal", as: "events" },
      { column: "HR", code: knownCodes.heartRate.code, unit: "/min", as: "sampled" },
      { column: "BR", code: { system: LOINC, code: "9279-1" }, unit: "/min", as: "sampled" },
    ],
    unit: null,
  },
  {
    name: "glucobench with Colas covariates",
    columns: columns("id,time,gl,gender,age,BMI,glycaemia,HbA1c,follow.up,T2DM"),
    reads: [glucose],
    unit: null,
  },
];

const plain = layouts[0]!;

/** How R and pandas head the row numbers that they write beside a table. */
const rowNumbers = new Set(["", "Unnamed: 0"]);

/** A header's name of glucose with its unit: "gl (mmol/L)", "gl_mg_dl". */
const withUnit = /^gl[ _.]*[([]?(mg|mmol)[ _./]?(?:d)?l[)\].]?$/i;

/**
 * The layout with exactly these columns, row numbers before them or not; else the plain one where its columns are among
 * them, the further ones (each set has covariates of its own) left unread; else null. Small and capital letters are one.
 */
export function layoutOf(header: readonly string[]): TableLayout | null {
  const names = header.map((name) => name.trim());
  const unit = unitIn(names);
  const plainly = names.map((name) => (withUnit.test(name) ? "gl" : name));
  const own = rowNumbers.has(plainly[0]!) ? plainly.slice(1) : plainly;
  const known = layouts.find(({ columns }) => lower(columns) === lower(own)) ?? plain;
  const places = known.columns.map((column) => placesOf(column, plainly));
  if (places.some(({ length }) => length !== 1)) return null;
  const columns = plainly.map((name, place) => {
    const which = places.findIndex(([only]) => only === place);
    return which < 0 ? `${name} (not read)` : known.columns[which]!;
  });
  return { ...known, columns, unit };
}

const lower = (names: readonly string[]) => names.join().toLowerCase();

const placesOf = (column: string, names: readonly string[]) =>
  names.flatMap((name, place) => (name.toLowerCase() === column.toLowerCase() ? [place] : []));

function unitIn(names: readonly string[]): TableLayout["unit"] {
  const told = names.flatMap((name) => withUnit.exec(name)?.[1]?.toLowerCase() ?? []);
  return told.length === 1 ? (told[0] === "mg" ? "mg/dL" : "mmol/L") : null;
}
