import type { ErrorPlace } from "../errors/homeostat-error.ts";
import { failure } from "../errors/registry.ts";
import { linkBetween } from "../units/link.ts";
import { parseUnit } from "../units/ucum.ts";
import {
  divideUnits,
  formatUnit,
  multiplyUnits,
  powerOfUnit,
  sameDimension,
  sameUnit,
  type Unit,
  unity,
} from "../units/unit.ts";
import type { Expression } from "./ast.ts";
import { printExpression } from "./print.ts";
import type { Position } from "./token.ts";

/** What an expression is: a quantity in a unit, a condition, or the literal 0, which fits any unit. */
export type Kind = Unit | "zero" | "condition";

export function describeKind(kind: Kind): string {
  return typeof kind === "string" ? (kind === "zero" ? "0" : "a condition") : formatUnit(kind);
}

/** Reads a unit in equation text; scales with an offset are refused. */
export function equationUnit(text: string, at: ErrorPlace): Unit {
  const unit = parseUnit(text, at);
  if (unit.offset !== undefined) throw failure("HS1116", { unit: text }, at);
  return unit;
}

/** A piece of text with what it turned out to be. */
export interface Judged {
  readonly expression: Expression;
  readonly kind: Kind;
}

function short(expression: Expression): string {
  const text = printExpression(expression);
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}

/** The kind as a quantity. @throws HS1115 when it is a condition */
export function quantity(of: Judged): Unit | "zero" {
  if (of.kind !== "condition") return of.kind;
  const details = { found: short(of.expression), is: "a condition", expected: "a number" };
  throw failure("HS1115", details, of.expression.at);
}

/** @throws HS1115 when it is no condition */
export function requireCondition(of: Judged): void {
  if (of.kind === "condition") return;
  const details = { found: short(of.expression), is: "a number", expected: "a condition" };
  throw failure("HS1115", details, of.expression.at);
}

export function cureFor(found: Unit, wanted: Unit, text: string): string {
  if (sameDimension(found, wanted)) return `Write convert(${text}, '${formatUnit(wanted)}').`;
  if (wanted.base.size === 0) return `Divide by a reference value in ${formatUnit(found)}.`;
  if (found.base.size === 0) return `Give the number a unit, for example ${text} '${formatUnit(wanted)}'.`;
  return linkBetween(found, wanted);
}

/** The common kind of two sides that must agree in unit and scale. @throws HS1111, HS1115 */
export function sameKind(what: string, left: Judged, right: Judged, at: Position): Unit | "zero" {
  const a = quantity(left);
  const b = quantity(right);
  if (a === "zero") return b;
  if (b === "zero" || sameUnit(a, b)) return a;
  const details = {
    what,
    left: short(left.expression),
    leftUnit: formatUnit(a),
    right: short(right.expression),
    rightUnit: formatUnit(b),
    cure:
      b.base.size === 0 || a.base.size !== 0
        ? cureFor(b, a, short(right.expression))
        : cureFor(a, b, short(left.expression)),
  };
  throw failure("HS1111", details, at);
}

/** @throws HS1112 unless the kind is a pure number of scale 1 */
export function requirePureNumber(what: string, of: Judged): void {
  const unit = quantity(of);
  if (unit === "zero" || sameUnit(unit, unity)) return;
  const found = short(of.expression);
  throw failure(
    "HS1112",
    { what, found, unit: formatUnit(unit), cure: cureFor(unit, unity, found) },
    of.expression.at,
  );
}

export function productKind(left: Judged, right: Judged): Kind {
  const a = quantity(left);
  const b = quantity(right);
  return a === "zero" || b === "zero" ? "zero" : multiplyUnits(a, b);
}

export function quotientKind(left: Judged, right: Judged): Kind {
  const a = quantity(left);
  const b = quantity(right);
  return a === "zero" ? "zero" : b === "zero" ? a : divideUnits(a, b);
}

/** The kind of base^exponent; `literal` is the exponent's value where it is a constant. @throws HS1112, HS1113 */
export function powerKind(base: Judged, exponent: Judged, literal: number | undefined): Kind {
  requirePureNumber("An exponent", exponent);
  const unit = quantity(base);
  if (unit === "zero" || sameUnit(unit, unity)) return unity;
  if (literal !== undefined) return powerOfUnit(unit, literal);
  const details = {
    base: short(base.expression),
    unit: formatUnit(unit),
    exponent: short(exponent.expression),
  };
  throw failure("HS1113", details, exponent.expression.at);
}
