import { failure } from "../errors/registry.ts";
import { linkBetween } from "./link.ts";
import { parseUnit } from "./ucum.ts";
import { conversionBetween, formatUnit, sameDimension, type Unit } from "./unit.ts";

/** A number with its unit in UCUM: plain data, as it crosses every edge. */
export interface Quantity {
  readonly value: number;
  readonly unit: string;
}

/**
 * Converts a value between units of the same dimension; zero points of temperature scales are taken into account.
 * @throws HomeostatError HS1002 when the dimensions differ
 */
export function convertValue(value: number, from: Unit, to: Unit): number {
  if (!sameDimension(from, to))
    throw failure("HS1002", { from: formatUnit(from), to: formatUnit(to), hint: linkBetween(from, to) });
  const { by, factor } = conversionBetween(from, to);
  const absolute = value + (from.offset ?? 0);
  return (by === "divide" ? absolute / factor : absolute * factor) - (to.offset ?? 0);
}

/** The same quantity in another unit. @throws HomeostatError HS1001, HS1002, HS1003 */
export function convertQuantity(quantity: Quantity, unit: string): Quantity {
  return { value: convertValue(quantity.value, parseUnit(quantity.unit), parseUnit(unit)), unit };
}
