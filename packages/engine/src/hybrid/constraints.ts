import type { Hybrid } from "../compile/kernel.ts";
import { failure } from "../errors/registry.ts";
import { jacobianObserver } from "../roots/jacobian-observer.ts";
import { newton } from "../roots/newton.ts";

/** Writes into `y` the unknowns that satisfy the constraints, starting from what stands there. */
export type SolveConstraints = (t: number, y: Float64Array, p: Float64Array, u: Float64Array) => void;

/**
 * Solves the constraints of a system for its unknowns.
 * Throws HS1321 (singular: the constraints do not determine an unknown) and HS1322 (no solution found).
 */
export function constraintSolver(hybrid: Hybrid): SolveConstraints {
  const { system } = hybrid;
  const { unknowns = [], constraints = [], relaxing = 0 } = system;
  const n = unknowns.length;
  if (n === 0) return () => {};
  const derivatives = constraintJacobian(hybrid);
  const solve = newton({
    unknowns,
    residuals: hybrid.observer("constraint", constraints),
    jacobian: (t, y, p, u, matrix) => {
      derivatives(t, y, p, u, matrix);
      holdResting(matrix, n, relaxing);
    },
  });
  const name = (index: number) => system.states[unknowns[index]!]!.name;
  return (t, y, p, u) => {
    const found = solve(t, y, p, u);
    if (found === "solved") return;
    if (found !== "unsolved") throw failure("HS1321", { unknown: name(found), time: t });
    throw failure("HS1322", { unknowns: unknowns.map((_, i) => name(i)).join(", "), time: t });
  };
}

/** Fills the row-major matrix d constraint / d unknown. */
export function constraintJacobian({ system, observer }: Hybrid) {
  const { unknowns = [], constraints = [], graph } = system;
  return jacobianObserver(graph, constraints, unknowns, (nodes, own) =>
    observer("constraint jacobian", nodes, own),
  );
}

/** An unknown whose rate is zero wherever it goes stays where it is. */
function holdResting(matrix: Float64Array, n: number, relaxing: number): void {
  for (let row = n - relaxing; row < n; row++) {
    const isFlat = matrix.subarray(row * n, (row + 1) * n).every((entry) => entry === 0);
    if (isFlat) matrix[row * n + row] = 1;
  }
}
