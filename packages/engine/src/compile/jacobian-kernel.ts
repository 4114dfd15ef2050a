import type { System } from "../model/system.ts";
import type { SparsePattern } from "../solve/sparse/sparse-pattern.ts";
import { type JacobianParts, jacobianParts } from "./jacobian-parts.ts";
import { madeOnce } from "./made-once.ts";
import { generatedCode } from "./javascript/generated-code.ts";
import { jacobianText } from "./javascript/jacobian-text.ts";
import { reachable } from "./layout.ts";
import { movingTape, tapeOf } from "./tape.ts";

/** A kernel's companion for implicit steps: its derivatives with their own derivatives, what they share computed once. */
export interface JacobianKernel {
  readonly pattern: SparsePattern;
  /** The states whose right-hand side may change with time by itself: elsewhere the drift is 0. */
  readonly drifting: Int32Array;
  /** How many numbers `fill` reads that depend on parameters and inputs only. */
  readonly constants: number;
  /** Writes those; where inputs move, `u` goes on with their rates of change. Call it again when any has changed. */
  fillConstants(c: Float64Array, p: Float64Array, u: Float64Array): void;
  /**
   * dy ← f(t, y), to the bits of the kernel's; jacobian ← ∂f/∂y, in the order of the pattern; drift ← ∂f/∂t, with the
   * inputs moving where they do.
   */
  fill(
    t: number,
    y: Float64Array,
    c: Float64Array,
    dy: Float64Array,
    jacobian: Float64Array,
    drift: Float64Array,
  ): void;
}

/** What a kernel says of its Jacobian, made when it is first asked for; where inputs move, with their rates. */
export type JacobianOf = (inputsMove: boolean) => JacobianKernel;

type Functions = Pick<JacobianKernel, "fillConstants" | "fill">;

const cached = madeOnce<JacobianKernel>();

/** Made once for each model hash: generated code where that is allowed, else interpreted to the same bits. */
export function compileJacobian(system: System, inputsMove: boolean): JacobianKernel {
  return cached(`${system.hash} ${inputsMove}`, () => {
    const parts = jacobianParts(system, inputsMove);
    return generateJacobian(parts) ?? interpretJacobian(parts);
  });
}

export function generateJacobian(parts: JacobianParts): JacobianKernel | undefined {
  const functions = generatedCode<Functions>(jacobianText(parts));
  if (functions === undefined) return undefined;
  return {
    pattern: parts.pattern,
    drifting: parts.drifting,
    constants: parts.constants.length,
    ...functions,
  };
}

const none = new Float64Array(0);

export function interpretJacobian(parts: JacobianParts): JacobianKernel {
  const { graph, pattern, derivatives, entries, drift, drifting, constants } = parts;
  const values = new Float64Array(graph.size);
  const still = tapeOf(graph, values, reachable(graph, constants));
  const moving = movingTape(graph, values, [...derivatives, ...entries, ...drift], constants);
  const write = (out: Float64Array, nodes: readonly number[]) => {
    for (let i = 0; i < nodes.length; i++) out[i] = values[nodes[i]!]!;
  };
  return {
    pattern,
    drifting,
    constants: constants.length,
    fillConstants: (c, p, u) => {
      still(0, none, p, u);
      write(c, constants);
    },
    fill: (t, y, c, dy, jacobian, change) => {
      moving(t, y, c);
      write(dy, derivatives);
      write(jacobian, entries);
      write(change, drift);
    },
  };
}
