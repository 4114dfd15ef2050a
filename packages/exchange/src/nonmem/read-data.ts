import type { CourseRecord } from "@homeostat/engine";
import type { Measurement, Subject } from "@homeostat/engine/infer";
import { failure } from "../errors/registry.ts";
import { clockTimes, isClock } from "./clock-times.ts";
import { Columns, DataRow } from "./data-row.ts";
import type { FitModel } from "./fit-model.ts";
import type { ObservationRule, RowCondition } from "./model-file.ts";
import { readDose } from "./read-dose.ts";
import { grouped } from "./level-two.ts";
import { type Row, readTable } from "./read-table.ts";

/**
 * Reads DATA.csv in NONMEM's layout for a model: ID, TIME, EVID, AMT, CMT, II, ADDL, RATE, SS, MDV, DV, CENS and the
 * model's covariates. Cells that are empty, "." or "NA" are missing; rows that say C in a column C are comments.
 * @throws HS163x with line and column
 */
export function readData(text: string, source: string, fit: FitModel): readonly Subject[] {
  const table = readTable(text, source);
  const columns = new Columns(table, fit.file.columns);
  for (const name of fit.file.structure.needsTime ? ["ID", "TIME", "DV"] : ["ID", "DV"]) columns.need(name);
  for (const { column } of fit.file.covariates) columns.need(column);
  const ignored = columns.find("C") < 0 ? fit.file.ignore : [...fit.file.ignore, { C: "C" }];
  const meets = (row: Row) => (condition: RowCondition) => columns.holds(row, condition);
  const { accept } = fit.file;
  const kept = table.rows.filter(
    (row) => !ignored.some(meets(row)) && (accept === undefined || accept.some(meets(row))),
  );
  const rows = kept
    .map((row) => new DataRow(table, columns, row))
    .filter((row) => ![100, 101].includes(row.number("MDV") ?? 0));
  if (rows.length === 0) throw failure("HS1630", { problem: "it has no rows" }, { source });
  const byClock = fit.file.structure.needsTime && rows.some((row) => isClock(row.text("TIME")));
  return groupById(rows).map(([id, group]) => {
    const times = byClock ? clockTimes(group, fit.file.time) : group.map((row) => readTime(row, fit));
    return readSubject(id, group, times, fit);
  });
}

/** Where nothing moves, a time need not be given. */
function readTime(row: DataRow, { file }: FitModel): number {
  const time = row.number("TIME");
  if (time !== undefined) return time;
  return file.structure.needsTime
    ? row.refuse("TIME", "every row has a time, as a number in the model's unit, or from the clock as 8:30")
    : 0;
}

/** @throws HS1635 where rows of one person stand apart */
function groupById(rows: readonly DataRow[]): readonly (readonly [string, readonly DataRow[]])[] {
  const groups = new Map<string, DataRow[]>();
  let last: string | undefined;
  for (const row of rows) {
    const { id } = row;
    if (id !== last && groups.has(id)) throw failure("HS1635", { id }, row.place("ID"));
    const group = groups.get(id) ?? [];
    group.push(row);
    groups.set(id, group);
    last = id;
  }
  return [...groups];
}

function readSubject(id: string, rows: readonly DataRow[], times: readonly number[], fit: FitModel): Subject {
  const inputs = covariatesOf(id, rows, fit);
  const records: CourseRecord[] = [];
  const measurements: Measurement[] = [];
  let time = Number.NEGATIVE_INFINITY;
  rows.forEach((row, index) => {
    const event = readEvent(row);
    const reset = event === 3 || event === 4;
    time = notBefore(reset ? Number.NEGATIVE_INFINITY : time, times[index]!, row);
    const dose = event === 1 || event === 4 ? { dose: readDose(row, fit.compartments.length) } : {};
    const measurement = event === 0 ? readMeasurement(row, index, fit) : undefined;
    if (measurement !== undefined) measurements.push(measurement);
    records.push({ time, inputs: inputs[index]!, reset, observed: measurement !== undefined, ...dose });
  });
  return { id, records, measurements: grouped(measurements, rows, fit) };
}

/** Without an EVID column a row with an amount (or a rate) is a dose. */
function readEvent(row: DataRow): number {
  const event =
    row.number("EVID") ?? ((row.number("AMT") ?? 0) !== 0 || (row.number("RATE") ?? 0) !== 0 ? 1 : 0);
  if (![0, 1, 2, 3, 4].includes(event)) row.refuse("EVID", eventRule(event));
  if (event === 0 && ((row.number("AMT") ?? 0) !== 0 || (row.number("RATE") ?? 0) !== 0))
    row.refuse("EVID", "the row has an AMT or a RATE; a dose has EVID 1, an observation is a row of its own");
  if ((row.number("CMT") ?? 0) < 0)
    row.refuse("CMT", "compartments are not turned off here: use EVID 3 to start anew");
  return event;
}

/** Data of RxODE and nlmixr tell compartments and infusions in EVID. */
const eventRule = (event: number) =>
  event > 100
    ? "it is 0, 1, 2, 3 or 4; a dose that RxODE writes as 101, 201, … is EVID 1 with CMT 1, 2, …"
    : "it is 0, 1, 2, 3 or 4";

function notBefore(last: number, time: number, row: DataRow): number {
  return time >= last
    ? time
    : row.refuse("TIME", `it goes back from ${last}; only EVID 3 or 4 starts the time anew`);
}

/** Nothing where MDV says that DV is no data. */
function readMeasurement(row: DataRow, record: number, fit: FitModel): Measurement | undefined {
  if ((row.number("MDV") ?? 0) !== 0) return undefined;
  const of = fit.file.observations.findIndex((rule) => row.holds(rule.when));
  const rule = fit.file.observations[of];
  if (rule === undefined) throw failure("HS1636", {}, row.place("DV"));
  const value = readValue(row, rule);
  const how = rule.likelihood ? "its likelihood" : value.limit === "none" ? undefined : "a limit";
  if (fit.file.method === "fo" && how !== undefined) throw failure("HS1619", { how }, row.place("DV"));
  return { record, of, ...value };
}

type Value = Pick<Measurement, "value" | "limit">;

/** A number, or a word that stands for a limit. */
function readValue(row: DataRow, rule: ObservationRule): Value {
  const word = rule.words[row.text("DV")];
  if (word !== undefined) return { value: transformed(row, word.limit, rule), limit: word.side };
  const value = row.number("DV");
  if (value === undefined)
    return row.refuse("DV", "an observation has a value; MDV = 1 marks a row without one");
  return limited(row, value, rule);
}

/** CENS 1: the value lies below DV, −1: above it; or DV is beyond a limit of quantification. */
function limited(row: DataRow, dv: number, rule: ObservationRule): Value {
  const given = row.number("CENS") ?? 0;
  if (![0, 1, -1].includes(given)) row.refuse("CENS", "it is 0, 1 (below DV) or -1 (above DV)");
  const { lloq = Number.NEGATIVE_INFINITY, uloq = Number.POSITIVE_INFINITY } = rule;
  const beyond = (value: number, limit: Value["limit"]) => ({ value: transformed(row, value, rule), limit });
  if (given === 0 && dv < lloq) return beyond(lloq, "below");
  if (given === 0 && dv > uloq) return beyond(uloq, "above");
  return beyond(dv, given === 1 ? "below" : given === -1 ? "above" : "none");
}

function transformed(row: DataRow, value: number, { error }: ObservationRule): number {
  if (error.transform === "none") return value;
  return value > 0 ? Math.log(value) : row.refuse("DV", "an error on the log scale needs values above 0");
}

/** A missing value is the last one before it, or else the next one after it. @throws HS1637 where there is none */
function covariatesOf(id: string, rows: readonly DataRow[], { file }: FitModel): readonly Float64Array[] {
  const columns = file.covariates.map(({ name, column, codes, missing }) => {
    const values = rows.map((row) => row.number(column, codes) ?? missing);
    const first = values.find((value) => value !== undefined);
    if (first === undefined) throw failure("HS1637", { name, id }, rows[0]!.place(column));
    let last = first;
    return values.map((value) => {
      last = value ?? last;
      return last;
    });
  });
  const off = file.switches.map(() => 0);
  return rows.map((_, i) => Float64Array.from([...columns.map((column) => column[i]!), ...off]));
}
