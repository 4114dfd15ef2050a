import { type SystemSolution, simulateSystem } from "@homeostat/engine";
import type { LoadCellml } from "./assemble.ts";
import type { CellmlDocument } from "./cellml-model.ts";
import { type LoweredCellml, lowerCellml } from "./lower/lower-cellml.ts";

export interface CellmlCourse {
  /** In the model's own units of time. */
  readonly until: number;
  readonly steps: number;
  /** `component.variable`; all that change where nobody chose. */
  readonly variables: readonly string[] | null;
}

export interface CellmlSolution extends Omit<LoweredCellml, "system"> {
  readonly solution: SystemSolution;
}

/** The time course of a CellML model at `steps + 1` equal times from 0. Throws what lowering and simulating throw. */
export function simulateCellml(
  document: CellmlDocument,
  course: CellmlCourse,
  load: LoadCellml,
): CellmlSolution {
  const { system, ...said } = lowerCellml(document, load, course.variables);
  const { until, steps } = course;
  const at = Float64Array.from({ length: steps + 1 }, (_, i) => (i / steps) * until);
  const solution = simulateSystem(system, { from: 0, to: until, at, tolerance, mostSteps });
  return { ...said, solution };
}

const tolerance = { relative: 1e-8, absolute: 1e-10 };
const mostSteps = 1_000_000;
