import type { NormalEquations } from "./normal-equations.ts";
import { solveSymmetric } from "./solve-symmetric.ts";

/** Keeps an input that never moved from making the equations singular. */
const floor = 1e-9;

/**
 * Ridge coefficients (inputs × outputs, row-major) of the accumulated rows.
 *
 * `strength` is counted in rows: each input is shrunk towards zero as by `strength` further rows
 * in which it moved as much as it usually does and nothing came of it, so the result does not depend on
 * the units of the inputs (Hoerl & Kennard 1970, doi:10.1080/00401706.1970.10488634, on scaled inputs).
 */
export function ridge(equations: NormalEquations, strength: number): Float64Array {
  const { inputs, outputs, cross } = equations;
  return solveSymmetric(penalised(equations, strength), cross.slice(), inputs, outputs);
}

/**
 * What an average row tells about the coefficients, penalty included (inputs × inputs, lower triangle, row-major):
 * the precision of a group's prior, for `partiallyPooled`.
 */
export function informationPerRow(equations: NormalEquations, strength: number): Float64Array {
  const share = 1 / Math.max(1, equations.rows);
  const matrix = penalised(equations, strength);
  for (let at = 0; at < matrix.length; at++) matrix[at]! *= share;
  return matrix;
}

/**
 * Coefficients of one member of a group, shrunk towards the group's: a normal prior centred at `pooled`
 * whose precision is the information of `strength` average rows of the group (Lindley & Smith 1972,
 * doi:10.1111/j.2517-6161.1972.tb00885.x).
 */
export function partiallyPooled(
  own: NormalEquations,
  pooled: Float64Array,
  information: Float64Array,
  strength: number,
): Float64Array {
  const { inputs, outputs } = own;
  const matrix = own.gram.slice();
  for (let at = 0; at < matrix.length; at++) matrix[at]! += strength * information[at]!;
  const result = solveSymmetric(matrix, unexplained(own, pooled), inputs, outputs);
  for (let at = 0; at < result.length; at++) result[at]! += pooled[at]!;
  return result;
}

/** y = Bᵀ x, written into `into` (length outputs). */
export function predict(coefficients: Float64Array, x: Float64Array, into: Float64Array): Float64Array {
  const outputs = into.length;
  into.fill(0);
  for (let i = 0; i < x.length; i++) {
    const value = x[i]!;
    if (value === 0) continue;
    const row = i * outputs;
    for (let k = 0; k < outputs; k++) into[k]! += value * coefficients[row + k]!;
  }
  return into;
}

function penalised(equations: NormalEquations, strength: number): Float64Array {
  const { inputs, gram, rows } = equations;
  const matrix = gram.slice();
  const share = strength / Math.max(1, rows);
  for (let i = 0; i < inputs; i++) matrix[i * inputs + i]! += share * gram[i * inputs + i]! + floor;
  return matrix;
}

/** Σ w x (y − Bᵀx)ᵀ from the sufficient statistics. */
function unexplained(equations: NormalEquations, coefficients: Float64Array): Float64Array {
  const { inputs, outputs, gram, cross } = equations;
  const rest = cross.slice();
  for (let i = 0; i < inputs; i++) {
    for (let j = 0; j < inputs; j++) {
      const g = i >= j ? gram[i * inputs + j]! : gram[j * inputs + i]!;
      for (let k = 0; k < outputs; k++) rest[i * outputs + k]! -= g * coefficients[j * outputs + k]!;
    }
  }
  return rest;
}
