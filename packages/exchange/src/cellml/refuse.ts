import type { HomeostatError } from "@homeostat/engine";
import { failure } from "../errors/registry.ts";
import type { XmlElement } from "../xml/xml-element.ts";

const rule =
  "Elements and attributes are those of CellML 1.0, 1.1 and 2.0, and every name leads to its declaration.";

export function refuse(element: XmlElement, problem: string, source: string): HomeostatError {
  const { name, line, column } = element;
  return failure("HS1503", { element: name, problem, rule }, { source, line, column });
}

export function refuseAt(element: string, problem: string, source: string, line?: number): HomeostatError {
  const place = line === undefined ? { source } : { source, line };
  return failure("HS1503", { element, problem, rule }, place);
}

export function attribute(element: XmlElement, name: string): string | null {
  const own = element.attributes.get(name);
  if (own !== undefined) return own.trim();
  for (const [key, value] of element.attributes) if (key.endsWith(`|${name}`)) return value.trim();
  return null;
}

export function required(element: XmlElement, name: string, source: string): string {
  const value = attribute(element, name);
  if (value === null || value === "") throw refuse(element, `the attribute '${name}' is missing`, source);
  return value;
}

export function numberOr(element: XmlElement, name: string, standing: number, source: string): number {
  const text = attribute(element, name);
  if (text === null) return standing;
  const value = Number(text);
  if (text === "" || !Number.isFinite(value))
    throw refuse(element, `${name}="${text}" is not a number`, source);
  return value;
}
