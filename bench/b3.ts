import { type EnsembleBackend, type Schedule, simulateEnsemble } from "@homeostat/engine";
import { b3Conductances, b3Model, b3Sizes, b3States } from "./b3-model.ts";

export const b3Beats = 10;
export const b3Cells = 8;
const beat = 1000;

/** A stimulus of 1 ms in each beat. */
const schedule: Schedule = Array.from({ length: b3Beats }).flatMap(
  (_, k): Schedule => [
    { kind: "set", input: "istim", at: k * beat + 10, value: -52 },
    { kind: "set", input: "istim", at: k * beat + 11, value: 0 },
  ],
);

/** The first cell is the published one; the anchors spread the others by 15 % to either side in this way. */
const spread = (cell: number, k: number) =>
  cell === 0 ? 1 : 1 + 0.3 * (((cell * 7919 + k * 104729) % 1000) / 1000 - 0.5);

/** Runs every cell through its beats with Rodas4, output of all states each ms: the columns of the first cell. */
export function prepareB3(relative: number, backend: EnsembleBackend) {
  const cells = Array.from({ length: b3Cells }, (_, cell) => cell);
  const parameters = Object.fromEntries(
    b3Conductances.map(([name, value], k) => [name, cells.map((cell) => value * spread(cell, k))]),
  );
  const run = (): readonly Float64Array[] => {
    const { outputs, failures } = simulateEnsemble(b3Model, {
      members: b3Cells,
      parameters,
      schedule,
      to: b3Beats * beat,
      every: 1,
      method: "rodas4",
      tolerance: { relative, absolute: Float64Array.from(b3Sizes, (size) => size * relative * 0.01) },
      backend,
    });
    const [failed] = failures;
    if (failed !== undefined) throw failed.error;
    return b3States.map((name) => outputs[name].subarray(0, b3Beats * beat + 1));
  };
  return { run, count: b3Cells * b3Beats };
}

/** Columns of the anchors' output, which goes time by time, state by state. */
export function b3Columns(values: Float64Array): readonly Float64Array[] {
  const rows = values.length / b3States.length;
  return b3States.map((_, state) =>
    Float64Array.from({ length: rows }, (_, row) => values[row * b3States.length + state]!),
  );
}

/** The largest relative error over all states and times; states below 1 % of their usual size count as that. */
export function b3Error(columns: readonly Float64Array[], reference: readonly Float64Array[]): number {
  let worst = 0;
  columns.forEach((column, state) => {
    const floor = 0.01 * b3Sizes[state]!;
    column.forEach((value, i) => {
      const exact = reference[state]![i]!;
      const error = Math.abs(value - exact) / Math.max(Math.abs(exact), floor);
      if (!(error <= worst)) worst = error;
    });
  });
  return worst;
}
