import { failure } from "../errors/registry.ts";
import { parseXml } from "../xml/parse-xml.ts";
import { childrenNamed, type XmlElement } from "../xml/xml-element.ts";
import type { CellmlConnection, CellmlDocument, CellmlImport } from "./cellml-model.ts";
import { readComponent } from "./read-component.ts";
import { readUnits } from "./read-units.ts";
import { refuse, required } from "./refuse.ts";

const namespaces = /^http:\/\/www\.cellml\.org\/cellml\/(1\.0|1\.1|2\.0)#$/;

/** Reads CellML 1.0, 1.1 or 2.0. Throws HS1501–HS1505 with line and column. */
export function readCellml(text: string, source: string): CellmlDocument {
  const root = parseXml(text.trimStart(), source);
  const version = namespaces.exec(root.namespace)?.[1];
  if (root.name !== "model" || version === undefined) {
    const found = `<${root.name}> of '${root.namespace}'`;
    throw failure("HS1504", { found, expected: "CellML" }, { source, line: root.line });
  }
  return {
    source,
    version: version as CellmlDocument["version"],
    name: required(root, "name", source),
    units: childrenNamed(root, "units").map((one) => readUnits(one, source)),
    components: childrenNamed(root, "component").map((one) => readComponent(one, source)),
    connections: childrenNamed(root, "connection").flatMap((one) => readConnection(one, source)),
    parents: readParents(root, source),
    imports: childrenNamed(root, "import").map((one) => readImport(one, source)),
  };
}

/** CellML 1.x names the components in an element of its own, 2.0 on the connection. */
function readConnection(element: XmlElement, source: string): CellmlConnection[] {
  const named = childrenNamed(element, "map_components")[0] ?? element;
  const components = [
    required(named, "component_1", source),
    required(named, "component_2", source),
  ] as const;
  return childrenNamed(element, "map_variables").map((one) => ({
    components,
    variables: [required(one, "variable_1", source), required(one, "variable_2", source)],
    line: one.line,
  }));
}

/** CellML 1.x groups by several relationships, of which encapsulation alone says something; 2.0 has only that. */
function readParents(root: XmlElement, source: string): ReadonlyMap<string, string> {
  const groups = childrenNamed(root, "group").filter((group) =>
    childrenNamed(group, "relationship_ref").some(
      (one) => one.attributes.get("relationship") === "encapsulation",
    ),
  );
  const parents = new Map<string, string>();
  const visit = (element: XmlElement, parent: string | null): void => {
    for (const child of childrenNamed(element, "component_ref")) {
      const name = required(child, "component", source);
      if (parent !== null) {
        if (parents.has(name)) throw refuse(child, `'${name}' is encapsulated twice`, source);
        parents.set(name, parent);
      }
      visit(child, name);
    }
  };
  for (const group of [...groups, ...childrenNamed(root, "encapsulation")]) visit(group, null);
  return parents;
}

function readImport(element: XmlElement, source: string): CellmlImport {
  const named = (kind: "component" | "units") =>
    childrenNamed(element, kind).map((one) => ({
      name: required(one, "name", source),
      original: required(one, `${kind}_ref`, source),
    }));
  const from = required(element, "href", source);
  return { source: from, components: named("component"), units: named("units"), line: element.line };
}
