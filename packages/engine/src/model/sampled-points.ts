import { evaluate, type Leaves } from "../equations/evaluate.ts";
import type { System } from "./system.ts";

/** A value for every leaf. */
export type Point = Required<{ [name in keyof Leaves]: name extends "time" ? number : Float64Array }>;

const golden = (Math.sqrt(5) - 1) / 2;

/** Of the sequence of a leaf, evenly spread in [0, 1): multiples of an irrational number of its own. */
const share = (leaf: number, sample: number) => (0.5 + (sample + 1) * (((leaf + 1) * golden) % 1)) % 1;

/** The value itself now and then, else around it, over four orders of magnitude and on both sides where it is 0. */
function near(value: number, at: number): number {
  if (at < 0.25) return value;
  if (value !== 0) return value * 16 ** (2 * at - 1.25);
  return (at > 0.9 ? -1 : 1) * 100 ** (2 * at - 1.25);
}

/** Points around the defaults and starts of a system; the same ones each time. */
export function sampledPoint(system: System, sample: number): Point {
  const { graph, states, inputs, parameters, parameterOrder } = system;
  let leaf = 0;
  const around = (value: number) => near(value, share(leaf++, sample));
  const point: Point = {
    time: around(0),
    states: new Float64Array(states.length),
    inputs: new Float64Array(inputs.length),
    parameters: new Float64Array(parameters.length),
  };
  for (const slot of parameterOrder) {
    const { default: node } = parameters[slot]!;
    const value = evaluate(graph, node, point);
    point.parameters[slot] = graph.op(node) === "number" ? around(value) : value;
  }
  inputs.forEach((input, slot) => {
    point.inputs[slot] = around(evaluate(graph, input.default, point));
  });
  states.forEach((state, slot) => {
    point.states[slot] = around(evaluate(graph, state.start, point));
  });
  return point;
}
