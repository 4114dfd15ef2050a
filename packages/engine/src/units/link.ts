import { divideUnits, formatUnit, type Unit } from "./unit.ts";

/** What is missing between two units that measure different things; two frequent mix-ups have advice of their own. */
export function linkBetween(from: Unit, to: Unit): string {
  const moles = (unit: Unit) => unit.base.get("mol") ?? 0;
  if (moles(from) !== moles(to)) return "Multiply or divide by the molar mass.";
  const biological = (unit: Unit) => [...unit.base.keys()].some((symbol) => symbol.startsWith("["));
  if (biological(from) !== biological(to))
    return "International units need the substance's own factor (for insulin 6000 'pmol/[iU]').";
  return `Check the terms: they differ by a factor in ${formatUnit(divideUnits(to, from))}.`;
}
