import { differentiateAlong } from "../equations/differentiate.ts";
import { ExpressionGraph } from "../equations/expression-graph.ts";
import type { NodeId } from "../equations/graph.ts";
import { didYouMean } from "../errors/did-you-mean.ts";
import { failure } from "../errors/registry.ts";
import { parseUnit } from "../units/ucum.ts";
import { divideUnits, formatUnit } from "../units/unit.ts";
import { sha256 } from "./sha256.ts";
import type { Slot, System, SystemEvent } from "./system.ts";

/**
 * The system that integrates its own forward sensitivities: after the n states come, for each named parameter, the n
 * derivatives of the states with respect to it, and after the outputs likewise theirs. Any kernel and stepper runs it.
 * Parameters and inputs whose defaults follow from a named parameter move with it, an input also while a schedule sets it
 * to something else (`adjointGradient` knows the schedule, and is exact there); a parameter that is named itself is
 * independent. Events at scheduled times carry the derivatives over exactly.
 * The equations are those of Hindmarsh et al., ACM TOMS 2005;31:363 (doi 10.1145/1089014.1089020).
 * @throws HomeostatError HS1211 for an unknown parameter, HS1219 for triggered events, delays and equations 0 = …
 */
export function sensitivitySystem(system: System, parameters: readonly string[]): System {
  refuseHybrid(system);
  const slots = parameters.map((name) => slotOf(system, name));
  const graph = ExpressionGraph.from(system.graph);
  const directions = slots.map((slot, index) => new Direction(system, graph, slots, slot, index));
  return {
    hash: sha256(`${system.hash} sensitivities ${parameters.join(" ")}`),
    graph,
    inputs: system.inputs,
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
export function refuseHybrid({ delays, constraints, events, initialisation }: System): void {
  if (initialisation) throw failure("HS1219", { what: "equations initially 0 = …" });
  if (delays) throw failure("HS1219", { what: "delays" });
  if (constraints) throw failure("HS1219", { what: "equations 0 = …" });
  const triggered = events.find((event) => event.trigger);
  if (triggered) throw failure("HS1219", { what: `the triggered event '${triggered.name}'` });
}

function slotOf({ parameters }: System, name: string): number {
  const names = parameters.map((parameter) => parameter.name);
  if (names.includes(name)) return names.indexOf(name);
  throw failure("HS1211", { model: "system", name, suggestion: didYouMean(name, names) });
}

/** Everything changed along one parameter. */
class Direction {
  private readonly system: System;
  private readonly graph: ExpressionGraph;
  private readonly parameter: Slot;
  private readonly firstState: number;
  private readonly seeds = new Map<NodeId, NodeId>();

  constructor(
    system: System,
    graph: ExpressionGraph,
    chosen: readonly number[],
    slot: number,
    index: number,
  ) {
    this.system = system;
    this.graph = graph;
    this.parameter = system.parameters[slot]!;
    this.firstState = system.states.length * (index + 1);
    this.seedParameters(chosen, slot);
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
      start: starts[i]!,
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

  private seedParameters(chosen: readonly number[], own: number): void {
    const { parameters, parameterOrder } = this.system;
    for (const slot of parameterOrder) {
      if (slot === own) this.seeds.set(this.graph.leaf("parameter", slot), this.graph.number(1));
      else if (!chosen.includes(slot)) this.seedDefault("parameter", slot, parameters[slot]!.default);
    }
  }

  private seedInputs(): void {
    this.system.inputs.forEach((input, slot) => {
      this.seedDefault("input", slot, input.default);
    });
  }

  private seedDefault(op: "parameter" | "input", slot: number, value: NodeId): void {
    const [tangent] = differentiateAlong(this.graph, [value], this.seeds);
    if (tangent !== undefined) this.seeds.set(this.graph.leaf(op, slot), tangent);
  }
}
