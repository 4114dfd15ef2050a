import type { Mathematics, Operator } from "../mathml/mathematics.ts";
import type { Assembled, PlacedComponent } from "./assemble.ts";
import type { Connected } from "./connect.ts";
import { dimensionless, type ResolvedUnit, sameUnit, timesUnit } from "./resolved-unit.ts";

/** Where an equation's units do not agree. CellML lets such models be simulated, so they are told and not refused. */
export interface UnitIssue {
  readonly component: string;
  readonly source: string;
  readonly line: number;
  readonly problem: string;
}

/** Every equation whose sides, or the terms within them, are not counted in the same units; at most one an equation. */
export function checkUnits({ components }: Assembled, connected: Connected): readonly UnitIssue[] {
  return components.flatMap((component) =>
    component.component.equations.flatMap(({ left, right, line }): UnitIssue[] => {
      const check = new EquationUnits(component, connected);
      check.same("the two sides of an equation", [check.unitOf(left), check.unitOf(right)]);
      const [problem] = check.problems;
      if (problem === undefined) return [];
      return [{ component: component.path, source: component.source, line, problem }];
    }),
  );
}

/** Null where nothing can be said. */
type Inferred = ResolvedUnit | null;

const sameInAndOut: ReadonlySet<Operator> = new Set([
  "plus",
  "minus",
  "max",
  "min",
  "abs",
  "floor",
  "ceiling",
  "rem",
]);
const compare: ReadonlySet<Operator> = new Set(["eq", "neq", "lt", "leq", "gt", "geq"]);
const logical: ReadonlySet<Operator> = new Set(["and", "or", "xor", "not", "implies"]);

class EquationUnits {
  readonly problems: string[] = [];
  readonly #component: PlacedComponent;
  readonly #connected: Connected;

  constructor(component: PlacedComponent, connected: Connected) {
    this.#component = component;
    this.#connected = connected;
  }

  unitOf(math: Mathematics): Inferred {
    switch (math.kind) {
      case "number":
        return math.units === undefined ? null : (this.#component.units(math.units) ?? null);
      case "name":
        return this.#variable(math.name);
      case "rateOf":
        return this.#divided(this.#variable(math.name), this.#variable(math.along ?? ""));
      case "piecewise": {
        for (const { when } of math.pieces) this.unitOf(when);
        const otherwise = math.otherwise === null ? [] : [math.otherwise];
        const values = [...math.pieces.map((one) => one.value), ...otherwise];
        return this.same(
          "the pieces",
          values.map((one) => this.unitOf(one)),
        );
      }
      case "apply":
        return this.#applied(math.operator, math.arguments);
      default:
        return null;
    }
  }

  /** The first that is known; a problem where another one differs from it. */
  same(what: string, units: readonly Inferred[]): Inferred {
    const known = units.filter((one) => one !== null);
    const [first = null, ...others] = known;
    if (first !== null && others.some((one) => !sameUnit(one, first)))
      this.problems.push(`${what} are not in the same units`);
    return first;
  }

  #applied(operator: Operator, given: readonly Mathematics[]): Inferred {
    const units = given.map((one) => this.unitOf(one));
    const [first = null, second = null] = units;
    if (sameInAndOut.has(operator)) return this.same(`the arguments of <${operator}>`, units);
    if (operator === "times")
      return units.reduce((a, b) => (a === null || b === null ? null : timesUnit(a, b)), dimensionless);
    if (operator === "divide" || operator === "quotient") return this.#divided(first, second);
    if (operator === "power" || operator === "root") return this.#power(operator, first, given[1]);
    if (compare.has(operator)) this.same(`the arguments of <${operator}>`, units);
    else if (!logical.has(operator) && units.some((one) => one !== null && one.powers.size > 0))
      this.problems.push(`the argument of <${operator}> is not dimensionless`);
    return dimensionless;
  }

  #power(operator: "power" | "root", base: Inferred, by: Mathematics | undefined): Inferred {
    if (base === null || base.powers.size === 0) return base;
    const exponent = by === undefined ? null : constant(by);
    if (exponent === null) return null;
    return timesUnit(dimensionless, base, operator === "root" ? 1 / exponent : exponent);
  }

  #divided(above: Inferred, below: Inferred): Inferred {
    return above === null || below === null ? null : timesUnit(above, below, -1);
  }

  #variable(name: string): Inferred {
    return this.#connected.of.get(`${this.#component.path}.${name}`)?.view.unit ?? null;
  }
}

function constant(math: Mathematics): number | null {
  if (math.kind === "number") return math.value;
  if (math.kind !== "apply" || math.operator !== "minus" || math.arguments.length !== 1) return null;
  const inner = constant(math.arguments[0]!);
  return inner === null ? null : -inner;
}
