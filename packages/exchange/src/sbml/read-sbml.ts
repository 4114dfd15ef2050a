import { failure } from "../errors/registry.ts";
import { parseXml } from "../xml/parse-xml.ts";
import { childNamed, type XmlElement } from "../xml/xml-element.ts";
import { AttributeReader } from "./read-attributes.ts";
import { readModel } from "./read-model.ts";
import type { SbmlDocument, SbmlModel } from "./sbml-model.ts";

const core = /^http:\/\/www\.sbml\.org\/sbml\/level[123](\/version\d+(\/core)?)?$/;
const packageOf = /^http:\/\/www\.sbml\.org\/sbml\/level3\/version\d+\/(?!core)(\w+)\//;

/** Reads SBML Level 2 and 3 with the comp package. Throws HS1501–HS1505 with line and column. */
export function readSbml(text: string, source: string): SbmlDocument {
  const root = parseXml(text, source);
  if (root.name !== "sbml" || !core.test(root.namespace)) {
    const found = `<${root.name}> of '${root.namespace}'`;
    throw failure("HS1504", { found, expected: "SBML" }, { source, line: root.line });
  }
  const read = new AttributeReader(root, source);
  const level = Number(read.required("level"));
  if (level === 1) throw formulasInText(source);
  const model = childNamed(root, "model");
  if (model === undefined) throw read.refuse("there is no <model>");
  return {
    source,
    level,
    version: Number(read.required("version")),
    packages: readPackages(root),
    model: readModel(model, level, source),
    definitions: readDefinitions(root, level, source),
    externals: readExternals(root, source),
  };
}

/** Level 1 writes formulas as text in a syntax of its own. */
function formulasInText(source: string) {
  const cure = "Convert it to Level 3, for example with libSBML's converter.";
  return failure("HS1505", { what: "SBML Level 1", why: "its formulas are not MathML", cure }, { source });
}

function readPackages(root: XmlElement): SbmlDocument["packages"] {
  return [...root.attributes].flatMap(([key, value]) => {
    const name = packageOf.exec(key)?.[1];
    if (name === undefined || !key.endsWith("|required")) return [];
    return [{ name, required: value.trim() === "true" || value.trim() === "1" }];
  });
}

function readDefinitions(root: XmlElement, level: number, source: string): ReadonlyMap<string, SbmlModel> {
  const definitions = childNamed(root, "listOfModelDefinitions")?.children ?? [];
  return new Map(
    definitions.map(
      (one) => [new AttributeReader(one, source).required("id"), readModel(one, level, source)] as const,
    ),
  );
}

function readExternals(root: XmlElement, source: string): SbmlDocument["externals"] {
  const externals = childNamed(root, "listOfExternalModelDefinitions")?.children ?? [];
  return new Map(
    externals.map((one) => {
      const read = new AttributeReader(one, source);
      return [
        read.required("id"),
        { source: read.required("source"), model: read.optional("modelRef") },
      ] as const;
    }),
  );
}
