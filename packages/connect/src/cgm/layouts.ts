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
}

const glucose = { column: "gl", code: knownCodes.cgmGlucose.code, unit: "mg/dL", as: "reading" } as const;
const columns = (text: string): readonly string[] => text.split(",");

/**
 * The tables of GlucoBench (Sergazinov et al. 2024, ICLR). Its D1NAMO table carries what Dubosson et al. 2018 recorded;
 * insulin in international units and meals in kilocalories are the reading of this layout, no file says so.
 * Columns whose unit or coding nobody declared (posture, activity, HRV, the static columns) are not read.
 */
export const layouts: readonly TableLayout[] = [
  { name: "glucobench", columns: columns("id,time,gl"), reads: [glucose] },
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
  },
  {
    name: "glucobench with Colas covariates",
    columns: columns("id,time,gl,gender,age,BMI,glycaemia,HbA1c,follow.up,T2DM"),
    reads: [glucose],
  },
];

const plain = layouts[0]!;

/** How R and pandas head the row numbers that they write beside a table. */
const rowNumbers = new Set(["", "Unnamed: 0"]);

/**
 * The layout with exactly these columns, row numbers before them or not; else the plain one where its columns are among
 * them, the further ones (each set has covariates of its own) left unread; else null.
 */
export function layoutOf(header: readonly string[]): TableLayout | null {
  const names = header.map((name) => name.trim());
  const own = rowNumbers.has(names[0]!) ? names.slice(1) : names;
  const known = layouts.find(({ columns }) => columns.join() === own.join());
  if (known) return { ...known, columns: names };
  const once = plain.columns.every((column) => names.filter((name) => name === column).length === 1);
  return once ? { ...plain, columns: names } : null;
}
