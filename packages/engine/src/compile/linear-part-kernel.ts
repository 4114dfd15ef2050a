import { dependencies } from "../equations/dependencies.ts";
import { ExpressionGraph } from "../equations/expression-graph.ts";
import type { NodeId } from "../equations/graph.ts";
import type { System } from "../model/system.ts";
import { linearFormOf } from "../solve/linear/linear-form.ts";
import { linearPart } from "../solve/linear/linear-part.ts";
import { refuseNoLinearPart } from "../solve/linear/refuse-nonlinear.ts";
import { nonlinearTerm } from "../solve/linear/nonlinear-term.ts";
import { interpretKernel } from "./interpreter.ts";
import { compileJavaScript } from "./javascript/compile-javascript.ts";
import type { Kernel, LinearPartKernel } from "./kernel.ts";
import { cachedKernel } from "./kernel-cache.ts";
import { observer } from "./observer.ts";

/** What exact propagation needs of the linear part of a system, compiled beside its kernel. @throws HomeostatError HS1316 */
export function linearPartKernel(system: System): LinearPartKernel {
  refuseNoLinearPart(system);
  const { states } = linearPart(system);
  const { graph, matrix, offset } = linearFormOf(system, states);
  const nodes = [...matrix.map(({ node }) => node), ...offset];
  return {
    states,
    places: matrix.map(({ row, column }) => ({ row, column })),
    coefficients: observer({ ...system, graph }, "linear part", nodes),
    rest: restOf(system, states),
    isWatched: isWatched(system, states),
    bentBy: (inputs) => bentBy(system, states, inputs),
  };
}

/** The system with nothing to compute for those states: its kernel leaves their derivatives 0. */
function restOf(system: System, states: readonly number[]): Kernel {
  const hash = `${system.hash} without its linear part`;
  return cachedKernel(hash, () => {
    const graph = ExpressionGraph.from(system.graph);
    const zero = graph.number(0);
    const exact = new Set(states);
    const left = system.states.map((state, slot) =>
      exact.has(slot) ? { ...state, derivative: zero } : state,
    );
    const rest = { ...system, hash, graph, states: left, events: [] };
    return compileJavaScript(rest) ?? interpretKernel(rest);
  });
}

function isWatched({ events, graph }: System, states: readonly number[]): boolean {
  const conditions = events.flatMap(({ trigger }) => (trigger === undefined ? [] : [trigger.condition]));
  return dependencies(graph, conditions).states.some((state) => states.includes(state));
}

/** The first state whose derivative is not affine in the states and these inputs together. */
function bentBy(
  { graph, states }: System,
  chosen: readonly number[],
  inputs: readonly number[],
): number | undefined {
  const moves = (leaf: NodeId) => {
    const list = graph.op(leaf) === "input" ? inputs : chosen;
    return (graph.op(leaf) === "input" || graph.op(leaf) === "state") && list.includes(graph.slot(leaf));
  };
  return chosen.find((state) => nonlinearTerm(graph, states[state]!.derivative, moves) !== undefined);
}
