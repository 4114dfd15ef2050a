import { stands } from "../../compile/layout.ts";
import { dependencies } from "../../equations/dependencies.ts";
import type { NodeId } from "../../equations/graph.ts";
import type { System } from "../../model/system.ts";
import { nonlinearTerm } from "./nonlinear-term.ts";

/** Why a state is not of the linear part: a term of its own derivative, or another state that it reads. */
export type Obstacle =
  | { readonly kind: "term"; readonly node: NodeId }
  | { readonly kind: "reads"; readonly state: number }
  | { readonly kind: "noise" }
  | { readonly kind: "solved" };

export interface LinearPart {
  /** Its states, ascending. */
  readonly states: readonly number[];
  /** What is in the way of every other state that moves. */
  readonly obstacles: ReadonlyMap<number, Obstacle>;
}

const known = new WeakMap<System, LinearPart>();

/**
 * The largest closed set of states that move by dx/dt = A·x + b, with A and b constant between edges: each reads no state but
 * those of the set, and states that stand between edges, which count as coefficients. It is unique, since whether a
 * derivative is affine does not depend on the set: what is left when all others, and what reads them, are taken away.
 */
export function linearPart(system: System): LinearPart {
  const part = known.get(system) ?? find(system);
  known.set(system, part);
  return part;
}

function find(system: System): LinearPart {
  const { graph, states } = system;
  const moving = [...states.keys()].filter((state) => !isCoefficient(system, state));
  const obstacles = new Map(
    moving.flatMap((state) => {
      const obstacle = ownObstacle(system, state);
      return obstacle === undefined ? [] : [[state, obstacle] as const];
    }),
  );
  const reads = new Map(
    moving.map((state) => [state, dependencies(graph, [states[state]!.derivative]).states]),
  );
  for (let before = -1; before < obstacles.size; ) {
    before = obstacles.size;
    for (const state of moving) {
      const outside = obstacles.has(state)
        ? undefined
        : reads.get(state)?.find((read) => obstacles.has(read));
      if (outside !== undefined) obstacles.set(state, { kind: "reads", state: outside });
    }
  }
  return { states: moving.filter((state) => !obstacles.has(state)), obstacles };
}

/** States that move at edges only; those that constraints determine have no derivative either, and do move. */
function isCoefficient(system: System, state: number): boolean {
  const noisy = system.noise?.some((noise) => noise.state === state) ?? false;
  return stands(system, state) && !noisy && !(system.unknowns?.includes(state) ?? false);
}

function ownObstacle(system: System, state: number): Obstacle | undefined {
  const { graph, noise, states, unknowns } = system;
  if (noise?.some((one) => one.state === state)) return { kind: "noise" };
  if (unknowns?.includes(state)) return { kind: "solved" };
  const moves = (leaf: NodeId) => graph.op(leaf) === "state" && !isCoefficient(system, graph.slot(leaf));
  const node = nonlinearTerm(graph, states[state]!.derivative, moves);
  return node === undefined ? undefined : { kind: "term", node };
}
