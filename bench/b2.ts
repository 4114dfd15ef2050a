import {
  type EnsembleBackend,
  type MethodName,
  type Schedule,
  type ScheduleItem,
  simulateEnsemble,
} from "@homeostat/engine";
import { b2Model, b2Parameters, b2States } from "./b2-model.ts";

/** A patient as the anchors' file has it: 13 starts, then the parameters. */
export const b2Record = 46;
export const b2Days = 7;
const states = b2States.length;
const rows = b2Days * 288 + 1;
/** The usual size of each state, which the absolute tolerance and the error measure are relative to. */
const scale = [1e4, 1e4, 1e4, 250, 170, 5, 1e2, 1e2, 1e2, 3, 60, 90, 250];
const meals = [
  { at: 420, grams: 45 },
  { at: 720, grams: 70 },
  { at: 1080, grams: 80 },
] as const;

export type Mode = 0 | 1 | 2;

/**
 * A week of three meals a day with their boluses. Mode 0: the dose that slows the stomach grows each minute of eating;
 * 1: besides, everything is restarted each minute, as a closed loop does; 2: the dose is known when the meal begins.
 */
function b2Schedule(mode: Mode): Schedule {
  const items: ScheduleItem[] = [];
  for (let day = 0; day < b2Days; day++) {
    for (const { at, grams } of meals) items.push(...meal(mode, day * 1440 + at, grams));
  }
  if (mode === 1) {
    for (let t = 0; t < b2Days * 1440; t++) items.push({ kind: "add", state: "Dbar", at: t, amount: 0 });
  }
  return items;
}

function meal(mode: Mode, at: number, grams: number): readonly ScheduleItem[] {
  const minutes = grams / 5;
  const grow = (t: number, amount: number): ScheduleItem => ({ kind: "add", state: "Dbar", at: t, amount });
  return [
    { kind: "fire", event: "mealStart", at },
    { kind: "set", input: "dm", at, value: 5000 },
    { kind: "set", input: "dm", at: at + minutes, value: 0 },
    { kind: "set", input: "bolus", at, value: grams },
    { kind: "set", input: "bolus", at: at + 1, value: 0 },
    ...(mode === 2
      ? [grow(at, grams * 1000)]
      : Array.from({ length: minutes }, (_, minute) => grow(at + minute, 5000))),
  ];
}

/** The pair that serves each better; docs/credibility/speed.md has both. */
const pairOf = { 0: "dopri5", 1: "tsit5", 2: "tsit5" } as const;

/** Runs every patient through the week, output of all states every 5 minutes: a column for each state. */
export function prepareB2(
  patients: Float64Array,
  mode: Mode,
  relative: number,
  absolute: number,
  backend: EnsembleBackend,
  method: MethodName = pairOf[mode],
) {
  const members = patients.length / b2Record;
  const column = (at: number) =>
    Float64Array.from({ length: members }, (_, i) => patients[i * b2Record + at]!);
  const dose = column(0).map((amount, i) => amount + column(1)[i]!);
  const options = {
    members,
    parameters: Object.fromEntries(b2Parameters.map((name, i) => [name, column(states + i)])),
    starts: { ...Object.fromEntries(b2States.map((name, i) => [name, column(i)])), Dbar: dose },
    schedule: b2Schedule(mode),
    to: b2Days * 1440,
    every: 5,
    method,
    tolerance: { relative, absolute: Float64Array.from([...scale, 1e4], (size) => size * absolute) },
    backend,
    into: Object.fromEntries(b2States.map((name) => [name, new Float64Array(members * rows)])),
  } as const;
  const run = (): readonly Float64Array[] => {
    const { outputs, failures } = simulateEnsemble(b2Model, options);
    const [failed] = failures;
    if (failed !== undefined) throw failed.error;
    return b2States.map((name) => outputs[name]!);
  };
  return { run, count: members };
}

/** Columns of the anchors' output, which goes patient by patient, time by time, state by state. */
export function b2Columns(values: Float64Array): readonly Float64Array[] {
  const rows = values.length / states;
  return b2States.map((_, state) =>
    Float64Array.from({ length: rows }, (_, row) => values[row * states + state]!),
  );
}

/** The largest relative error over all states, patients and times; states below 1 % of their usual size count as that. */
export function b2Error(columns: readonly Float64Array[], reference: readonly Float64Array[]): number {
  let worst = 0;
  columns.forEach((column, state) => {
    const floor = 0.01 * scale[state]!;
    column.forEach((value, i) => {
      const exact = reference[state]![i]!;
      const error = Math.abs(value - exact) / Math.max(Math.abs(exact), floor);
      if (!(error <= worst)) worst = error;
    });
  });
  return worst;
}
