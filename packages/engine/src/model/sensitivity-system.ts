import { differentiateAlong } from "../equations/differentiate.ts";
import { ExpressionGraph } from "../equations/expression-graph.ts";
import type { NodeId } from "../equations/graph.ts";
import { didYouMean } from "../errors/did-you-mean.ts";
import { failure } from "../errors/registry.ts";
import { parseUnit } from "../units/ucum.ts";
import { divideUnits, formatUnit } from "../units/unit.ts";
import { sha256 } from "./sha256.ts";
import { movingJumps } from "./moving-jumps.ts";
import type { Slot, System, SystemEvent, SystemInput } from "./system.ts";

/** What runs of a system will give in place of the model's own, by name: it follows from no parameter. */
export interface GivenInRuns {
  readonly parameters?: readonly string[];
  /** States that start at a value of their own. */
  readonly starts?: readonly string[];
}

/**
 * The system that integrates its own forward sensitivities: after the n states come, for each named parameter, the n
 * derivatives of the states with respect to it, and after the outputs likewise theirs. Any kernel and stepper runs it.
 * Parameters whose defaults follow from a named parameter move with it, unless they are named or `given` themselves. An
 * input whose default follows from one has that default's derivative as a further input, which is 0 wherever a schedule
 * or a member sets the input to something. Events at scheduled times carry the derivatives over exactly. A run in which a
 * derivative jumps at a moment that moves with a named parameter is refused (HS1315).
 * The equations are those of Hindmarsh et al., ACM TOMS 2005;31:363 (doi 10.1145/1089014.1089020).
 * @throws HomeostatError HS1301 for an unknown parameter or start, HS1219 for triggered events, delays, equations 0 = …
 * and noise
 */
export function sensitivitySystem(
  system: System,
  parameters: readonly string[],
  given: GivenInRuns = {},
): System {
  refuseHybrid(system);
  const slots = parameters.map((name) => slotOf("parameter", system.parameters, name));
  const fixed = (given.parameters ?? []).map((name) => slotOf("parameter", system.parameters, name));
  const started = new Set((given.starts ?? []).map((name) => slotOf("state", system.states, name)));
  const graph = ExpressionGraph.from(system.graph);
  const inputs: SystemInput[] = [...system.inputs];
  const grown = { ...system, graph, ownInputs: system.inputs, inputs };
  const independent = [...slots, ...fixed];
  const directions = slots.map((slot, index) => new Direction(grown, independent, started, slot, index));
  return {
    hash: sha256(`${system.hash} sensitivities ${parameters.join(" ")} given ${JSON.stringify(given)}`),
    graph,
    inputs,
    ...movingJumps({ ...system, graph }, { chosen: slots, given: fixed, inputsMove: true }),
    parameters: system.parameters,
    parameterOrder: system.parameterOrder,
    states: [...system.states, ...directions.flatMap((direction) => direction.states())],
    outputs: [...system.outputs, ...directions.flatMap((direction) => direction.outputs())],
    events: system.events.map((event) => ({
      ...event,
      assignments: [...event.assignments, ...directions.flatMap((direction) => direction.assignments(event))],
    })),
  };
}

/** @throws HS1219 */
export function refuseHybrid({ delays, constraints, events, initialisation, noise }: System): void {
  if (noise) throw failure("HS1219", { what: "noise" });
  if (initialisation) throw failure("HS1219", { what: "equations initially 0 = …" });
  if (delays) throw failure("HS1219", { what: "delays" });
  if (constraints) throw failure("HS1219", { what: "equations 0 = …" });
  const triggered = events.find((event) => event.trigger);
  if (triggered) throw failure("HS1219", { what: `the triggered event '${triggered.name}'` });
}

function slotOf(kind: "parameter" | "state", slots: readonly Slot[], name: string): number {
  const names = slots.map((slot) => slot.name);
  if (names.includes(name)) return names.indexOf(name);
  throw failure("HS1301", { kind, name, suggestion: didYouMean(name, names) });
}

/** A system whose graph and inputs grow by derivatives. */
interface Growing extends System {
  readonly graph: ExpressionGraph;
  readonly ownInputs: readonly SystemInput[];
  readonly inputs: SystemInput[];
}

/** Everything changed along one parameter. */
class Direction {
  private readonly system: Growing;
  private readonly graph: ExpressionGraph;
  private readonly started: ReadonlySet<number>;
  private readonly parameter: Slot;
  private readonly firstState: number;
  private readonly seeds = new Map<NodeId, NodeId>();

  constructor(
    system: Growing,
    independent: readonly number[],
    started: ReadonlySet<number>,
    slot: number,
    index: number,
  ) {
    const { graph } = system;
    this.system = system;
    this.graph = graph;
    this.started = started;
    this.parameter = system.parameters[slot]!;
    this.firstState = system.states.length * (index + 1);
    this.seedParameters(independent, slot);
    this.seedInputs();
    system.states.forEach((_, state) => {
      this.seeds.set(graph.leaf("state", state), graph.leaf("state", this.firstState + state));
    });
  }

  states(): System["states"] {
    const { states } = this.system;
    const starts = this.along(states.map((state) => state.start));
    const derivatives = this.along(states.map((state) => state.derivative));
    return states.map((state, i) => ({
      ...this.derivativeSlot(state),
      start: this.started.has(i) ? this.graph.number(0) : starts[i]!,
      derivative: derivatives[i]!,
    }));
  }

  outputs(): System["outputs"] {
    const { outputs } = this.system;
    const values = this.along(outputs.map((output) => output.value));
    return outputs.map((output, i) => ({ ...this.derivativeSlot(output), value: values[i]! }));
  }

  assignments({ assignments }: SystemEvent): SystemEvent["assignments"] {
    const values = this.along(assignments.map((assignment) => assignment.value));
    return assignments.map(({ state }, i) => ({ state: this.firstState + state, value: values[i]! }));
  }

  private derivativeSlot({ name, unit }: Slot): Slot {
    const per = divideUnits(parseUnit(unit), parseUnit(this.parameter.unit));
    return { name: `d(${name})/d(${this.parameter.name})`, unit: formatUnit(per) };
  }

  private along(roots: readonly NodeId[]): readonly NodeId[] {
    return differentiateAlong(this.graph, roots, this.seeds).map((node) => node ?? this.graph.number(0));
  }

  private seedParameters(independent: readonly number[], own: number): void {
    const { parameters, parameterOrder } = this.system;
    for (const slot of parameterOrder) {
      if (slot === own) this.seeds.set(this.graph.leaf("parameter", slot), this.graph.number(1));
      else if (!independent.includes(slot)) this.seed("parameter", slot, this.tangent(parameters[slot]!));
    }
  }

  /** A default's derivative is an input of its own: whoever sets the input makes it 0. */
  private seedInputs(): void {
    const { graph, inputs, ownInputs } = this.system;
    ownInputs.forEach((input, slot) => {
      const tangent = this.tangent(input);
      if (tangent === undefined) return;
      this.seed("input", slot, graph.leaf("input", inputs.length));
      const { tangentOf = slot } = input;
      inputs.push({ ...this.derivativeSlot(input), default: tangent, tangentOf });
    });
  }

  private tangent({ default: value }: { readonly default: NodeId }): NodeId | undefined {
    return differentiateAlong(this.graph, [value], this.seeds)[0];
  }

  private seed(op: "parameter" | "input", slot: number, tangent: NodeId | undefined): void {
    if (tangent !== undefined) this.seeds.set(this.graph.leaf(op, slot), tangent);
  }
}
