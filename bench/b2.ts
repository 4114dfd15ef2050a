import {
  compileKernel,
  integrator,
  lower,
  type Member,
  type Schedule,
  type ScheduleItem,
} from "@homeostat/engine";
import { b2Model, b2Parameters } from "./b2-model.ts";

/** A patient as the anchors' file has it: 13 starts, 32 parameters, grams of carbohydrate per unit of insulin. */
export const b2Record = 46;
export const b2Days = 7;
const states = 13;
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
function b2Schedule(mode: Mode, bolusPerGram: number, basal: number): Schedule {
  const items: ScheduleItem[] = [];
  for (let day = 0; day < b2Days; day++) {
    for (const { at, grams } of meals)
      items.push(...meal(mode, day * 1440 + at, grams, basal + grams * bolusPerGram, basal));
  }
  if (mode === 1) {
    for (let t = 0; t < b2Days * 1440; t++) items.push({ kind: "add", state: "Dbar", at: t, amount: 0 });
  }
  return items;
}

function meal(mode: Mode, at: number, grams: number, bolus: number, basal: number): readonly ScheduleItem[] {
  const minutes = grams / 5;
  const grow = (t: number, amount: number): ScheduleItem => ({ kind: "add", state: "Dbar", at: t, amount });
  return [
    { kind: "fire", event: "mealStart", at },
    { kind: "set", input: "dm", at, value: 5000 },
    { kind: "set", input: "dm", at: at + minutes, value: 0 },
    { kind: "set", input: "ins", at, value: bolus },
    { kind: "set", input: "ins", at: at + 1, value: basal },
    ...(mode === 2
      ? [grow(at, grams * 1000)]
      : Array.from({ length: minutes }, (_, minute) => grow(at + minute, 5000))),
  ];
}

/** Runs every patient through the week with DOPRI5, output of all states every 5 minutes. */
export function prepareB2(patients: Float64Array, mode: Mode, relative: number, absolute: number) {
  const kernel = compileKernel(lower(b2Model));
  const count = patients.length / b2Record;
  const times = Float64Array.from({ length: b2Days * 288 + 1 }, (_, i) => i * 5);
  const out = new Float64Array(count * times.length * states);
  const solver = integrator(kernel, {
    method: "dopri5",
    tolerance: { relative, absolute: Float64Array.from([...scale, 1e4], (size) => size * absolute) },
  });
  const people = Array.from({ length: count }, (_, i) => {
    const record = patients.subarray(i * b2Record, (i + 1) * b2Record);
    const p = record.slice(states, states + b2Parameters.length);
    const basal = record[states + b2Parameters.indexOf("u2ss")]!;
    const bolusPerGram = 6000 / (record[b2Record - 1]! * record[states]!);
    const y = Float64Array.of(...record.subarray(0, states), record[0]! + record[1]!);
    return { y, p, bound: solver.bind(b2Schedule(mode, bolusPerGram, basal)) };
  });
  const run = (): Float64Array => {
    people.forEach(({ y, p, bound }, i) => {
      const member: Member = { y: y.slice(), p, step: 0.5 };
      const first = i * times.length * states;
      const end = solver.advance(member, bound, 0, b2Days * 1440, times, (j, _t, now) => {
        for (let s = 0; s < states; s++) out[first + j * states + s] = now[s]!;
      });
      if (end.reason !== "done") throw new Error(`patient ${i}: ${end.reason} at ${end.time} min`);
    });
    return out;
  };
  return { run, count };
}

/** The largest relative error over all states, patients and times; states below 1 % of their usual size count as that. */
export function b2Error(values: Float64Array, reference: Float64Array): number {
  let worst = 0;
  for (let i = 0; i < values.length; i++) {
    const floor = 0.01 * scale[i % states]!;
    const error = Math.abs(values[i]! - reference[i]!) / Math.max(Math.abs(reference[i]!), floor);
    if (!(error <= worst)) worst = error;
  }
  return worst;
}
