import { failure } from "../errors/registry.ts";
import type { CellmlComponent, CellmlConnection, CellmlDocument, CellmlImport } from "./cellml-model.ts";
import { refuseAt } from "./refuse.ts";
import type { ResolvedUnit } from "./resolved-unit.ts";
import { type UnitsInScope, unitsOfComponent, unitsOfDocument } from "./units.ts";

/** Gives the document that an import names. Throws where there is none. */
export type LoadCellml = (source: string, from: string) => CellmlDocument;

/** A component in the whole model: its path of names, and what unit names mean where it was written. */
export interface PlacedComponent {
  readonly component: CellmlComponent;
  readonly path: string;
  readonly units: UnitsInScope;
  readonly source: string;
}

/** Two variables, by `path.variable`, that are one. */
interface Link {
  readonly ends: readonly [string, string];
  readonly source: string;
  readonly line: number;
}

/** A model with its imports in it: paths are unique, and `parents` says what encapsulates what. */
export interface Assembled {
  readonly components: readonly PlacedComponent[];
  readonly links: readonly Link[];
  readonly parents: ReadonlyMap<string, string>;
  readonly units: UnitsInScope;
}

interface Work {
  readonly load: LoadCellml;
  parts: number;
}

const deepestNesting = 32;
const mostParts = 20_000;

/** Brings a model and all that it imports into one list of components and links. Throws HS1502 and HS1503. */
export function assemble(document: CellmlDocument, load: LoadCellml): Assembled {
  return assembleAt(document, { load, parts: 0 }, 0);
}

function assembleAt(document: CellmlDocument, work: Work, depth: number): Assembled {
  const { source } = document;
  if (depth > deepestNesting)
    throw failure("HS1502", { what: "nested imports", limit: deepestNesting }, { source });
  const imports = document.imports.map((one) => ({
    ...one,
    from: assembleAt(work.load(one.source, source), work, depth + 1),
  }));
  const units = unitsOfDocument(document.units, importedUnits(imports, source), source);
  const own: Assembled = {
    components: document.components.map((component) => {
      const inScope = unitsOfComponent(component, units, source);
      return { component, path: component.name, units: inScope, source };
    }),
    links: document.connections.map((one) => linkOf(one, source)),
    parents: document.parents,
    units,
  };
  const brought = imports.flatMap(({ components, from, line }) =>
    components.map(({ name, original }) => bring(from, original, name, source, line)),
  );
  const whole = brought.reduce(joined, own);
  work.parts += 1 + whole.components.length;
  if (work.parts > mostParts)
    throw failure("HS1502", { what: "imported components", limit: mostParts }, { source });
  return whole;
}

function joined(one: Assembled, other: Assembled): Assembled {
  return {
    components: [...one.components, ...other.components],
    links: [...one.links, ...other.links],
    parents: new Map([...one.parents, ...other.parents]),
    units: one.units,
  };
}

function linkOf({ components, variables, line }: CellmlConnection, source: string): Link {
  const [one, other] = components;
  return { ends: [`${one}.${variables[0]}`, `${other}.${variables[1]}`], source, line };
}

function importedUnits(
  imports: readonly (CellmlImport & { readonly from: Assembled })[],
  source: string,
): ReadonlyMap<string, ResolvedUnit> {
  const found = new Map<string, ResolvedUnit>();
  for (const { units, from, line } of imports) {
    for (const { name, original } of units) {
      const unit = from.units(original);
      if (unit === undefined) throw refuseAt("import", `there are no units '${original}'`, source, line);
      found.set(name, unit);
    }
  }
  return found;
}

/** An imported component comes with all that it encapsulates, and what connects them. */
function bring(from: Assembled, original: string, name: string, source: string, line: number): Assembled {
  if (!from.components.some((one) => one.path === original))
    throw refuseAt("import", `there is no component '${original}'`, source, line);
  const renamed = new Map<string, string>([[original, name]]);
  for (const { path } of from.components)
    if (isWithin(path, original, from.parents)) renamed.set(path, `${name}.${path}`);
  const end = (variable: string) => {
    const dot = variable.lastIndexOf(".");
    const path = renamed.get(variable.slice(0, dot));
    return path === undefined ? null : `${path}${variable.slice(dot)}`;
  };
  return {
    components: from.components.flatMap((one) => {
      const path = renamed.get(one.path);
      return path === undefined ? [] : [{ ...one, path }];
    }),
    links: from.links.flatMap((link) => {
      const [one, other] = link.ends.map(end);
      return one == null || other == null ? [] : [{ ...link, ends: [one, other] as const }];
    }),
    parents: new Map(
      [...from.parents].flatMap(([child, parent]) => {
        const [one, other] = [renamed.get(child), renamed.get(parent)];
        return one === undefined || other === undefined ? [] : [[one, other] as const];
      }),
    ),
    units: from.units,
  };
}

function isWithin(path: string, ancestor: string, parents: ReadonlyMap<string, string>): boolean {
  const seen = new Set<string>();
  for (let at = parents.get(path); at !== undefined && !seen.has(at); at = parents.get(at)) {
    if (at === ancestor) return true;
    seen.add(at);
  }
  return false;
}
