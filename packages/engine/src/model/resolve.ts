import type { Expression } from "../equations/ast.ts";
import { cureFor, type Judged, quantity } from "../equations/kind.ts";
import { lowerExpression } from "../equations/lower-expression.ts";
import { namesRead } from "../equations/names.ts";
import { orderByDependency } from "../equations/order.ts";
import { printExpression } from "../equations/print.ts";
import type { Scope, Typed } from "../equations/scope.ts";
import type { ErrorPlace } from "../errors/homeostat-error.ts";
import { inPlace } from "../errors/in-place.ts";
import { type ErrorCode, failure } from "../errors/registry.ts";
import { formatUnit, sameUnit, type Unit } from "../units/unit.ts";

/** A name that is defined by an expression; with a unit where one is declared for it. */
export interface Definition {
  readonly expression: Expression;
  readonly place: ErrorPlace;
  readonly unit?: Unit;
}

/** Lowers an expression that must come out in the declared unit. @throws HS1114 and those of lowerExpression */
export function lowerInto(
  what: string,
  expression: Expression,
  unit: Unit,
  scope: Scope,
  time = "time",
): Typed {
  const lowered = lowerExpression(expression, scope);
  requireUnit(what, lowered, unit, time);
  return { node: lowered.node, kind: unit };
}

/** @throws HS1114 unless the expression has the unit, with equal scale */
export function requireUnit(what: string, judged: Judged, unit: Unit, time = "time"): void {
  const { expression } = judged;
  const found = quantity(judged);
  if (found === "zero" || sameUnit(found, unit)) return;
  const text = printExpression(expression);
  const cure = cureFor(found, unit, text.length <= 60 ? text : "…");
  throw failure(
    "HS1114",
    { what, expected: formatUnit(unit), found: formatUnit(found), time, cure },
    expression.at,
  );
}

function namesByDefinition(definitions: ReadonlyMap<string, Definition>): Map<string, ReadonlySet<string>> {
  return new Map([...definitions].map(([name, { expression }]) => [name, namesRead(expression)]));
}

/** Orders definitions, or refuses their circle with its members named. @throws HS1105 or HS1209 */
export function orderOrRefuse(
  wanted: Iterable<string>,
  definitions: ReadonlyMap<string, Definition>,
  code: ErrorCode,
): readonly string[] {
  const { order, loop } = orderByDependency(wanted, namesByDefinition(definitions));
  if (order) return order;
  const members = [...new Set(loop)].join(", ");
  throw failure(code, { loop: loop.join(" → "), members }, definitions.get(loop[0]!)!.place);
}

/**
 * Lowers the wanted definitions and those that they need, in any order of writing; the result also holds the names of
 * the scope.
 */
export function resolveDefinitions(
  wanted: Iterable<string>,
  definitions: ReadonlyMap<string, Definition>,
  scope: Scope,
  code: ErrorCode,
): ReadonlyMap<string, Typed> {
  const names = new Map(scope.names);
  const inner = { ...scope, names };
  for (const name of orderOrRefuse(wanted, definitions, code)) {
    const { expression, place, unit } = definitions.get(name)!;
    const typed = inPlace(place, () =>
      unit ? lowerInto(`'${name}'`, expression, unit, inner) : lowerExpression(expression, inner),
    );
    names.set(name, { node: typed.node, kind: typed.kind });
  }
  return names;
}
