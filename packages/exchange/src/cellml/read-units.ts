import { childrenNamed, type XmlElement } from "../xml/xml-element.ts";
import type { CellmlUnit, CellmlUnits } from "./cellml-model.ts";
import { attribute, numberOr, required } from "./refuse.ts";

export function readUnits(element: XmlElement, source: string): CellmlUnits {
  const parts = childrenNamed(element, "unit").map(
    (one): CellmlUnit => ({
      units: required(one, "units", source),
      prefix: attribute(one, "prefix"),
      exponent: numberOr(one, "exponent", 1, source),
      multiplier: numberOr(one, "multiplier", 1, source),
      offset: numberOr(one, "offset", 0, source),
    }),
  );
  const saidBase = attribute(element, "base_units") === "yes";
  return {
    name: required(element, "name", source),
    // CellML 2.0 has no word for it: units without parts are base units.
    isBase: saidBase || parts.length === 0,
    parts,
    line: element.line,
  };
}
