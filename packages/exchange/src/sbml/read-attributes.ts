import { failure } from "../errors/registry.ts";
import type { XmlElement } from "../xml/xml-element.ts";
import type { ElementReference, PartNames, Replacement, SbmlElement } from "./sbml-model.ts";

/** Reads attributes of SBML elements; what is wrong is refused with the element, its line and the rule. */
export class AttributeReader {
  readonly element: XmlElement;
  readonly source: string;

  constructor(element: XmlElement, source: string) {
    this.element = element;
    this.source = source;
  }

  /** Package attributes are found with or without their prefix. */
  optional(name: string): string | null {
    const own = this.element.attributes.get(name);
    if (own !== undefined) return own.trim();
    for (const [key, value] of this.element.attributes) if (key.endsWith(`|${name}`)) return value.trim();
    return null;
  }

  required(name: string): string {
    const value = this.optional(name);
    if (value === null || value === "") throw this.refuse(`the attribute '${name}' is missing`);
    return value;
  }

  number(name: string): number | null {
    const text = this.optional(name);
    if (text === null) return null;
    const value = Number(text.replace(/^\+?INF$/, "Infinity").replace(/^-INF$/, "-Infinity"));
    if (Number.isNaN(value) && text !== "NaN") throw this.refuse(`${name}="${text}" is not a number`);
    return value;
  }

  boolean(name: string, standing: boolean): boolean {
    const text = this.optional(name);
    if (text === null) return standing;
    if (text === "true" || text === "1") return true;
    if (text === "false" || text === "0") return false;
    throw this.refuse(`${name}="${text}" is neither true nor false`);
  }

  refuse(problem: string) {
    const { name, line, column } = this.element;
    const rule = "Elements and attributes are those of SBML Level 2 and Level 3 core and the comp package.";
    return failure("HS1503", { element: name, problem, rule }, { source: this.source, line, column });
  }
}

/** The part that all elements share. */
export function readElement(element: XmlElement, source: string): SbmlElement {
  const read = new AttributeReader(element, source);
  const inside = (list: string) => element.children.find((child) => child.name === list)?.children ?? [];
  const replacedBy = element.children.find((child) => child.name === "replacedBy");
  return {
    id: read.optional("id"),
    metaId: read.optional("metaid") ?? `@${element.line}:${element.column}`,
    line: element.line,
    replaces: inside("listOfReplacedElements").map((one) => readReplacement(one, source)),
    replacedBy: replacedBy === undefined ? null : readReference(replacedBy, source),
  };
}

export function readPartNames(part: XmlElement | undefined): PartNames {
  return { id: part?.attributes.get("id") ?? null, metaId: part?.attributes.get("metaid") ?? null };
}

function readReplacement(element: XmlElement, source: string): Replacement {
  const read = new AttributeReader(element, source);
  const deletion = read.optional("deletion");
  return {
    target: deletion === null ? readReference(element, source) : null,
    deletion: deletion === null ? null : { submodel: read.required("submodelRef"), name: deletion },
    conversionFactor: read.optional("conversionFactor"),
  };
}

const referenceKinds = { portRef: "port", idRef: "id", metaIdRef: "metaId", unitRef: "unit" } as const;

export function readReference(element: XmlElement, source: string): ElementReference {
  const read = new AttributeReader(element, source);
  const inner = element.children.find((child) => child.name === "sBaseRef");
  for (const [attribute, by] of Object.entries(referenceKinds)) {
    const name = read.optional(attribute);
    if (name === null) continue;
    return {
      submodel: read.optional("submodelRef"),
      by,
      name,
      inner: inner === undefined ? null : readReference(inner, source),
    };
  }
  throw read.refuse("one of portRef, idRef, metaIdRef or unitRef is expected");
}
