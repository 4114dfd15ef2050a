import { compileKernel } from "../../compile/compile-kernel.ts";
import type { Kernel } from "../../compile/kernel.ts";
import { dependencies } from "../../equations/dependencies.ts";
import type { NodeId } from "../../equations/graph.ts";
import { sensitivitySystem } from "../../model/sensitivity-system.ts";
import type { System } from "../../model/system.ts";
import type { DualPattern } from "./dual-products.ts";
import type { LinearForm } from "./linear-form.ts";

/** What can differ from 0 in dy/dt = A·y + c for n states, with derivatives in some directions. */
export interface LinearCoefficients {
  /** How many states there are, and which of them outputs read: these alone have coefficients. */
  readonly size: number;
  readonly states: readonly number[];
  /** Its outputs are the entries of A, block by block as in `pattern`, then those of c; it has no states. */
  readonly kernel: Kernel;
  readonly pattern: DualPattern;
  /** Where each entry of c belongs: its state, and n more for each direction. */
  readonly offsets: Int32Array;
}

/** An entry of A, or of c: there it has no column. */
interface Coefficient {
  readonly row: number;
  readonly column?: number;
  readonly node: NodeId;
}

/** @throws HS1301 for an unknown parameter */
export function linearCoefficients(
  system: System,
  form: LinearForm,
  directions: readonly string[],
  given: readonly string[],
): LinearCoefficients {
  const size = system.states.length;
  const states = statesRead(system, form);
  const values: readonly Coefficient[] = [
    ...form.matrix.filter(({ row }) => states.includes(row)),
    ...states.map((row) => ({ row, node: form.offset[row]! })),
  ];
  const outputs = values.map(({ node }, i) => ({ name: `coefficient ${i}`, unit: "1", value: node }));
  const hash = `${system.hash} as linear coefficients of states ${states.join()}`;
  const plain = { ...system, hash, graph: form.graph, states: [], events: [], outputs };
  const inputs = system.inputs.map(({ name }) => name);
  const grown = sensitivitySystem(plain, directions, { parameters: given, inputs });
  const all = grown.outputs
    .map((output, i) => {
      const { row, column } = values[i % values.length]!;
      return { output, block: Math.floor(i / values.length), row, column };
    })
    .filter(({ output }) => !isZero(grown, output.value));
  const inMatrix = all.filter(({ column }) => column !== undefined);
  const inOffset = all.filter(({ column }) => column === undefined);
  const blocks = [0, ...directions.map((_, k) => k + 1)];
  return {
    size,
    states,
    kernel: compileKernel({ ...grown, outputs: [...inMatrix, ...inOffset].map(({ output }) => output) }),
    pattern: blocks.map((of) =>
      inMatrix.filter(({ block }) => block === of).map(({ row, column }) => ({ row, column: column! })),
    ),
    offsets: Int32Array.from(inOffset, ({ block, row }) => block * size + row),
  };
}

const isZero = ({ graph }: System, node: NodeId): boolean =>
  graph.op(node) === "number" && graph.value(node) === 0;

/** The states that outputs read, and those that move them. */
function statesRead({ graph, outputs }: System, { matrix }: LinearForm): readonly number[] {
  const values = outputs.map(({ value }) => value);
  const read = new Set(dependencies(graph, values).states);
  // A set goes on over what is added to it on the way.
  for (const state of read) for (const { row, column } of matrix) if (row === state) read.add(column);
  return [...read].sort((a, b) => a - b);
}
