import { failure } from "../../errors/registry.ts";
import type { System } from "../../model/system.ts";
import { linearForm } from "./linear-form.ts";

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
  return linearForm(system) === undefined ? "the equations are not linear in the states" : "";
}
