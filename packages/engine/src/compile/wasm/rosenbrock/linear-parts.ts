import type { NodeId } from "../../../equations/graph.ts";
import type { RosenbrockMethod } from "../../../solve/methods/rosenbrock-method.ts";
import type { Elimination } from "../../../solve/sparse/elimination.ts";
import type { StraightLine } from "../../../solve/sparse/straight-line.ts";
import type { JacobianParts } from "../../jacobian-parts.ts";
import type { ModuleParts } from "../module-parts.ts";

/** Where the linear part of a step stands in memory, a pair an entry. */
export interface LinearLayout {
  /** The argument of a stage, and its slopes. */
  readonly argument: number;
  readonly slopes: number;
  /** At the start of the step. */
  readonly first: number;
  readonly drift: number;
  readonly jacobian: number;
  readonly factors: number;
  /** A mask. */
  readonly doubtful: number;
  /** The first free byte. */
  readonly free: number;
}

/** What the functions of a Rosenbrock step are written from. */
export interface RosenbrockParts extends ModuleParts {
  readonly rosenbrock: RosenbrockMethod;
  readonly linear: JacobianParts;
  readonly elimination: Elimination;
  readonly lines: StraightLine;
  readonly places: LinearLayout;
}

export function linearLayout(base: number, linear: JacobianParts, elimination: Elimination): LinearLayout {
  let next = base;
  const take = (pairs: number): number => {
    const at = next;
    next += 16 * pairs;
    return at;
  };
  const { size } = elimination;
  return {
    argument: take(size),
    slopes: take(size),
    first: take(size),
    drift: take(size),
    jacobian: take(linear.entries.length),
    factors: take(elimination.rows.length),
    doubtful: take(1),
    free: next,
  };
}

/** The drift of a state as a node, undefined where it is 0 everywhere. */
export function driftOf({ drift, drifting }: JacobianParts, state: number): NodeId | undefined {
  return drifting.includes(state) ? drift[state] : undefined;
}
