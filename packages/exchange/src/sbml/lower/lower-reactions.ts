import type { Reaction as Jump, ReactionSystem } from "@homeostat/engine";
import { failure } from "../../errors/registry.ts";
import type { Reaction, SbmlModel } from "../sbml-model.ts";
import { lowered } from "./lower-sbml.ts";
import type { Lowering } from "./lowering.ts";
import { rateNow } from "./rates.ts";
import { netStoichiometry, type Readable } from "./values.ts";

/**
 * A flat SBML model as reactions that happen one by one: an event is one unit of extent, so amounts are counts. Throws
 * HS1505 for what changes the state besides reactions, and what lowering throws.
 */
export function lowerReactions(
  model: SbmlModel,
  source: string,
  outputs: readonly Readable[],
): ReactionSystem {
  refuseOthers(model, source);
  const { lowering, system } = lowered(model, source, outputs);
  const reactions = model.reactions.flatMap((one) => (one.rate === null ? [] : [jumpOf(lowering, one)]));
  return { system, reactions };
}

function jumpOf(lowering: Lowering, reaction: Reaction): Jump {
  const { index } = lowering;
  const changes = index.model.species.flatMap((species) => {
    if (index.role(species.id) !== "reacting") return [];
    const by = netStoichiometry(lowering, reaction, species);
    return by === null ? [] : [{ state: index.slot(species.id ?? ""), by }];
  });
  return { name: reaction.id ?? "", rate: rateNow(lowering, reaction), changes };
}

/** Everything that moves a state otherwise, by name. */
function refuseOthers({ rules, reactions, events }: SbmlModel, source: string): void {
  const rule = rules.find(({ kind }) => kind !== "assignment");
  const fast = reactions.find((one) => one.fast);
  const refuse = (what: string, line: number) => {
    const why = "between two reactions nothing else may change the state";
    const cure = "Run it without --stochastic, or write what it does as reactions.";
    throw failure("HS1505", { what, why, cure }, { source, line });
  };
  if (rule !== undefined) refuse(`The ${rule.kind} rule in a run of single reactions`, rule.line);
  if (fast !== undefined) refuse(`The fast reaction '${fast.id}' in a run of single reactions`, fast.line);
  const [event] = events;
  if (event !== undefined) refuse(`The event '${event.id ?? ""}' in a run of single reactions`, event.line);
}
