import type { Kernel } from "../compile/kernel.ts";
import { failure } from "../errors/registry.ts";
import type { Dense } from "./adaptive-loop.ts";
import type { InputsInForce } from "./inputs-in-force.ts";

/** Sees each step: what must not turn between two edges is compared over it. */
export type StepWatch = (from: number, to: number, dense: Dense) => void;

/** @throws HS1315 from the watch */
export function turnWatch(kernel: Kernel, inputs: InputsInForce): StepWatch | undefined {
  const { unbroken } = kernel;
  if (unbroken === undefined) return undefined;
  const observe = unbroken.observer();
  const y = new Float64Array(kernel.states.length);
  const before = new Float64Array(unbroken.turns.length);
  const look = (t: number, dense: Dense) => {
    dense(t, y);
    inputs.at(t);
    return observe(t, y, inputs.p, inputs.u);
  };
  return (from, to, dense) => {
    before.set(look(from, dense));
    const after = look(to, dense);
    const turned = unbroken.turns.find((_, i) => before[i] !== after[i]);
    if (turned !== undefined) throw failure("HS1315", { from, to, ...turned });
  };
}
