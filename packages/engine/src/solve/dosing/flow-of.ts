import { compileKernel } from "../../compile/compile-kernel.ts";
import { movingJumps } from "../../model/moving-jumps.ts";
import { refuseHybrid } from "../../model/sensitivity-system.ts";
import type { System } from "../../model/system.ts";
import { LinearFlow } from "../linear/linear-flow.ts";
import { linearForm } from "../linear/linear-form.ts";
import { slotNamed } from "../named-values.ts";
import type { Flow } from "./flow.ts";
import { sensitivitySystem } from "./sensitivity-system.ts";
import { SteppedFlow } from "./stepped-flow.ts";
import { unfoldDefaults } from "./unfold-defaults.ts";

/**
 * The flow of a system with exact derivatives in the named parameters: closed form where its equations are linear with
 * constant coefficients, else by integration. Defaults that are expressions count as functions of what they read,
 * except those of parameters that are `given` a value.
 * @throws HomeostatError HS1219 for triggered events, delays and equations 0 = …
 */
export function flowOf(system: System, directions: readonly string[], given: readonly string[] = []): Flow {
  refuseHybrid(system);
  const names = system.parameters.map(({ name }) => name);
  const slots = directions.map((name) => slotNamed("parameter", name, names));
  const unfolded = unfoldDefaults(system, given);
  const form = linearForm(unfolded);
  const asked = {
    chosen: slots,
    independent: new Set(slots),
    holding: new Set(system.inputs.keys()),
    driven: new Set<number>(),
  };
  const watched = { ...unfolded, ...movingJumps(unfolded, asked) };
  const kernel = compileKernel(sensitivitySystem(watched, slots, form === undefined));
  return form === undefined
    ? new SteppedFlow(kernel, system.states.length)
    : new LinearFlow(kernel, unfolded, form, slots);
}
