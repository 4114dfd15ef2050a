import { failure } from "../errors/registry.ts";

const mostSteps = 10_000_000;

/** `--until` of an imported model: a number in its own time unit. Throws HS1506. */
export function parseLength(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !(value > 0 && Number.isFinite(value)))
    throw failure("HS1506", { what: "length", text });
  return value;
}

/** `--steps`: the output has one row more. Throws HS1506. */
export function parseSteps(text: string): number {
  const value = Number(text);
  if (!(Number.isInteger(value) && value >= 1 && value <= mostSteps))
    throw failure("HS1506", { what: "number of steps", text });
  return value;
}
