import type { Mathematics } from "../mathml/mathematics.ts";
import { readMath } from "../mathml/read-mathml.ts";
import { childNamed, type XmlElement } from "../xml/xml-element.ts";
import { AttributeReader, readElement } from "./read-attributes.ts";
import type { Parameter } from "./sbml-model.ts";

/** Notes and annotations say nothing to the mathematics. */
export function isContent(element: XmlElement): boolean {
  return element.name !== "notes" && element.name !== "annotation";
}

/** The mathematics inside an element; null where it has none (allowed since L3V2). */
export function mathInside(element: XmlElement | undefined, source: string): Mathematics | null {
  const math = element === undefined ? undefined : childNamed(element, "math");
  return math === undefined ? null : readMath(math, { source, dialect: "SBML" });
}

export function readParameter(element: XmlElement, source: string): Parameter {
  const read = new AttributeReader(element, source);
  return {
    ...readElement(element, source),
    value: read.number("value"),
    units: read.optional("units"),
    constant: read.boolean("constant", true),
  };
}
