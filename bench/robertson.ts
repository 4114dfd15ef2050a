import { type EnsembleBackend, model, simulateEnsemble } from "@homeostat/engine";

const rate = (value: number) => ({ is: "rate", unit: "/s", value, source: "Robertson 1966" }) as const;

const robertson = model({
  id: "robertson",
  title: "Robertson's kinetics",
  reference: { citation: "Robertson HH. The solution of a set of reaction rate equations. 1966" },
  use: "benchmarks",
  status: "unvalidated",
  time: "s",
  states: {
    a: { is: "a", unit: "1", start: 1 },
    b: { is: "b", unit: "1", start: 0 },
    c: { is: "c", unit: "1", start: 0 },
  },
  inputs: {},
  parameters: { k1: rate(0.04), k2: rate(1e4), k3: rate(3e7) },
  equations: `
    ab = k1*a - k2*b*c
    der(a) = -ab
    der(c) = k3*b^2
    der(b) = ab - k3*b^2
  `,
  outputs: {
    a: { is: "a", equals: "a", unit: "1" },
    b: { is: "b", equals: "b", unit: "1" },
    c: { is: "c", equals: "c", unit: "1" },
  },
});

const times = Array.from({ length: 12 }, (_, k) => 0.4 * 10 ** k);
const members = 100;

/** A hundred runs to 4e10, each with rates of its own but the first: the columns of that one. */
export function prepareRobertson(relative: number, backend: EnsembleBackend) {
  const k3 = Array.from({ length: members }, (_, i) => 3e7 * (1 + 0.3 * ((i * 0.618) % 1)));
  const run = (): readonly Float64Array[] => {
    const { outputs, failures } = simulateEnsemble(robertson, {
      members,
      parameters: { k3 },
      to: times.at(-1)!,
      at: times,
      method: "rodas4",
      tolerance: { relative, absolute: Float64Array.of(1e-2, 1e-6, 1e-2).map((size) => size * relative) },
      backend,
    });
    const [failed] = failures;
    if (failed !== undefined) throw failed.error;
    return [outputs.a, outputs.b, outputs.c].map((column) => column.subarray(0, times.length));
  };
  return { run, count: members };
}

export const robertsonColumns = (values: Float64Array): readonly Float64Array[] =>
  [0, 1, 2].map((state) => Float64Array.from(times, (_, row) => values[3 * row + state]!));

/** The largest relative error over all states and times. */
export function robertsonError(columns: readonly Float64Array[], reference: readonly Float64Array[]): number {
  return Math.max(
    ...columns.map((column, state) =>
      Math.max(...column.map((value, i) => Math.abs(value / reference[state]![i]! - 1))),
    ),
  );
}
