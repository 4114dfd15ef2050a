import { nodeText } from "../../equations/node-text.ts";
import type { GraphReader, NodeId } from "../../equations/graph.ts";
import { failure } from "../../errors/registry.ts";
import type { System } from "../../model/system.ts";
import { linearForm } from "./linear-form.ts";
import { linearPart, type Obstacle } from "./linear-part.ts";

/** Obstacles named in a message. */
const mostNamed = 3;
const known = new WeakMap<System, string>();

/** @throws HS1314 for a system that is not linear with constant coefficients between edges */
export function refuseNonlinear(system: System): void {
  const why = known.get(system) ?? reason(system);
  known.set(system, why);
  if (why !== "") throw failure("HS1314", { why });
}

function reason(system: System): string {
  if (system.events.some((event) => event.trigger !== undefined))
    return "events that states set off end its steps";
  if (linearForm(system) !== undefined) return "";
  return `the equations are not linear in the states${told(system)}`;
}

/** @throws HS1316 for a system with no linear part, and for what its exact propagation does not go together with */
export function refuseNoLinearPart(system: System): void {
  if (system.delays !== undefined) throw failure("HS1316", { why: "delays keep the past as polynomials" });
  if (linearPart(system).states.length > 0) return;
  throw failure("HS1316", { why: `no state moves linearly by itself${told(system)}` });
}

function told(system: System): string {
  const { obstacles } = linearPart(system);
  const own = [...obstacles].sort(([, a], [, b]) => Number(a.kind === "reads") - Number(b.kind === "reads"));
  const texts = own.slice(0, mostNamed).map(([state, obstacle]) => obstacleText(system, state, obstacle));
  const more = own.length > mostNamed ? ", …" : "";
  return texts.length === 0 ? "" : ` (${texts.join(", ")}${more})`;
}

function obstacleText({ graph, states, inputs, parameters }: System, state: number, why: Obstacle): string {
  const nameOf = (leaf: NodeId) =>
    leafName(graph, { state: states, input: inputs, parameter: parameters }, leaf);
  const name = states[state]!.name;
  switch (why.kind) {
    case "term":
      return `der(${name}) has ${nodeText(graph, why.node, nameOf)}`;
    case "reads":
      return `der(${name}) reads ${states[why.state]!.name}`;
    case "noise":
      return `${name} has noise`;
    case "solved":
      return `${name} is solved for`;
  }
}

type Names = Readonly<Record<"state" | "input" | "parameter", readonly { readonly name: string }[]>>;

function leafName(graph: GraphReader, names: Names, leaf: NodeId): string {
  const op = graph.op(leaf);
  if (op !== "state" && op !== "input" && op !== "parameter") return op;
  return names[op][graph.slot(leaf)]!.name;
}
