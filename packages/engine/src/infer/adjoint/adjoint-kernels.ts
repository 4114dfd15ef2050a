import { compileKernel } from "../../compile/compile-kernel.ts";
import type { Kernel, Observer } from "../../compile/kernel.ts";
import { observer } from "../../compile/observer.ts";
import type { ExpressionGraph } from "../../equations/expression-graph.ts";
import type { NodeId } from "../../equations/graph.ts";
import type { System } from "../../model/system.ts";
import { SensitiveSystem } from "./sensitive-system.ts";

/** Writes what a weighted sum changes by: by each state, then by each chosen parameter; states are followed by weights. */
type Pull = Observer;

/** All that goes backward along a course, compiled. Inputs are followed by 1 where one is at its default, else 0. */
export interface AdjointKernels {
  /** Derivatives of the states that follow the model's own: Jᵀλ, and 0 for the model's. */
  readonly slopes: Kernel;
  /** (∂f/∂p)ᵀλ. */
  readonly parameterRates: Observer;
  readonly outputs: Pull;
  /** How many outputs are observed. */
  readonly observed: number;
  readonly starts: Pull;
  /** By event. */
  readonly events: readonly Pull[];
}

/** `isStarted` says of each state that its start is the model's own. */
export function adjointKernels(
  system: System,
  [chosen, given]: readonly [readonly number[], readonly number[]],
  outputs: readonly number[],
  isStarted: (state: number) => boolean,
): AdjointKernels {
  const work = new SensitiveSystem(system, chosen, given);
  const { graph } = work;
  const moving = work.pull(system.states.map((state) => state.derivative));
  const seen = work.pull(outputs.map((slot) => system.outputs[slot]!.value));
  const begun = work.pull(system.states.map((state, i) => (isStarted(i) ? state.start : undefined)));
  const fired = system.events.map(({ assignments }) => {
    const after: NodeId[] = system.states.map((_, slot) => graph.leaf("state", slot));
    for (const { state, value } of assignments) after[state] = value;
    return work.pull(after);
  });
  const id = `adjoint in ${chosen.join(", ")} given ${given.join(", ")}`;
  const grown = { ...system, graph };
  const all = ({ states, parameters }: ReturnType<SensitiveSystem["pull"]>) => [...states, ...parameters];
  return {
    slopes: compileKernel(adjointSystem(grown, id, moving.states)),
    parameterRates: observer(grown, `${id} rates`, moving.parameters),
    observed: outputs.length,
    outputs: observer(grown, `${id} of outputs ${outputs.join(", ")}`, all(seen)),
    starts: observer(grown, `${id} starts ${system.states.map((_, i) => isStarted(i))}`, all(begun)),
    events: fired.map((pulled, i) => observer(grown, `${id} event ${i}`, all(pulled))),
  };
}

/** The model's states stand still in it: whoever evaluates it puts them there. */
function adjointSystem(
  system: System & { graph: ExpressionGraph },
  id: string,
  by: readonly NodeId[],
): System {
  const { graph, states, inputs, parameters, parameterOrder } = system;
  const nothing = graph.number(0);
  const still = states.map((state) => ({ ...state, start: nothing, derivative: nothing }));
  const moving = by.map((derivative, i) => ({
    name: `adjoint of ${states[i]!.name}`,
    unit: "1",
    start: nothing,
    derivative,
  }));
  const atRest = inputs.map(({ name }) => ({ name: `whether ${name} rests`, unit: "1", default: nothing }));
  return {
    hash: `${system.hash} ${id}`,
    graph,
    states: [...still, ...moving],
    inputs: [...inputs, ...atRest],
    parameters,
    parameterOrder,
    outputs: [],
    events: [],
  };
}
