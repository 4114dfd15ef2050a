import { failure } from "../errors/registry.ts";

/** Reads numbers with commas between. Throws HS6015. */
export function parseNumbers(option: string, text: string): readonly number[] {
  const values = text.split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  if (values.some((value) => !Number.isFinite(value))) throw failure("HS6015", { option, text });
  return values;
}
