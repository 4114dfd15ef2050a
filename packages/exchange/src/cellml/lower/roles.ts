import { failure } from "../../errors/registry.ts";
import type { Mathematics } from "../../mathml/mathematics.ts";
import { namesIn } from "../../mathml/names-in.ts";
import type { PlacedComponent } from "../assemble.ts";
import type { CellmlEquation } from "../cellml-model.ts";
import type { Connected, Quantity, View } from "../connect.ts";
import { refuseAt } from "../refuse.ts";

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
  const rest = equations.filter((one) => !takeDerivative(one, connected, roles));
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

function takeDerivative(at: PlacedEquation, connected: Connected, roles: Map<Quantity, CellmlRole>): boolean {
  const { left, right, line } = at.equation;
  const [derivative, rate] = left.kind === "rateOf" ? [left, right] : [right, left];
  if (derivative.kind !== "rateOf") return false;
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
  for (const [quantity, { at, view }] of matching.holders) roles.set(quantity, { kind: "unknown", view, at });
}

class Matching {
  readonly holders = new Map<Quantity, { readonly at: PlacedEquation; readonly view: View }>();
  private readonly connected: Connected;
  private readonly roles: ReadonlyMap<Quantity, CellmlRole>;

  constructor(connected: Connected, roles: ReadonlyMap<Quantity, CellmlRole>) {
    this.connected = connected;
    this.roles = roles;
  }

  place(at: PlacedEquation, tried = new Set<Quantity>()): boolean {
    return quantitiesIn(at, this.connected).some(({ quantity, view }) => {
      if (this.roles.has(quantity) || tried.has(quantity)) return false;
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
