import { failure } from "../errors/registry.ts";
import type { Readable } from "./lower/values.ts";

/** What to simulate and what to write, in the SBML test suite's own words. */
export interface SimulationSettings {
  readonly start: number;
  readonly duration: number;
  readonly steps: number;
  readonly variables: readonly Readable[];
  readonly absolute: number;
  readonly relative: number;
}

const mostSteps = 10_000_000;

/** Reads `name: value` lines. Throws HS1503 for one that is missing, no number, or out of range. */
export function readSettings(text: string, source: string): SimulationSettings {
  const fields = new Map(
    text.split(/\r?\n/).flatMap((line) => {
      const colon = line.indexOf(":");
      return colon < 0
        ? []
        : [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const];
    }),
  );
  const number = (name: string) => {
    const text = fields.get(name) ?? "";
    const value = Number(text);
    if (text === "" || !Number.isFinite(value)) throw refuse(name, `'${text}' is not a number`, source);
    return value;
  };
  const within = (name: string, isRight: (value: number) => boolean, expected: string) => {
    const value = number(name);
    if (!isRight(value)) throw refuse(name, `${value} is not ${expected}`, source);
    return value;
  };
  const notNegative = (value: number) => value >= 0;
  const countable = (value: number) => Number.isInteger(value) && value >= 1 && value <= mostSteps;
  const list = (name: string) =>
    (fields.get(name) ?? "")
      .split(",")
      .map((one) => one.trim())
      .filter((one) => one !== "");
  const amounts = new Set(list("amount"));
  const concentrations = new Set(list("concentration"));
  const as = (name: string): Readable["as"] =>
    amounts.has(name) ? "amount" : concentrations.has(name) ? "concentration" : "value";
  return {
    start: within("start", notNegative, "0 or more"),
    duration: within("duration", notNegative, "0 or more"),
    steps: within("steps", countable, `a whole number from 1 to ${mostSteps}`),
    variables: list("variables").map((name) => ({ name, as: as(name) })),
    absolute: within("absolute", notNegative, "0 or more"),
    relative: within("relative", notNegative, "0 or more"),
  };
}

function refuse(element: string, problem: string, source: string) {
  const rule =
    "Settings are those of the SBML test suite: start, duration, steps, variables, absolute, relative, amount, concentration.";
  return failure("HS1503", { element, problem, rule }, { source });
}
