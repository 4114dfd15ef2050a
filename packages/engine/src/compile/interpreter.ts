import type { BinaryOp, GraphReader, NodeId, UnaryOp } from "../equations/graph.ts";
import type { System } from "../model/system.ts";
import type { Kernel } from "./kernel.ts";
import { hoisted, kernelNames, reachable } from "./layout.ts";
import { binaryOperations, unaryOperations } from "./operations.ts";

const none = new Float64Array(0);

/** Fills its part of the value table from time, states, parameters and inputs. */
type Tape = (t: number, y: Float64Array, p: Float64Array, u: Float64Array) => void;

/**
 * Walks the graph node by node: the kernel for places where code generation is forbidden (a page with a strict
 * content security policy), and the plain meaning that generated code is tested against, bit by bit.
 */
export function interpretKernel(system: System): Kernel {
  const { graph } = system;
  const values = new Float64Array(graph.size);
  const tape = (roots: readonly NodeId[]) => tapeOf(graph, values, reachable(graph, roots));
  const write = (out: Float64Array, nodes: readonly NodeId[]) => {
    for (let i = 0; i < nodes.length; i++) out[i] = values[nodes[i]!]!;
  };
  const filler = (nodes: readonly NodeId[]) => {
    const run = tape(nodes);
    return (out: Float64Array, t: number, y: Float64Array, p: Float64Array, u: Float64Array) => {
      run(t, y, p, u);
      write(out, nodes);
    };
  };

  const constants = hoisted(system);
  const fillInputs = filler(system.inputs.map((input) => input.default));
  const fillStarts = filler(system.states.map((state) => state.start));
  const fillConstants = filler(constants);
  const observe = filler(system.outputs.map((output) => output.value));
  return {
    backend: "interpreter",
    ...kernelNames(system),
    constants: constants.length,
    fillParameters: parameterFiller(system, values, tape),
    fillInputs: (u, p) => fillInputs(u, 0, none, p, none),
    fillStarts: (y, t, p, u) => fillStarts(y, t, y, p, u),
    fillConstants: (c, p, u) => fillConstants(c, 0, none, p, u),
    derivatives: derivativesOf(system, values, constants),
    observe: (t, y, p, u, out) => observe(out, t, y, p, u),
    fire: eventFirer(system, values, tape),
  };
}

function derivativesOf(system: System, values: Float64Array, constants: readonly NodeId[]) {
  const roots = system.states.map((state) => state.derivative);
  const run = movingTape(system.graph, values, roots, constants);
  return (t: number, y: Float64Array, c: Float64Array, dy: Float64Array) => {
    run(t, y, c);
    for (let i = 0; i < roots.length; i++) dy[i] = values[roots[i]!]!;
  };
}

/** Computes what some roots need beyond their constants. */
export function movingTape(
  graph: GraphReader,
  values: Float64Array,
  roots: readonly NodeId[],
  constants: readonly NodeId[],
) {
  const held = new Set(constants);
  const moving = reachable(graph, roots, held).filter((node) => !held.has(node));
  const run = tapeOf(graph, values, moving);
  return (t: number, y: Float64Array, c: Float64Array) => {
    for (let i = 0; i < constants.length; i++) values[constants[i]!] = c[i]!;
    run(t, y, none, none);
  };
}

function parameterFiller(system: System, values: Float64Array, tape: (roots: readonly NodeId[]) => Tape) {
  const order = system.parameterOrder.map((slot) => {
    const node = system.parameters[slot]!.default;
    return { slot, node, run: tape([node]) };
  });
  return (p: Float64Array, given: Uint8Array) => {
    for (const { slot, node, run } of order) {
      if (given[slot] !== 0) continue;
      run(0, none, p, none);
      p[slot] = values[node]!;
    }
  };
}

function eventFirer(system: System, values: Float64Array, tape: (roots: readonly NodeId[]) => Tape) {
  const runs = system.events.map((event) => tape(event.assignments.map((assignment) => assignment.value)));
  return (event: number, t: number, y: Float64Array, p: Float64Array, u: Float64Array) => {
    runs[event]!(t, y, p, u);
    for (const { state, value } of system.events[event]!.assignments) y[state] = values[value]!;
  };
}

export function tapeOf(graph: GraphReader, values: Float64Array, nodes: readonly NodeId[]): Tape {
  const steps = nodes.map((node) => stepOf(graph, values, node));
  return (t, y, p, u) => {
    for (const step of steps) step(t, y, p, u);
  };
}

function stepOf(graph: GraphReader, values: Float64Array, node: NodeId): Tape {
  const op = graph.op(node);
  const [a = 0, b = 0, c = 0] = graph.args(node);
  switch (op) {
    case "number": {
      const value = graph.value(node);
      return () => {
        values[node] = value;
      };
    }
    case "time":
      return (t) => {
        values[node] = t;
      };
    case "state":
    case "parameter":
    case "input":
      return leafStep(values, node, op, graph.slot(node));
    case "select":
      return () => {
        values[node] = values[a] !== 0 ? values[b]! : values[c]!;
      };
    default:
      return operationStep(values, node, op, a, b);
  }
}

function leafStep(
  values: Float64Array,
  node: NodeId,
  op: "state" | "parameter" | "input",
  slot: number,
): Tape {
  if (op === "state") {
    return (_t, y) => {
      values[node] = y[slot]!;
    };
  }
  if (op === "parameter") {
    return (_t, _y, p) => {
      values[node] = p[slot]!;
    };
  }
  return (_t, _y, _p, u) => {
    values[node] = u[slot]!;
  };
}

function operationStep(
  values: Float64Array,
  node: NodeId,
  op: UnaryOp | BinaryOp,
  a: NodeId,
  b: NodeId,
): Tape {
  if (op in unaryOperations) {
    const unary = unaryOperations[op as UnaryOp];
    return () => {
      values[node] = unary(values[a]!);
    };
  }
  const binary = binaryOperations[op as BinaryOp];
  return () => {
    values[node] = binary(values[a]!, values[b]!);
  };
}
