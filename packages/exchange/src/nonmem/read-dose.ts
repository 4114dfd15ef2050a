import type { Dose } from "@homeostat/engine";
import type { DataRow } from "./data-row.ts";

/** The dose of a row with EVID 1 or 4. @throws HS1633, HS1634 */
export function readDose(row: DataRow, compartments: number): Dose {
  const steadyState = readSteadyState(row);
  const rate = readRate(row);
  const amount = row.number("AMT") ?? 0;
  const interval = row.number("II") ?? 0;
  const additional = row.number("ADDL") ?? 0;
  if (amount < 0) row.refuse("AMT", "an amount is not negative");
  const constant = steadyState !== "no" && interval === 0 && rate !== "modelled duration";
  if (amount === 0 && !constant)
    row.refuse("AMT", "a dose has an amount, unless it is a constant infusion at steady state (SS, no II)");
  if (interval < 0) row.refuse("II", "an interval is not negative");
  if (!Number.isInteger(additional) || additional < 0) row.refuse("ADDL", "it counts doses: 0, 1, 2, …");
  if (additional > 0 && interval <= 0) row.refuse("II", "additional doses (ADDL) need an interval");
  return { state: readCompartment(row, compartments), amount, rate, interval, additional, steadyState };
}

/** From CMT, which counts from 1; 0 or nothing is the first. */
function readCompartment(row: DataRow, compartments: number): number {
  const given = row.number("CMT") ?? 0;
  if (!Number.isInteger(given) || given > compartments)
    row.refuse("CMT", `the model has ${compartments} compartments, counted from 1`);
  return given === 0 ? 0 : given - 1;
}

function readRate(row: DataRow): Dose["rate"] {
  const rate = row.number("RATE") ?? 0;
  if (rate === 0) return "at once";
  if (rate === -1) return "modelled rate";
  if (rate === -2) return "modelled duration";
  return rate > 0
    ? rate
    : row.refuse(
        "RATE",
        "a rate is positive, 0 (at once), -1 (rate of the model) or -2 (duration of the model)",
      );
}

function readSteadyState(row: DataRow): Dose["steadyState"] {
  const value = row.number("SS") ?? 0;
  if (value === 0) return "no";
  if (value === 1 || value === 3) return "replaces";
  return value === 2 ? "adds" : row.refuse("SS", "it is 0, 1, 2 or 3");
}
