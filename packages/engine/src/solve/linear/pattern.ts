/** An entry of a matrix that may differ from 0. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** The entries of exp(A) and its integral: those of I + A + A² + …, row by row. */
export function reached(matrix: readonly Place[], n: number): readonly Place[] {
  const full = Array.from({ length: n * n }, (_, at) => Math.floor(at / n) === at % n);
  for (const { row, column } of matrix) full[row * n + column] = true;
  for (let via = 0; via < n; via++) {
    for (let row = 0; row < n; row++) {
      if (!full[row * n + via]) continue;
      for (let column = 0; column < n; column++) if (full[via * n + column]) full[row * n + column] = true;
    }
  }
  return full.flatMap((is, at) => (is ? [{ row: Math.floor(at / n), column: at % n }] : []));
}
