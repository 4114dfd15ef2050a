import {
  type DelayedInput,
  ExpressionGraph,
  failure,
  type HybridEvent,
  type HybridSystem,
  type NodeId,
} from "@homeostat/engine";
import { GraphAlgebra } from "../../mathml/graph-algebra.ts";
import { lowerMathematics } from "../../mathml/lower-mathematics.ts";
import type { Mathematics } from "../../mathml/mathematics.ts";
import { type Scope, withNames } from "../../mathml/scope.ts";
import type { Reaction, SbmlEvent, SbmlModel, Species, SpeciesReference } from "../sbml-model.ts";
import { matchUnknowns } from "./match-unknowns.ts";
import { assignRoles, type ModelSymbol } from "./roles.ts";

/** What can be read of a model: each symbol's value; of species also amount and concentration. */
export interface Readable {
  readonly name: string;
  readonly as: "value" | "amount" | "concentration";
}

/**
 * Lowers a flat SBML model to a hybrid system whose outputs are the given readables. Species are held as amounts; the
 * model starts at time 0. Throws HS15xx with the line where it can be told.
 */
export function lowerSbml(model: SbmlModel, source: string, outputs: readonly Readable[]): HybridSystem {
  return new Lowering(model, source).hybrid(outputs);
}

class Lowering {
  private readonly model: SbmlModel;
  private readonly source: string;
  private readonly graph = new ExpressionGraph();
  private readonly k = new GraphAlgebra(this.graph);
  private readonly symbols: ReadonlyMap<string, ModelSymbol>;
  private readonly slots = new Map<string, number>();
  private readonly fast: readonly Reaction[];
  private readonly delays: DelayedInput[] = [];
  private readonly memo = {
    now: new Map<string, NodeId>(),
    start: new Map<string, NodeId>(),
    past: new Map<string, NodeId>(),
    rate: new Map<string, NodeId>(),
  };
  private readonly open = new Set<string>();
  private readonly now: Scope;
  private readonly start: Scope;
  /** Before the start: initial values as they read at that time, and nothing changes. */
  private readonly past: Scope;

  constructor(model: SbmlModel, source: string) {
    this.model = model;
    this.source = source;
    this.symbols = assignRoles(model, matchUnknowns(model, source));
    this.fast = model.reactions.filter((one) => one.fast && one.rate !== null);
    for (const [id, { role }] of this.symbols) {
      if (role.kind !== "constant" && role.kind !== "assigned") this.slots.set(id, this.slots.size);
    }
    for (const [i, one] of this.fast.entries()) this.slots.set(extentName(one, i), this.slots.size);
    const lambdas = new Map(model.functions.map((one) => [one.id, one.lambda]));
    const shared = { function: (name: string) => lambdas.get(name) ?? undefined };
    this.now = {
      ...shared,
      name: (name) => this.value(name),
      time: () => this.graph.time(),
      delay: (of, by) => this.delayed(of, by),
      rateOf: (name) => this.rateOfValue(name),
    };
    this.start = {
      ...shared,
      name: (name) => this.startValue(name, "start"),
      time: () => this.graph.number(0),
      delay: (of) => of(this.start),
      rateOf: (name) => this.atStart(this.rateOfValue(name)),
    };
    this.past = {
      ...shared,
      name: (name) => this.startValue(name, "past"),
      time: () => this.graph.time(),
      delay: (of) => of(this.past),
      rateOf: () => this.graph.number(0),
    };
  }

  hybrid(outputs: readonly Readable[]): HybridSystem {
    const { graph } = this;
    const derivatives = [...this.slots.keys()].map((id) => this.derivative(id));
    const read = outputs.map((one) => ({ name: one.name, unit: "", value: this.read(one) }));
    const events = this.model.events.flatMap((event) => this.event(event));
    const constraints = this.constraints();
    const states = [...this.slots.keys()].map((id, i) => ({
      name: id,
      unit: "",
      start: this.stateStart(id),
      derivative: derivatives[i]!,
    }));
    const inputs = this.delays.map((_, i) => ({
      name: `delay ${i + 1}`,
      unit: "",
      default: graph.number(0),
    }));
    const unknowns = [...this.slots].flatMap(([id, slot]) => (this.isUnknown(id) ? [slot] : []));
    return {
      system: {
        hash: uniqueHash(),
        graph,
        states,
        inputs,
        parameters: [],
        parameterOrder: [],
        outputs: read,
        events: [],
      },
      events,
      delays: this.delays,
      unknowns,
      constraints,
      relaxing: this.fast.length,
      rebase: this.rebase(),
    };
  }

  private isUnknown(id: string): boolean {
    return !this.symbols.has(id) || this.symbols.get(id)?.role.kind === "unknown";
  }

  private lower(math: Mathematics, scope: Scope): NodeId {
    return lowerMathematics(this.graph, math, scope);
  }

  // --- values in time -------------------------------------------------------------------------------------------

  /** What a name stands for in mathematics: of species the concentration, unless they have only substance units. */
  private value(name: string): NodeId {
    return this.once("now", name, () => {
      const symbol = this.symbols.get(name);
      if (symbol === undefined) return this.reactionRate(name, this.now);
      const { declared, role } = symbol;
      if (role.kind === "assigned") return this.lower(role.math, this.now);
      if (declared.kind === "stoichiometry" && declared.of.stoichiometryMath !== null)
        return this.lower(declared.of.stoichiometryMath, this.now);
      if (declared.kind !== "species") {
        return role.kind === "constant" ? this.startValue(name, "start") : this.leaf(name);
      }
      const amount = role.kind === "constant" ? this.startAmount(declared.of) : this.amountState(declared.of);
      return this.isConcentration(declared.of)
        ? this.k.divide(amount, this.value(declared.of.compartment))
        : amount;
    });
  }

  private leaf(id: string): NodeId {
    return this.graph.leaf("state", this.slots.get(id)!);
  }

  /** Fast reactions have moved what their extents say, on top of the slow ones. */
  private amountState(species: Species): NodeId {
    const own = this.leaf(species.id ?? "");
    if (this.symbols.get(species.id ?? "")?.role.kind !== "reacting") return own;
    return this.fast.reduce((amount, reaction, i) => {
      const change = this.netStoichiometry(reaction, species);
      return change === null
        ? amount
        : this.k.add(amount, this.k.multiply(change, this.leaf(extentName(reaction, i))));
    }, own);
  }

  private isConcentration(species: Species): boolean {
    const compartment = this.model.compartments.find((one) => one.id === species.compartment);
    return !species.hasOnlySubstanceUnits && compartment?.dimensions !== 0;
  }

  private read({ name, as }: Readable): NodeId {
    const value = this.value(name);
    const declared = this.symbols.get(name)?.declared;
    if (as === "value" || declared?.kind !== "species") return value;
    const size = this.value(declared.of.compartment);
    const isConcentration = this.isConcentration(declared.of);
    if (as === "amount") return isConcentration ? this.k.multiply(value, size) : value;
    return isConcentration ? value : this.k.divide(value, size);
  }

  private reactionRate(name: string, scope: Scope): NodeId {
    const reaction = this.model.reactions.find((one) => one.id === name);
    if (reaction === undefined) throw this.unknownName(name);
    if (reaction.rate === null) return this.graph.number(Number.NaN);
    const locals = reaction.localParameters.map(
      (one) => [one.id ?? "", this.graph.number(one.value ?? Number.NaN)] as const,
    );
    return this.lower(reaction.rate, withNames(scope, new Map(locals), this.graph.number(0)));
  }

  // --- rates ----------------------------------------------------------------------------------------------------

  /** The derivative of a state: of species, of the amount. */
  private derivative(id: string): NodeId {
    return this.once("rate", id, () => {
      const symbol = this.symbols.get(id);
      if (symbol === undefined) return this.graph.number(0);
      const { declared, role } = symbol;
      if (role.kind === "reacting" && declared.kind === "species") return this.reactionsOf(declared.of);
      if (role.kind !== "rate") return this.graph.number(0);
      const rate = this.lower(role.math, this.now);
      if (declared.kind !== "species" || !this.isConcentration(declared.of)) return rate;
      const { compartment } = declared.of;
      const growth = this.k.multiply(this.value(id), this.rateOfValue(compartment));
      return this.k.add(this.k.multiply(rate, this.value(compartment)), growth);
    });
  }

  private reactionsOf(species: Species): NodeId {
    return this.model.reactions.reduce((sum, reaction) => {
      if (reaction.rate === null || reaction.fast) return sum;
      const change = this.netStoichiometry(reaction, species);
      if (change === null) return sum;
      return this.k.add(sum, this.k.multiply(change, this.reactionRateNow(reaction)));
    }, this.graph.number(0));
  }

  private reactionRateNow(reaction: Reaction): NodeId {
    return reaction.id === null
      ? this.graph.number(Number.NaN)
      : this.once("now", reaction.id, () => this.reactionRate(reaction.id ?? "", this.now));
  }

  /** Amount made per extent of reaction, conversion factor included; null where the species takes no part. */
  private netStoichiometry(reaction: Reaction, species: Species): NodeId | null {
    const own = (one: SpeciesReference) => one.species === species.id;
    const made = reaction.products.filter(own).map((one) => this.stoichiometry(one));
    const used = reaction.reactants.filter(own).map((one) => this.k.negative(this.stoichiometry(one)));
    const all = [...made, ...used];
    if (all.length === 0) return null;
    const net = all.reduce((a, b) => this.k.add(a, b));
    const factor = species.conversionFactor ?? this.model.conversionFactor;
    return factor === null ? net : this.k.multiply(net, this.value(factor));
  }

  private stoichiometry(reference: SpeciesReference): NodeId {
    if (reference.stoichiometryMath !== null) return this.lower(reference.stoichiometryMath, this.now);
    if (reference.id !== null && this.symbols.has(reference.id)) return this.value(reference.id);
    return this.graph.number(reference.stoichiometry ?? Number.NaN);
  }

  /** d/dt of what a name stands for; only of what has a rate, as rateOf requires. */
  private rateOfValue(name: string): NodeId {
    const symbol = this.symbols.get(name);
    if (symbol === undefined) throw this.unknownName(name);
    const { declared, role } = symbol;
    if (role.kind === "assigned" || role.kind === "unknown") return this.totalDerivative(this.value(name));
    if (declared.kind !== "species")
      return role.kind === "rate" ? this.derivative(name) : this.graph.number(0);
    if (role.kind === "rate" && this.isConcentration(declared.of)) return this.lower(role.math, this.now);
    const amount = role.kind === "constant" ? this.graph.number(0) : this.derivative(name);
    if (!this.isConcentration(declared.of)) return amount;
    const size = this.value(declared.of.compartment);
    const dilution = this.k.multiply(this.value(name), this.rateOfValue(declared.of.compartment));
    return this.k.divide(this.k.subtract(amount, dilution), size);
  }

  private totalDerivative(_value: NodeId): NodeId {
    const cure = "Ask for the rate of what the rule is made of.";
    const why = "rateOf is of symbols with a rate, not of those that a rule assigns";
    throw failure("HS1505", { what: "This rateOf", why, cure }, { source: this.source });
  }

  // --- starts ---------------------------------------------------------------------------------------------------

  private startValue(name: string, when: "start" | "past"): NodeId {
    const scope = this[when];
    return this.once(when, name, () => {
      const symbol = this.symbols.get(name);
      if (symbol === undefined) return this.reactionRate(name, scope);
      const { declared, role } = symbol;
      const initial = this.model.initialAssignments.find((one) => one.symbol === name && one.math !== null);
      if (initial?.math != null) return this.lower(initial.math, scope);
      if (role.kind === "assigned") return this.lower(role.math, scope);
      if (declared.kind === "species") return this.declaredSpecies(declared.of, when);
      if (declared.kind === "stoichiometry" && declared.of.stoichiometryMath !== null)
        return this.lower(declared.of.stoichiometryMath, scope);
      return this.graph.number(this.declaredNumber(symbol));
    });
  }

  private declaredNumber({ declared, role }: ModelSymbol): number {
    const guess = role.kind === "unknown" ? 1 : Number.NaN;
    if (declared.kind === "compartment") return declared.of.size ?? guess;
    if (declared.kind === "parameter") return declared.of.value ?? guess;
    return declared.kind === "stoichiometry" ? (declared.of.stoichiometry ?? guess) : guess;
  }

  private declaredSpecies(species: Species, when: "start" | "past"): NodeId {
    const size = () => this.startValue(species.compartment, when);
    const { initialAmount, initialConcentration } = species;
    const unknown = this.symbols.get(species.id ?? "")?.role.kind === "unknown" ? 1 : Number.NaN;
    if (this.isConcentration(species)) {
      if (initialConcentration !== null) return this.graph.number(initialConcentration);
      return this.k.divide(this.graph.number(initialAmount ?? unknown), size());
    }
    if (initialAmount !== null) return this.graph.number(initialAmount);
    return initialConcentration === null
      ? this.graph.number(unknown)
      : this.k.multiply(this.graph.number(initialConcentration), size());
  }

  private startAmount(species: Species): NodeId {
    const value = this.startValue(species.id ?? "", "start");
    return this.isConcentration(species)
      ? this.k.multiply(value, this.startValue(species.compartment, "start"))
      : value;
  }

  private stateStart(id: string): NodeId {
    const symbol = this.symbols.get(id);
    if (symbol === undefined) return this.graph.number(0);
    return symbol.declared.kind === "species"
      ? this.startAmount(symbol.declared.of)
      : this.startValue(id, "start");
  }

  /** The same expression with the clock at 0 and every state at its start. */
  private atStart(node: NodeId): NodeId {
    const { graph } = this;
    const starts = [...this.slots.keys()];
    const memo = new Map<NodeId, NodeId>();
    const visit = (one: NodeId): NodeId => {
      const known = memo.get(one);
      if (known !== undefined) return known;
      const made = rebuilt(one);
      memo.set(one, made);
      return made;
    };
    const rebuilt = (one: NodeId): NodeId => {
      const op = graph.op(one);
      const [a, b, c] = graph.args(one).map(visit);
      if (op === "time") return graph.number(0);
      if (op === "state") return this.stateStart(starts[graph.slot(one)]!);
      if (op === "number" || op === "input" || op === "parameter") return one;
      if (op === "select") return graph.select(a!, b!, c!);
      return b === undefined ? graph.unary(op as "neg", a!) : graph.binary(op as "add", a!, b);
    };
    return visit(node);
  }

  // --- delays, events, constraints ------------------------------------------------------------------------------

  private delayed(lowerIn: (scope: Scope) => NodeId, by: NodeId): NodeId {
    if (this.k.constant(by) === 0) return lowerIn(this.now);
    const input = this.delays.length;
    const node = this.graph.leaf("input", input);
    this.delays.push({ input, of: node, before: node, by });
    this.delays[input] = { input, of: lowerIn(this.now), before: lowerIn(this.past), by };
    return node;
  }

  private event(event: SbmlEvent): HybridEvent[] {
    if (event.trigger === null) return [];
    const optional = (math: Mathematics | null) => (math === null ? null : this.lower(math, this.now));
    const values = new Map(
      event.assignments.flatMap((one) =>
        one.math === null ? [] : [[one.variable, this.lower(one.math, this.now)] as const],
      ),
    );
    return [
      {
        name: event.id ?? `line ${event.line}`,
        trigger: this.k.truth(this.lower(event.trigger, this.now)),
        initiallyTrue: event.triggerInitiallyTrue,
        persistent: event.persistent,
        delay: optional(event.delay),
        priority: optional(event.priority),
        usesTriggerTimeValues: event.usesTriggerTimeValues,
        assignments: [...values].flatMap(([variable, value]) => this.eventAssignment(variable, value)),
      },
    ];
  }

  /** A concentration becomes an amount at the size that the compartment has when the event is executed, and before it. */
  private eventAssignment(variable: string, value: NodeId): HybridEvent["assignments"] {
    const symbol = this.symbols.get(variable);
    const state = this.slots.get(variable);
    if (symbol === undefined || state === undefined) throw this.unknownName(variable);
    const { declared } = symbol;
    if (declared.kind !== "species" || !this.isConcentration(declared.of)) return [{ state, value }];
    return [{ state, value, scale: this.value(declared.of.compartment) }];
  }

  private constraints(): NodeId[] {
    const algebraic = this.model.rules.flatMap((rule) =>
      rule.kind === "algebraic" && rule.math !== null ? [this.lower(rule.math, this.now)] : [],
    );
    return [...algebraic, ...this.fast.map((reaction) => this.reactionRateNow(reaction))];
  }

  /** What fast reactions have moved becomes part of the amounts, so that events assign amounts as they are. */
  private rebase(): { state: number; value: NodeId }[] {
    if (this.fast.length === 0) return [];
    const amounts = [...this.symbols].flatMap(([id, { declared, role }]) =>
      declared.kind === "species" && role.kind === "reacting"
        ? [{ state: this.slots.get(id)!, value: this.amountState(declared.of) }]
        : [],
    );
    const extents = this.fast.map((one, i) => ({
      state: this.slots.get(extentName(one, i))!,
      value: this.graph.number(0),
    }));
    return [...amounts, ...extents];
  }

  // --- shared ---------------------------------------------------------------------------------------------------

  private once(kind: keyof Lowering["memo"], name: string, make: () => NodeId): NodeId {
    const known = this.memo[kind].get(name);
    if (known !== undefined) return known;
    const key = `${kind} ${name}`;
    if (this.open.has(key)) {
      const cure = "Write one of them so that it does not need the other, or as an algebraic rule.";
      throw failure(
        "HS1505",
        { what: `'${name}'`, why: "its definition leads back to itself", cure },
        { source: this.source },
      );
    }
    this.open.add(key);
    const node = make();
    this.open.delete(key);
    this.memo[kind].set(name, node);
    return node;
  }

  private unknownName(name: string) {
    const rule = "Every name in mathematics, rules and events is declared in the model.";
    return failure(
      "HS1503",
      { element: name, problem: "nothing has this name", rule },
      { source: this.source },
    );
  }
}

function extentName(reaction: Reaction, index: number): string {
  return `extent of ${reaction.id ?? index}`;
}

let made = 0;
/** Imported systems are not published models: each is its own. */
function uniqueHash(): string {
  made += 1;
  return `sbml:${made}`;
}
