import { failure } from "../errors/registry.ts";
import type { Initialisation, System } from "../model/system.ts";
import { jacobianObserver } from "../roots/jacobian-observer.ts";
import { newton } from "../roots/newton.ts";
import type { Kernel } from "./kernel.ts";
import { observer } from "./observer.ts";

/**
 * The kernel's `fillStarts` for a system whose starts are partly open: solves for these, then fills the others.
 * It throws HS1325 and HS1326.
 */
export function solvedStarts(
  system: System,
  initialisation: Initialisation,
  kernel: Kernel,
): Kernel["fillStarts"] {
  const { states, graph } = system;
  const { unknowns, guesses, equations } = initialisation;
  const guess = observer(system, "guess", guesses);
  const solve = newton({
    unknowns,
    residuals: observer(system, "initialisation", equations),
    jacobian: jacobianObserver(graph, equations, unknowns, (nodes, own) =>
      observer({ ...system, graph: own }, "initialisation jacobian", nodes),
    ),
  });
  const name = (index: number) => states[unknowns[index]!]!.name;
  return (y, t, p, u) => {
    guess(t, y, p, u).forEach((value, i) => {
      y[unknowns[i]!] = value;
    });
    const found = solve(t, y, p, u);
    if (found === "unsolved") {
      throw failure("HS1326", { unknowns: unknowns.map((_, i) => name(i)).join(", "), time: t });
    }
    if (found !== "solved") throw failure("HS1325", { unknown: name(found), time: t });
    kernel.fillStarts(y, t, p, u);
  };
}
