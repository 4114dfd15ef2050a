import type { Hybrid } from "../compile/kernel.ts";
import { differentiate } from "../equations/differentiate.ts";
import { ExpressionGraph } from "../equations/expression-graph.ts";
import { failure } from "../errors/registry.ts";
import { solveLinear } from "./solve-linear.ts";

/** Writes into `y` the unknowns that satisfy the constraints, starting from what stands there. */
export type SolveConstraints = (t: number, y: Float64Array, p: Float64Array, u: Float64Array) => void;

const mostIterations = 60;
const relative = 1e-13;

/**
 * Newton's method with the exact Jacobian, damped where a full step makes the residual worse.
 * Throws HS1321 (singular: the constraints do not determine an unknown) and HS1322 (no solution found).
 */
export function constraintSolver(hybrid: Hybrid): SolveConstraints {
  const { system } = hybrid;
  const { unknowns = [], constraints = [], relaxing = 0 } = system;
  const n = unknowns.length;
  if (n === 0) return () => {};
  const residuals = hybrid.observer("constraint", constraints);
  const jacobian = jacobianObserver(hybrid);
  const matrix = new Float64Array(n * n);
  const step = new Float64Array(n);
  const names = unknowns.map((slot) => system.states[slot]!.name).join(", ");

  const residualNorm = (values: Float64Array) => values.reduce((sum, value) => sum + Math.abs(value), 0);
  return (t, y, p, u) => {
    let size = residualNorm(residuals(t, y, p, u));
    for (let iteration = 0; iteration < mostIterations; iteration++) {
      if (size === 0) return;
      step.set(residuals(t, y, p, u));
      jacobian(t, y, p, u, matrix);
      holdResting(matrix, n, relaxing);
      const singular = solveLinear(matrix, step);
      if (singular >= 0) {
        throw failure("HS1321", { unknown: system.states[unknowns[singular]!]!.name, time: t });
      }
      const moved = damped(t, y, p, u, size);
      if (moved.settled) return;
      size = moved.size;
    }
    throw failure("HS1322", { unknowns: names, time: t });
  };

  function damped(t: number, y: Float64Array, p: Float64Array, u: Float64Array, size: number) {
    const from = unknowns.map((slot) => y[slot]!);
    for (let share = 1; share > 1e-6; share /= 2) {
      let settled = true;
      unknowns.forEach((slot, i) => {
        y[slot] = from[i]! - share * step[i]!;
        if (Math.abs(step[i]!) > relative * Math.max(Math.abs(from[i]!), 1e-6)) settled = false;
      });
      const next = residualNorm(residuals(t, y, p, u));
      if (settled || next < size || next === 0) return { settled, size: next };
    }
    return { settled: true, size };
  }
}

/** An unknown whose rate is zero wherever it goes stays where it is. */
function holdResting(matrix: Float64Array, n: number, relaxing: number): void {
  for (let row = n - relaxing; row < n; row++) {
    const isFlat = matrix.subarray(row * n, (row + 1) * n).every((entry) => entry === 0);
    if (isFlat) matrix[row * n + row] = 1;
  }
}

/** Fills the row-major matrix d constraint / d unknown. */
export function jacobianObserver({ system, observer }: Hybrid) {
  const { unknowns = [], constraints = [] } = system;
  const graph = ExpressionGraph.from(system.graph);
  const leaves = unknowns.map((slot) => graph.leaf("state", slot));
  const derivative = differentiate(graph, constraints, leaves);
  const nodes = derivative.entries.map((one) => one.node);
  const entries = observer("constraint jacobian", nodes, derivative.graph);
  const n = unknowns.length;
  return (t: number, y: Float64Array, p: Float64Array, u: Float64Array, matrix: Float64Array) => {
    const values = entries(t, y, p, u);
    matrix.fill(0);
    derivative.entries.forEach(({ row, column }, i) => {
      matrix[row * n + column] = values[i]!;
    });
  };
}
