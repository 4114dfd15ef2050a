import { failure } from "../../errors/registry.ts";
import type { Mathematics } from "../../mathml/mathematics.ts";
import { namesIn } from "../../mathml/names-in.ts";
import type { PlacedComponent } from "../assemble.ts";
import type { CellmlEquation } from "../cellml-model.ts";
import type { Connected, Quantity, View } from "../connect.ts";
import { refuseAt } from "../refuse.ts";
import { isolated } from "./isolate-derivative.ts";

/** An equation where it stands. */
export interface PlacedEquation {
  readonly equation: CellmlEquation;
  readonly component: PlacedComponent;
}

/**
 * What determines a quantity: it is time, its derivative is given, an expression gives it, an equation that must be
 * solved, only resets change it (held), or it is a number. `view` is where that stands: the quantity is counted in the units of that variable. What
 * nothing determines has no role, and nothing may read it.
 */
export type CellmlRole =
  | { readonly kind: "time"; readonly view: View }
  | {
      readonly kind: "state";
      readonly view: View;
      readonly rate: Mathematics;
      readonly along: View;
      readonly at: PlacedEquation;
    }
  | {
      readonly kind: "assigned";
      readonly view: View;
      readonly math: Mathematics;
      readonly at: PlacedEquation;
    }
  | { readonly kind: "unknown"; readonly view: View; readonly at: PlacedEquation }
  | { readonly kind: "held"; readonly view: View }
  | { readonly kind: "constant"; readonly view: View };

/** Gives each quantity its role. Throws HS1503 and HS1505 where the model says too much or too little. */
export function assignRoles(
  connected: Connected,
  components: readonly PlacedComponent[],
): Map<Quantity, CellmlRole> {
  const roles = new Map<Quantity, CellmlRole>();
  const equations = components.flatMap((component) =>
    component.component.equations.map((equation): PlacedEquation => ({ equation, component })),
  );
  const rest = takeDerivatives(equations, connected, roles);
  takeNumbers(connected, resetTargets(connected, components), roles);
  const left = takeAssignments(takeAssignments(rest, "left", connected, roles), "right", connected, roles);
  takeConstraints(left, connected, roles);
  return roles;
}

export function lookUp(connected: Connected, component: PlacedComponent, name: string, line?: number) {
  const found = connected.of.get(`${component.path}.${name}`);
  if (found === undefined)
    throw refuseAt("ci", `'${name}' is no variable of component '${component.path}'`, component.source, line);
  return found;
}

/** Equations that give derivatives: on their left, else on their right, else somewhere in them; the others are given back. */
function takeDerivatives(
  equations: readonly PlacedEquation[],
  connected: Connected,
  roles: Map<Quantity, CellmlRole>,
): readonly PlacedEquation[] {
  const isKnown = ({ component, equation: { line } }: PlacedEquation, { name }: { readonly name: string }) =>
    roles.has(lookUp(connected, component, name, line).quantity);
  const afterLeft = equations.filter((at) => {
    const { left, right } = at.equation;
    return left.kind !== "rateOf" || !takeDerivative(at, left, right, connected, roles);
  });
  const afterRight = afterLeft.filter((at) => {
    const { left, right } = at.equation;
    if (right.kind !== "rateOf" || isKnown(at, right)) return true;
    return !takeDerivative(at, right, left, connected, roles);
  });
  return afterRight.filter((at) => {
    const { left, right } = isolated(at.equation) ?? at.equation;
    if (left.kind !== "rateOf" || isKnown(at, left)) return true;
    return !takeDerivative(at, left, right, connected, roles);
  });
}

function takeDerivative(
  at: PlacedEquation,
  derivative: Extract<Mathematics, { readonly kind: "rateOf" }>,
  rate: Mathematics,
  connected: Connected,
  roles: Map<Quantity, CellmlRole>,
): true {
  const { line } = at.equation;
  const time = lookUp(connected, at.component, derivative.along ?? "", line);
  const state = lookUp(connected, at.component, derivative.name, line);
  const known = roles.get(time.quantity);
  if (known !== undefined && known.kind !== "time") throw tooMuch(time.view, at);
  if (known === undefined) roles.set(time.quantity, { kind: "time", view: time.view });
  if (roles.has(state.quantity)) throw tooMuch(state.view, at);
  roles.set(state.quantity, { kind: "state", view: state.view, rate, along: time.view, at });
  return true;
}

/** What has an initial value and no derivative is a number, which resets may change. */
function takeNumbers(
  { quantities }: Connected,
  resets: ReadonlySet<Quantity>,
  roles: Map<Quantity, CellmlRole>,
): void {
  for (const quantity of quantities) {
    const view = quantity.views.find((one) => one.variable.initial !== null);
    if (view === undefined || roles.has(quantity)) continue;
    roles.set(quantity, { kind: resets.has(quantity) ? "held" : "constant", view });
  }
}

function resetTargets(connected: Connected, components: readonly PlacedComponent[]): ReadonlySet<Quantity> {
  return new Set(
    components.flatMap((component) =>
      component.component.resets.map((one) => lookUp(connected, component, one.variable, one.line).quantity),
    ),
  );
}

/** Equations whose one side is a variable that nothing else determines; the others are given back. */
function takeAssignments(
  equations: readonly PlacedEquation[],
  side: "left" | "right",
  connected: Connected,
  roles: Map<Quantity, CellmlRole>,
): readonly PlacedEquation[] {
  return equations.filter((at) => {
    const given = at.equation[side];
    if (given.kind !== "name") return true;
    const { quantity, view } = lookUp(connected, at.component, given.name, at.equation.line);
    if (roles.has(quantity)) return true;
    const math = side === "left" ? at.equation.right : at.equation.left;
    roles.set(quantity, { kind: "assigned", view, math, at });
    return false;
  });
}

/**
 * Each remaining equation determines one quantity that nothing else does, by augmenting paths. Where equations are left
 * over that hold as many numbers as there are such equations, these are not numbers but where a search for them starts.
 */
function takeConstraints(
  equations: readonly PlacedEquation[],
  connected: Connected,
  roles: Map<Quantity, CellmlRole>,
): void {
  const matching = new Matching(connected, roles);
  const left = equations.filter((at) => !matching.place(at));
  const guesses = guessesIn(left, connected, roles);
  if (guesses.size === left.length) for (const quantity of guesses) roles.delete(quantity);
  for (const at of left) if (!matching.place(at)) throw overdetermined(at);
  for (const [quantity, { at, view }] of matching.holders) {
    const math = explicitly(quantity, at, connected);
    roles.set(
      quantity,
      math === undefined ? { kind: "unknown", view, at } : { kind: "assigned", view, math, at },
    );
  }
}

/** What an equation says outright that a quantity is. */
function explicitly(
  quantity: Quantity,
  { component, equation: { left, right, line } }: PlacedEquation,
  connected: Connected,
): Mathematics | undefined {
  const isIt = (side: Mathematics) =>
    side.kind === "name" && lookUp(connected, component, side.name, line).quantity === quantity;
  if (isIt(left)) return right;
  return isIt(right) ? left : undefined;
}

/** Which equation determines which quantity; what an expression gives may be given by another equation instead. */
class Matching {
  readonly holders = new Map<Quantity, { readonly at: PlacedEquation; readonly view: View }>();
  private readonly connected: Connected;
  private readonly roles: ReadonlyMap<Quantity, CellmlRole>;

  constructor(connected: Connected, roles: ReadonlyMap<Quantity, CellmlRole>) {
    this.connected = connected;
    this.roles = roles;
    for (const [quantity, role] of roles) if (role.kind === "assigned") this.holders.set(quantity, role);
  }

  place(at: PlacedEquation, tried = new Set<Quantity>()): boolean {
    const all = quantitiesIn(at, this.connected);
    const kindOf = (quantity: Quantity) => this.roles.get(quantity)?.kind;
    const free = all.filter(({ quantity }) => kindOf(quantity) === undefined);
    const given = all.filter(({ quantity }) => kindOf(quantity) === "assigned");
    return [...free, ...given].some(({ quantity, view }) => {
      if (tried.has(quantity)) return false;
      tried.add(quantity);
      const holder = this.holders.get(quantity);
      if (holder !== undefined && !this.place(holder.at, tried)) return false;
      this.holders.set(quantity, { at, view });
      return true;
    });
  }
}

const quantitiesIn = (at: PlacedEquation, connected: Connected) =>
  [...namesIn(at.equation.left), ...namesIn(at.equation.right)].map((name) =>
    lookUp(connected, at.component, name, at.equation.line),
  );

/** None where an equation says outright that a number is something else. */
function guessesIn(
  equations: readonly PlacedEquation[],
  connected: Connected,
  roles: ReadonlyMap<Quantity, CellmlRole>,
): ReadonlySet<Quantity> {
  if (equations.some(({ equation: { left, right } }) => left.kind === "name" || right.kind === "name"))
    return new Set();
  const all = equations.flatMap((at) => quantitiesIn(at, connected).map(({ quantity }) => quantity));
  return new Set(all.filter((quantity) => roles.get(quantity)?.kind === "constant"));
}

function overdetermined({ component, equation }: PlacedEquation) {
  const why = "each variable in it is determined elsewhere: the model is overdetermined";
  const cure =
    "Remove the equation, or the initial value of one of its variables that is not meant to be constant.";
  const place = { source: component.source, line: equation.line };
  return failure("HS1505", { what: `This equation of '${component.path}'`, why, cure }, place);
}

function tooMuch(view: View, { component, equation }: PlacedEquation) {
  return refuseAt("math", `'${view.path}' is determined twice`, component.source, equation.line);
}
