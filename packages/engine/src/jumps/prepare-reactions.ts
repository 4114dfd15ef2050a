import type { Observer } from "../compile/kernel.ts";
import { observer } from "../compile/observer.ts";
import { failure } from "../errors/registry.ts";
import type { Reaction, System } from "../model/system.ts";
import type { Changes } from "./jump-method.ts";

/** The reactions of a system, compiled. */
export interface PreparedReactions {
  readonly names: readonly string[];
  /** Of each, at a state; scratch. @throws HS1411 for a rate that is no rate */
  readonly propensities: Observer;
  /** What an event of each adds, for these parameters. */
  readonly changesFor: (p: Float64Array) => Changes;
}

export function prepareReactions(system: System, reactions: readonly Reaction[]): PreparedReactions {
  const names = reactions.map(({ name }) => name);
  const rates = observer(
    system,
    "propensities",
    reactions.map(({ rate }) => rate),
  );
  const stoichiometry = observer(
    system,
    "stoichiometry",
    reactions.flatMap(({ changes }) => changes.map(({ by }) => by)),
  );
  const nothing = new Float64Array(Math.max(system.states.length, system.inputs.length));
  return {
    names,
    propensities(t, y, p, u) {
      const found = rates(t, y, p, u);
      for (let i = 0; i < found.length; i++)
        if (!(found[i]! >= 0 && found[i]! < Number.POSITIVE_INFINITY))
          throw failure("HS1411", { name: names[i]!, value: found[i]!, time: t });
      return found;
    },
    changesFor(p) {
      const numbers = stoichiometry(0, nothing, p, nothing);
      let next = 0;
      return reactions.map(({ changes }) => changes.map(({ state }) => ({ state, by: numbers[next++]! })));
    },
  };
}
