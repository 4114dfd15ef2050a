import { failure } from "../errors/registry.ts";

/** Reads a whole number from `least` to `most`. Throws HS6009. */
export function parseWholeNumber(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() === "" || !(Number.isInteger(value) && value >= least && value <= most))
    throw failure("HS6009", { option, text, least, most });
  return value;
}
