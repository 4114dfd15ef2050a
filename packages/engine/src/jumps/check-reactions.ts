import { isHybrid } from "../compile/compile-kernel.ts";
import { reachable } from "../compile/layout.ts";
import { failure } from "../errors/registry.ts";
import type { ReactionSystem } from "./reaction-system.ts";

/** What reactions need of a system: that nothing but they change it. @throws HS1409 by name of what does */
export function checkReactions({ system, reactions }: ReactionSystem): void {
  const refuse = (what: string) => {
    throw failure("HS1409", { what });
  };
  if (isHybrid(system)) refuse("a trigger, a delay or a constraint");
  if (system.noise !== undefined) refuse("noise");
  const { graph } = system;
  for (const { name, rate, changes } of reactions) {
    if (reachable(graph, [rate]).some((node) => graph.op(node) === "time"))
      refuse(`time, in the rate of '${name}'`);
    if (changes.some(({ by }) => graph.op(by) !== "number"))
      refuse(`a stoichiometry of '${name}' that is no fixed number`);
  }
}
