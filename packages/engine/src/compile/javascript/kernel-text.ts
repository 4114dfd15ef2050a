import type { GraphReader, NodeId } from "../../equations/graph.ts";
import type { System } from "../../model/system.ts";
import type { NodeName } from "./expression-text.ts";
import { sectionText } from "./section-text.ts";

/** The body of a function that returns the numeric part of a kernel; it is given our own operations. */
export function kernelText(system: System, constants: readonly NodeId[]): string {
  const { graph } = system;
  const leaf = leafName(graph);
  const fill = (array: string, nodes: readonly NodeId[]) => filled(graph, array, nodes, leaf);
  const place = new Map(constants.map((node, i) => [node, `c[${i}]`]));
  const derivatives = system.states.map((state) => state.derivative);
  const parts = [
    `fillParameters(p,given){\n${parametersText(system, leaf)}\n}`,
    `fillInputs(u,p){\n${fill(
      "u",
      system.inputs.map((input) => input.default),
    )}\n}`,
    `fillStarts(y,t,p,u){\n${fill(
      "y",
      system.states.map((state) => state.start),
    )}\n}`,
    `fillConstants(c,p,u){\n${fill("c", constants)}\n}`,
    `derivatives(t,y,c,dy){\n${filled(graph, "dy", derivatives, (node) => place.get(node) ?? leaf(node))}\n}`,
    `observe(t,y,p,u,out){\n${fill(
      "out",
      system.outputs.map((output) => output.value),
    )}\n}`,
    `fire(event,t,y,p,u){\nswitch(event){\n${eventsText(system, leaf)}\n}\n}`,
  ];
  return `"use strict";\nreturn {\n${parts.join(",\n")}\n};`;
}

export function leafName(graph: GraphReader): NodeName {
  return (node) => {
    switch (graph.op(node)) {
      case "time":
        return "t";
      case "state":
        return `y[${graph.slot(node)}]`;
      case "parameter":
        return `p[${graph.slot(node)}]`;
      case "input":
        return `u[${graph.slot(node)}]`;
      default:
        return undefined;
    }
  };
}

export function filled(graph: GraphReader, array: string, nodes: readonly NodeId[], held: NodeName): string {
  const { locals, values } = sectionText(graph, nodes, held);
  return `${locals}\n${values.map((value, i) => `${array}[${i}]=${value};`).join("\n")}`;
}

/** One block a parameter: a default may read those filled before it. */
function parametersText(system: System, leaf: NodeName): string {
  return system.parameterOrder
    .map((slot) => {
      const { locals, values } = sectionText(system.graph, [system.parameters[slot]!.default], leaf);
      return `if(given[${slot}]===0){${locals}\np[${slot}]=${values[0]};}`;
    })
    .join("\n");
}

function eventsText(system: System, leaf: NodeName): string {
  return system.events
    .map((event, index) => {
      const roots = event.assignments.map((assignment) => assignment.value);
      const { locals, values } = sectionText(system.graph, roots, leaf);
      const reads = values.map((value, i) => `const v${i}=${value};`).join("\n");
      const writes = event.assignments.map(({ state }, i) => `y[${state}]=v${i};`).join("\n");
      return `case ${index}:{\n${locals}\n${reads}\n${writes}\nbreak;}`;
    })
    .join("\n");
}
