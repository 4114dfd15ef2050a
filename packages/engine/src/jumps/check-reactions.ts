import { isHybrid } from "../compile/compile-kernel.ts";
import { reachable, stands } from "../compile/layout.ts";
import { failure } from "../errors/registry.ts";
import type { System } from "../model/system.ts";

/** What reactions need of a system: that nothing but they change it. @throws HS1409 by name of what does, HS1416 */
export function checkReactions(system: System): void {
  const { graph, reactions = [] } = system;
  const refuse = (what: string) => {
    throw failure("HS1409", { what });
  };
  if (reactions.length === 0) throw failure("HS1416", {});
  if (isHybrid(system)) refuse("a trigger, a delay or a constraint");
  if (system.noise !== undefined) refuse("noise");
  const changed = new Set(reactions.flatMap(({ changes }) => changes.map(({ state }) => state)));
  const moving = system.states.findIndex((_, state) => !changed.has(state) && !stands(system, state));
  if (moving >= 0) refuse(`the equation of '${system.states[moving]!.name}'`);
  for (const { name, rate, changes } of reactions) {
    if (reachable(graph, [rate]).some((node) => graph.op(node) === "time"))
      refuse(`time, in the rate of '${name}'`);
    const stoichiometry = changes.map(({ by }) => by);
    if (reachable(graph, stoichiometry).some((node) => varying.has(graph.op(node))))
      refuse(`a stoichiometry of '${name}' that is no fixed number`);
  }
}

const varying: ReadonlySet<string> = new Set(["state", "input", "time"]);
