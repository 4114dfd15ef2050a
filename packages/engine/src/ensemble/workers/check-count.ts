import { failure } from "../../errors/registry.ts";

/** With less than one there would be waiting without end. @throws HS1413 */
export function checkCount(name: string, value: number): number {
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw failure("HS1413", { name, value });
}
