import { compileKernel } from "../../compile/compile-kernel.ts";
import type { Kernel } from "../../compile/kernel.ts";
import { sensitivitySystem } from "../../model/sensitivity-system.ts";
import type { System } from "../../model/system.ts";
import type { LinearForm } from "./linear-form.ts";

/** The coefficients of dy/dt = A·y + c for n states, and their derivatives in k directions. */
export interface LinearCoefficients {
  readonly states: number;
  readonly directions: number;
  /** Its outputs are the coefficients and derivatives that are not zero everywhere; it has no states. */
  readonly kernel: Kernel;
  /** Where each output belongs: A (n × n), then its derivatives, then c (n), then its derivatives. */
  readonly places: Int32Array;
}

/** @throws HS1301 for an unknown parameter */
export function linearCoefficients(
  system: System,
  form: LinearForm,
  directions: readonly string[],
  given: readonly string[],
): LinearCoefficients {
  const n = system.states.length;
  const area = n * n * (1 + directions.length);
  const values = [
    ...form.matrix.map(({ row, column, node }) => ({ node, first: row * n + column, block: n * n })),
    ...form.offset.map((node, row) => ({ node, first: area + row, block: n })),
  ];
  const outputs = values.map(({ node }, i) => ({ name: `coefficient ${i}`, unit: "1", value: node }));
  const hash = `${system.hash} as linear coefficients`;
  const plain = { ...system, hash, graph: form.graph, states: [], events: [], outputs };
  const inputs = system.inputs.map(({ name }) => name);
  const grown = sensitivitySystem(plain, directions, { parameters: given, inputs });
  const placed = grown.outputs.map((output, i) => {
    const { first, block } = values[i % values.length]!;
    return { output, place: first + Math.floor(i / values.length) * block };
  });
  const some = placed.filter(({ output }) => !isZero(grown, output.value));
  const kernel = compileKernel({ ...grown, outputs: some.map(({ output }) => output) });
  return {
    states: n,
    directions: directions.length,
    kernel,
    places: Int32Array.from(some, ({ place }) => place),
  };
}

const isZero = ({ graph }: System, node: number): boolean =>
  graph.op(node) === "number" && graph.value(node) === 0;
