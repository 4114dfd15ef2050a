import { ExpressionGraph, type NodeId, type System } from "@homeostat/engine";
import { failure } from "../../errors/registry.ts";
import { Definitions } from "../../mathml/definitions.ts";
import { GraphAlgebra } from "../../mathml/graph-algebra.ts";
import { lowerMathematics } from "../../mathml/lower-mathematics.ts";
import type { Mathematics } from "../../mathml/mathematics.ts";
import { newBudget, type Scope } from "../../mathml/scope.ts";
import { substitute } from "../../mathml/substitute.ts";
import type { PlacedComponent } from "../assemble.ts";
import type { CellmlReset } from "../cellml-model.ts";
import type { Connected, Quantity, View } from "../connect.ts";
import { refuseAt } from "../refuse.ts";
import type { ResolvedUnit } from "../resolved-unit.ts";
import { type CellmlRole, lookUp, type PlacedEquation } from "./roles.ts";

type RoleOf<K extends CellmlRole["kind"]> = Extract<CellmlRole, { kind: K }>;

/** A model while it is being lowered. Quantities are counted in the units of the view that determines them. */
export class CellmlLowering {
  readonly graph = new ExpressionGraph();
  readonly #k = new GraphAlgebra(this.graph);
  readonly #connected: Connected;
  readonly #roles: ReadonlyMap<Quantity, CellmlRole>;
  readonly #definitions = new Definitions("the CellML model");
  readonly #held: readonly Quantity[];
  readonly #budget = newBudget();

  constructor(connected: Connected, roles: ReadonlyMap<Quantity, CellmlRole>) {
    this.#connected = connected;
    this.#roles = roles;
    const isHeld = (quantity: Quantity) =>
      ["state", "held", "unknown"].includes(roles.get(quantity)?.kind ?? "");
    this.#held = connected.quantities.filter(isHeld);
  }

  /** What a quantity is at any time. */
  value(quantity: Quantity): NodeId {
    const role = this.#role(quantity);
    return this.#definitions.once("now", role.view.path, () => {
      switch (role.kind) {
        case "time":
          return this.graph.time();
        case "state":
        case "held":
        case "unknown":
          return this.graph.leaf("state", this.#held.indexOf(quantity));
        case "assigned":
          return this.#lower(role.math, role.at);
        case "constant":
          return this.#initial(quantity);
      }
    });
  }

  /** A quantity in the units of the variable that reads it. */
  read(view: View): NodeId {
    const { quantity } = this.#connected.of.get(view.path)!;
    return this.#converted(this.value(quantity), this.#role(quantity, view).view.unit, view.unit);
  }

  viewNamed(name: string, source: string): View {
    const found = this.#connected.of.get(name);
    if (found === undefined) throw refuseAt("variable", `there is no variable '${name}'`, source);
    return found.view;
  }

  states(): System["states"] {
    return this.#held.map((quantity) => {
      const role = this.#role(quantity);
      const derivative = role.kind === "state" ? this.#rate(role) : this.graph.number(0);
      return { name: role.view.path, unit: "", start: this.#start(quantity), derivative };
    });
  }

  /** Equations that must be solved, as left minus right, and the states that they determine. */
  constraints(): { readonly constraints: readonly NodeId[]; readonly unknowns: readonly number[] } {
    const unknowns = this.#held.flatMap((quantity, slot) => {
      const role = this.#role(quantity);
      return role.kind === "unknown" ? [{ slot, role }] : [];
    });
    return {
      unknowns: unknowns.map(({ slot }) => slot),
      constraints: unknowns.map(({ role }) => {
        const { left, right } = role.at.equation;
        return this.#k.subtract(this.#lower(left, role.at), this.#lower(right, role.at));
      }),
    };
  }

  /** Mathematics of a component, in its own units. */
  lowerIn(component: PlacedComponent, math: Mathematics, line: number): NodeId {
    return lowerMathematics(this.graph, math, this.#scope(component, line));
  }

  /** What a reset assigns: the state, and the value in its units. Throws HS1503 for what is not held in a state. */
  assignment(component: PlacedComponent, { variable, resetValue, line }: CellmlReset) {
    const { quantity, view } = lookUp(this.#connected, component, variable, line);
    const state = this.#held.indexOf(quantity);
    if (state < 0)
      throw refuseAt("reset", `'${view.path}' is determined by an equation`, component.source, line);
    const value = this.lowerIn(component, resetValue, line);
    return { state, value: this.#converted(value, view.unit, this.#role(quantity).view.unit) };
  }

  #role(quantity: Quantity, reader?: View): CellmlRole {
    const role = this.#roles.get(quantity);
    if (role !== undefined) return role;
    const view = reader ?? quantity.views[0]!;
    const { source } = view.component;
    throw refuseAt("variable", `nothing determines '${view.path}'`, source, view.variable.line);
  }

  /** d/dt in the state's own units, by the time of the model. */
  #rate({ rate, along, at, view }: RoleOf<"state">): NodeId {
    return this.#definitions.once("rate", view.path, () =>
      this.#k.multiply(this.#lower(rate, at), this.#k.number(this.#timesPerOwn(along))),
    );
  }

  /** How many of a component's units of time make one of the model's. */
  #timesPerOwn(along: View): number {
    const { quantity } = this.#connected.of.get(along.path)!;
    return this.#role(quantity).view.unit.scale / along.unit.scale;
  }

  #lower(math: Mathematics, { component, equation }: PlacedEquation): NodeId {
    return this.lowerIn(component, math, equation.line);
  }

  #scope(component: PlacedComponent, line: number): Scope {
    const none = (what: string) => () => {
      throw refuseAt("csymbol", `CellML has no ${what}`, component.source, line);
    };
    return {
      name: (name) => this.read(lookUp(this.#connected, component, name, line).view),
      rateOf: (name, along = "") => this.#rateSeen(component, name, along, line),
      time: none("symbol for time"),
      delay: none("delays"),
      function: () => undefined,
      budget: this.#budget,
    };
  }

  /** The derivative of a state in the units of the component that reads it. */
  #rateSeen(component: PlacedComponent, name: string, along: string, line: number): NodeId {
    const { quantity, view } = lookUp(this.#connected, component, name, line);
    const role = this.#role(quantity, view);
    const time = this.#timesPerOwn(lookUp(this.#connected, component, along, line).view);
    if (role.kind === "state")
      return this.#k.multiply(
        this.#rate(role),
        this.#k.number(role.view.unit.scale / view.unit.scale / time),
      );
    const why = "no equation gives it";
    const cure = "Give the derivative in an equation of its own.";
    throw failure(
      "HS1505",
      { what: `The derivative of '${view.path}'`, why, cure },
      { source: component.source, line },
    );
  }

  /** What an equation determines has an initial value at most as a guess. */
  #start(quantity: Quantity): NodeId {
    const role = this.#role(quantity);
    const isGiven = quantity.views.some(({ variable }) => variable.initial !== null);
    return this.#definitions.once("start", role.view.path, () =>
      role.kind === "unknown" && !isGiven ? this.graph.number(1) : this.#initial(quantity),
    );
  }

  /** The initial value: a number, or what another variable of the component is at the start. */
  #initial(quantity: Quantity): NodeId {
    const view = quantity.views.find((one) => one.variable.initial !== null);
    const own = this.#role(quantity).view;
    if (view === undefined)
      throw refuseAt(
        "variable",
        `'${own.path}' has no initial value`,
        own.component.source,
        own.variable.line,
      );
    const text = view.variable.initial ?? "";
    const number = text === "" ? Number.NaN : Number(text);
    const value = Number.isNaN(number)
      ? this.#atStart(this.read(lookUp(this.#connected, view.component, text, view.variable.line).view))
      : this.graph.number(number);
    return this.#converted(value, view.unit, own.unit);
  }

  #atStart(node: NodeId): NodeId {
    return substitute(this.graph, node, (leaf) => {
      if (this.graph.op(leaf) === "time") return this.graph.number(0);
      return this.graph.op(leaf) === "state" ? this.#start(this.#held[this.graph.slot(leaf)]!) : leaf;
    });
  }

  #converted(value: NodeId, from: ResolvedUnit, to: ResolvedUnit): NodeId {
    if (from.scale === to.scale && from.offset === to.offset) return value;
    const shift = (from.offset - to.offset) / to.scale;
    return this.#k.add(this.#k.multiply(value, this.#k.number(from.scale / to.scale)), this.#k.number(shift));
  }
}
