import type { NodeId } from "../../equations/graph.ts";
import type { System } from "../../model/system.ts";
import type { Method } from "../../solve/methods/method.ts";
import { reachable } from "../layout.ts";
import type { FunctionCode, Local } from "./function-code.ts";
import type { MemoryLayout } from "./memory-layout.ts";
import { type Held, VectorExpressions, type VectorFunctions } from "./vector-expressions.ts";

/** A method by its stages and what is made of them. */
interface StageRows extends Pick<Method, "order" | "c" | "a" | "error" | "dense"> {
  /** Stages are slopes, which the step multiplies; else they are increments already. */
  readonly slopes: boolean;
}

/** What every function of a module is written from. */
export interface ModuleParts {
  readonly system: System;
  readonly method: StageRows;
  readonly layout: MemoryLayout;
  readonly functions: VectorFunctions;
  /** Nodes whose values stand in the constants, in their order. */
  readonly constants: readonly NodeId[];
}

/** Places of the leaves: a local or an address for each state, and the time. */
export interface Leaves {
  readonly time?: Local;
  readonly state: (slot: number) => void;
}

/** Expressions that read parameters and inputs from memory. */
export function expressions(
  code: FunctionCode,
  { system, layout, functions }: ModuleParts,
  roots: readonly NodeId[],
  leaves: Leaves,
): VectorExpressions {
  return new VectorExpressions(
    code,
    system.graph,
    roots,
    new Set(),
    leafReader(code, system, layout, leaves),
    functions,
  );
}

/** Expressions that read what depends on parameters and inputs from the constants. */
export function movingExpressions(
  code: FunctionCode,
  { system, layout, functions, constants }: ModuleParts,
  roots: readonly NodeId[],
  leaves: Leaves,
): VectorExpressions {
  const place = new Map(constants.map((node, i) => [node, layout.constants + 16 * i]));
  const leaf = leafReader(code, system, layout, leaves);
  const held: Held = (node) => {
    const at = place.get(node);
    if (at === undefined) return leaf(node);
    code.load(at);
    return true;
  };
  return new VectorExpressions(code, system.graph, roots, new Set(place.keys()), held, functions);
}

function leafReader(code: FunctionCode, system: System, layout: MemoryLayout, leaves: Leaves): Held {
  const { graph } = system;
  return (node) => {
    const op = graph.op(node);
    if (op === "time") code.get(leaves.time!);
    else if (op === "state") leaves.state(graph.slot(node));
    else if (op === "parameter") code.load(layout.parameters + 16 * graph.slot(node));
    else if (op === "input") code.load(layout.inputs + 16 * graph.slot(node));
    else return false;
    return true;
  };
}

/** The states that some roots read. */
export function statesRead(system: System, roots: readonly NodeId[]): readonly number[] {
  const { graph } = system;
  return reachable(graph, roots)
    .filter((node) => graph.op(node) === "state")
    .map((node) => graph.slot(node));
}
