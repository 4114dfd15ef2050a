import { failure } from "../errors/registry.ts";
import type { Assembled, PlacedComponent } from "./assemble.ts";
import type { CellmlVariable } from "./cellml-model.ts";
import { refuseAt } from "./refuse.ts";
import { type ResolvedUnit, sameKind } from "./resolved-unit.ts";

/** A variable as one component sees it. */
export interface View {
  readonly path: string;
  readonly variable: CellmlVariable;
  readonly unit: ResolvedUnit;
  readonly component: PlacedComponent;
}

/** Connected variables are one quantity, named and counted as where it is determined. */
export interface Quantity {
  readonly views: readonly View[];
}

export interface Connected {
  readonly quantities: readonly Quantity[];
  /** By `path.variable`. */
  readonly of: ReadonlyMap<string, { readonly quantity: Quantity; readonly view: View }>;
}

/** Joins what connections make one. Throws HS1503 for an end that is not there, HS1508 for units of different kinds. */
export function connect({ components, links }: Assembled): Connected {
  const views = new Map(components.flatMap(viewsOf).map((view) => [view.path, view]));
  const parents = new Map<string, string>();
  const root = (path: string): string => {
    let at = path;
    for (let up = parents.get(at); up !== undefined; up = parents.get(at)) {
      const above = parents.get(up);
      if (above !== undefined) parents.set(at, above);
      at = up;
    }
    return at;
  };
  for (const { ends, source, line } of links) {
    const [one, other] = ends.map((end) => views.get(end));
    if (one === undefined || other === undefined) {
      const missing = one === undefined ? ends[0] : ends[1];
      throw refuseAt("map_variables", `there is no variable '${missing}'`, source, line);
    }
    if (!sameKind(one.unit, other.unit)) throw differentKinds(one, other, source, line);
    const [a, b] = [root(one.path), root(other.path)];
    if (a !== b) parents.set(a, b);
  }
  const groups = new Map<string, View[]>();
  for (const view of views.values()) {
    const key = root(view.path);
    groups.set(key, [...(groups.get(key) ?? []), view]);
  }
  const quantities = [...groups.values()].map((group) => ({ views: group }));
  const of = new Map(
    quantities.flatMap((quantity) => quantity.views.map((view) => [view.path, { quantity, view }] as const)),
  );
  return { quantities, of };
}

function viewsOf(component: PlacedComponent): View[] {
  return component.component.variables.map((variable) => {
    const unit = component.units(variable.units);
    if (unit === undefined)
      throw refuseAt("variable", `there are no units '${variable.units}'`, component.source, variable.line);
    return { path: `${component.path}.${variable.name}`, variable, unit, component };
  });
}

function differentKinds(one: View, other: View, source: string, line: number) {
  const details = {
    one: one.path,
    other: other.path,
    unit: one.variable.units,
    otherUnit: other.variable.units,
  };
  return failure("HS1508", details, { source, line });
}
