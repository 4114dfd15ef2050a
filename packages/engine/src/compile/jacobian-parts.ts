import type { NodeId } from "../equations/graph.ts";
import { type Linearisation, linearise } from "../model/linearise.ts";
import type { System } from "../model/system.ts";
import { hoistedFrom } from "./layout.ts";

/** What a Jacobian kernel computes, in its order, and the constants that it reads. */
export interface JacobianParts extends Linearisation {
  readonly derivatives: readonly NodeId[];
  readonly constants: readonly NodeId[];
}

export function jacobianParts(
  system: System,
  inputsMove: boolean,
  standing: (state: number) => boolean = () => false,
): JacobianParts {
  const linear = linearise(system, inputsMove);
  const derivatives = system.states.map((state) => state.derivative);
  const roots = [...derivatives, ...linear.entries, ...linear.drift];
  return { ...linear, derivatives, constants: hoistedFrom(linear.graph, roots, standing) };
}
