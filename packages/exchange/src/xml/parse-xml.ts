import { SaxesParser, type SaxesTagNS } from "saxes";
import { failure } from "../errors/registry.ts";
import type { XmlElement } from "./xml-element.ts";

export interface XmlLimits {
  readonly characters: number;
  readonly elements: number;
  readonly depth: number;
  /** On one element. */
  readonly attributes: number;
}

const defaultLimits: XmlLimits = {
  characters: 64_000_000,
  elements: 1_000_000,
  depth: 256,
  attributes: 256,
};

interface OpenElement {
  name: string;
  namespace: string;
  attributes: ReadonlyMap<string, string>;
  children: XmlElement[];
  text: string;
  line: number;
  column: number;
}

/**
 * Reads a document into elements. No document type, hence no entities of its own: nothing can expand.
 * Throws HS1501 (not well-formed, with line and column) and HS1502 (a bound was passed).
 */
export function parseXml(text: string, source: string, limits: XmlLimits = defaultLimits): XmlElement {
  if (text.length > limits.characters) throw tooLarge("characters", limits.characters, source);
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: OpenElement[] = [];
  let root: XmlElement | undefined;
  let elements = 0;
  let attributes = 0;
  const malformed = (problem: string) =>
    failure("HS1501", { problem }, { source, line: parser.line, column: parser.column + 1 });

  const addText = (characters: string) => {
    const current = open.at(-1);
    if (current !== undefined) current.text += characters;
  };

  parser.on("error", (error) => {
    throw malformed(error.message.replace(/^\d+:\d+: /, "").replace(/\.$/, ""));
  });
  parser.on("doctype", () => {
    throw malformed("a document type declaration is not accepted");
  });
  parser.on("attribute", () => {
    attributes += 1;
    if (attributes > limits.attributes)
      throw tooLarge("attributes of one element", limits.attributes, source);
  });
  parser.on("opentag", (tag) => {
    attributes = 0;
    elements += 1;
    if (elements > limits.elements) throw tooLarge("elements", limits.elements, source);
    addText(" ");
    if (open.length >= limits.depth) throw tooLarge("nested elements", limits.depth, source);
    open.push(openElement(tag, parser.line, parser.column));
  });
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("closetag", () => {
    const closed = open.pop();
    if (closed === undefined) return;
    const parent = open.at(-1);
    if (parent === undefined) root = closed;
    else parent.children.push(closed);
  });
  parser.write(text.startsWith("\uFEFF") ? text.slice(1) : text).close();
  if (root === undefined) throw malformed("there is no element");
  return root;
}

/** Most elements of a large file have none. */
const noAttributes: ReadonlyMap<string, string> = new Map();

function openElement(tag: SaxesTagNS, line: number, column: number): OpenElement {
  const written = Object.values(tag.attributes);
  const attributes = new Map<string, string>();
  for (const attribute of written) {
    const own = attribute.uri === "" || attribute.uri === tag.uri;
    attributes.set(own ? attribute.local : `${attribute.uri}|${attribute.local}`, attribute.value);
  }
  return {
    name: tag.local,
    namespace: tag.uri,
    attributes: written.length > 0 ? attributes : noAttributes,
    children: [],
    text: "",
    line,
    column,
  };
}

function tooLarge(what: string, limit: number, source: string) {
  return failure("HS1502", { what, limit }, { source });
}
