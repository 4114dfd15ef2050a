import type { NodeId } from "../equations/graph.ts";
import type { System } from "../model/system.ts";
import { compileJacobian } from "./jacobian-kernel.ts";
import type { Kernel } from "./kernel.ts";
import { hoisted, kernelNames, reachable } from "./layout.ts";
import { movingTape, type Tape, tapeOf } from "./tape.ts";

const none = new Float64Array(0);

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
    jacobian: (inputsMove) => compileJacobian(system, inputsMove),
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
