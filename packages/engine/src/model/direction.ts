import { differentiateAlong } from "../equations/differentiate.ts";
import type { ExpressionGraph } from "../equations/expression-graph.ts";
import type { NodeId } from "../equations/graph.ts";
import { parseUnit } from "../units/ucum.ts";
import { divideUnits, formatUnit } from "../units/unit.ts";
import type { Slot, System, SystemEvent, SystemInput } from "./system.ts";

/** Slots of what runs give in place of the model's own. */
export interface GivenSlots {
  readonly parameters: ReadonlySet<number>;
  readonly starts: ReadonlySet<number>;
  readonly inputs: ReadonlySet<number>;
  readonly drivenInputs: ReadonlySet<number>;
  readonly movedInputs: ReadonlySet<number>;
}

/** A system whose graph and inputs grow by derivatives. */
export interface Growing extends System {
  readonly graph: ExpressionGraph;
  readonly ownInputs: readonly SystemInput[];
  readonly inputs: SystemInput[];
}

/** Everything changed along one parameter. */
export class Direction {
  private readonly system: Growing;
  private readonly graph: ExpressionGraph;
  private readonly given: GivenSlots;
  private readonly parameter: Slot;
  readonly firstState: number;
  private readonly seeds = new Map<NodeId, NodeId>();

  /** Along the parameter in `slot`, whose derivatives come `index` blocks of states after the first. `given` names every parameter that follows from none. */
  constructor(system: Growing, given: GivenSlots, slot: number, index: number) {
    const { graph } = system;
    this.system = system;
    this.graph = graph;
    this.given = given;
    this.parameter = system.parameters[slot]!;
    this.firstState = system.states.length * (index + 1);
    this.seedParameters(slot);
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
      start: this.given.starts.has(i) ? this.graph.number(0) : starts[i]!,
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

  /** How these change, 0 where they do not. */
  along(roots: readonly NodeId[]): readonly NodeId[] {
    return differentiateAlong(this.graph, roots, this.seeds).map((node) => node ?? this.graph.number(0));
  }

  private seedParameters(own: number): void {
    const { parameters, parameterOrder } = this.system;
    for (const slot of parameterOrder) {
      if (slot === own) this.seeds.set(this.graph.leaf("parameter", slot), this.graph.number(1));
      else if (!this.given.parameters.has(slot))
        this.seed("parameter", slot, this.tangent(parameters[slot]!));
    }
  }

  /** A default's derivative is an input of its own: whoever sets the input makes it 0. */
  private seedInputs(): void {
    const { graph, inputs, ownInputs } = this.system;
    ownInputs.forEach((input, slot) => {
      const tangent = this.inputTangent(input, slot);
      if (tangent === undefined) return;
      this.seed("input", slot, graph.leaf("input", inputs.length));
      const { tangentOf = slot } = input;
      inputs.push({ ...this.derivativeSlot(input), default: tangent, tangentOf });
    });
  }

  private inputTangent(input: SystemInput, slot: number): NodeId | undefined {
    const { inputs, drivenInputs } = this.given;
    if (inputs.has(slot)) return undefined;
    const tangent = this.tangent(input);
    return tangent === undefined && drivenInputs.has(slot) ? this.graph.number(0) : tangent;
  }

  private tangent({ default: value }: { readonly default: NodeId }): NodeId | undefined {
    return differentiateAlong(this.graph, [value], this.seeds)[0];
  }

  private seed(op: "parameter" | "input", slot: number, tangent: NodeId | undefined): void {
    if (tangent !== undefined) this.seeds.set(this.graph.leaf(op, slot), tangent);
  }
}
