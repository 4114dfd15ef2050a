import type { CellmlComponent, CellmlUnits } from "./cellml-model.ts";
import { refuseAt } from "./refuse.ts";
import { dimensionless, type ResolvedUnit, timesUnit } from "./resolved-unit.ts";
import { prefixes, standardUnits } from "./standard-units.ts";

/** Units by name where a component stands: its own before those of its file, and these before the standard ones. */
export type UnitsInScope = (name: string) => ResolvedUnit | undefined;

/** The units of a component, where it has some of its own. */
export function unitsOfComponent(
  { name, units }: CellmlComponent,
  ofDocument: UnitsInScope,
  source: string,
): UnitsInScope {
  if (units.length === 0) return ofDocument;
  return unitsOfDocument(units, new Map(), source, { outer: ofDocument, place: `${source}#${name}` });
}

/** Resolves the units of a file (or, within an outer scope, of a component); `imported` gives those that it takes from others. */
export function unitsOfDocument(
  definitions: readonly CellmlUnits[],
  imported: ReadonlyMap<string, ResolvedUnit>,
  source: string,
  { outer, place }: { readonly outer: UnitsInScope; readonly place: string } = {
    outer: standardUnits,
    place: source,
  },
): UnitsInScope {
  const written = new Map(definitions.map((one) => [one.name, one]));
  const known = new Map(imported);
  const open = new Set<string>();
  const find = (name: string): ResolvedUnit | undefined => {
    const done = known.get(name);
    if (done !== undefined) return done;
    const definition = written.get(name);
    if (definition === undefined) return outer(name);
    if (open.has(name)) throw refuseAt("units", `'${name}' is made of itself`, source, definition.line);
    open.add(name);
    const made = resolve(definition);
    known.set(name, made);
    return made;
  };
  const resolve = ({ name, isBase, parts, line }: CellmlUnits): ResolvedUnit => {
    if (isBase) return { scale: 1, powers: new Map([[`${place}#${name}`, 1]]), offset: 0 };
    const product = parts.reduce((sum, part) => {
      const unit = find(part.units);
      if (unit === undefined) throw refuseAt("units", `there are no units '${part.units}'`, source, line);
      const scale = part.multiplier * (unit.scale * prefixScale(part.prefix, source, line)) ** part.exponent;
      return timesUnit(sum, timesUnit({ ...dimensionless, scale }, { ...unit, scale: 1 }, part.exponent));
    }, dimensionless);
    return { ...product, offset: parts.length === 1 ? (parts[0]?.offset ?? 0) : 0 };
  };
  return find;
}

function prefixScale(prefix: string | null, source: string, line: number): number {
  if (prefix === null) return 1;
  const exponent = prefixes[prefix] ?? Number(prefix);
  if (!Number.isInteger(exponent)) throw refuseAt("unit", `there is no prefix '${prefix}'`, source, line);
  return 10 ** exponent;
}
