import type { Reaction as Jump, System } from "@homeostat/engine";
import { failure } from "../../errors/registry.ts";
import type { Reaction, SbmlModel, Species } from "../sbml-model.ts";
import { directions } from "./directions.ts";
import { inCounts } from "./in-counts.ts";
import { lowered } from "./lower-sbml.ts";
import type { Lowering } from "./lowering.ts";
import { rateNow } from "./rates.ts";
import { entitiesIn } from "./substance.ts";
import { netStoichiometry, type Readable } from "./values.ts";

export interface ReactionOptions {
  readonly outputs: readonly Readable[];
  readonly level: number;
  /** How many make a unit of substance, in place of what the units say: the size of the system. */
  readonly countsPerUnit?: number;
}

/**
 * A flat SBML model as reactions that happen one by one: states are counts, and a rate says how often per time. An event makes
 * one of the extent; a law forward − backward is two reactions. Throws HS1505 for what changes the state besides reactions,
 * HS1509 to HS1512 for what cannot be counted, and what lowering throws.
 */
export function lowerReactions(model: SbmlModel, source: string, options: ReactionOptions): System {
  refuseOthers(model, source);
  const { lowering, system } = lowered(model, source, options.outputs);
  const size = sizesOf(lowering, options);
  const reactions = model.reactions.flatMap((one) => (one.rate === null ? [] : jumpsOf(lowering, one, size)));
  const perUnit = new Map(reacting(lowering).map((one) => [placeOf(lowering, one), size.of(one)]));
  return inCounts(lowering, { ...system, reactions }, perUnit);
}

/**
 * Entities in a unit of the extent of reactions, and of what each species is measured in. Where nothing is said of the extent
 * it is measured as all species are.
 */
interface Sizes {
  readonly extent: number;
  readonly of: (species: Species) => number;
}

function sizesOf(lowering: Lowering, { level, countsPerUnit }: ReactionOptions): Sizes {
  const { model, source } = lowering.index;
  if (countsPerUnit !== undefined) {
    if (!(countsPerUnit > 0 && Number.isFinite(countsPerUnit)))
      throw failure("HS1513", { value: countsPerUnit }, { source });
    return { extent: countsPerUnit, of: () => countsPerUnit };
  }
  const counted = (what: string, unit: string | null, line: number) => {
    const entities = entitiesIn(unit, model, level);
    if (entities !== undefined) return entities;
    throw failure("HS1509", { what, unit: unit ?? model.substanceUnits ?? "" }, { source, line });
  };
  const of = ({ id, substanceUnits, line }: Species) => counted(`'${id}'`, substanceUnits, line);
  const [shared, ...others] = new Set(reacting(lowering).map(of));
  const said = model.extentUnits !== null || shared === undefined || others.length > 0;
  return { extent: said ? counted("the extent of reactions", model.extentUnits, model.line) : shared, of };
}

function reacting({ index }: Lowering): readonly Species[] {
  return index.model.species.filter(({ id }) => index.role(id) === "reacting");
}

function placeOf({ index }: Lowering, { id }: Species): number {
  return index.slot(id ?? "");
}

function jumpsOf(lowering: Lowering, reaction: Reaction, size: Sizes): readonly Jump[] {
  const { graph, k, index } = lowering;
  const name = reaction.id ?? "";
  const changes = reacting(lowering).flatMap((species) => {
    const net = netStoichiometry(lowering, reaction, species);
    if (net === null) return [];
    const by = k.multiply(net, graph.number(size.of(species) / size.extent));
    return [{ state: placeOf(lowering, species), by: whole(lowering, by, name, species) }];
  });
  const sideOf = (side: readonly { readonly species: string }[]) =>
    new Set(side.flatMap(({ species }) => index.slots.get(species) ?? []));
  const law = k.multiply(graph.number(size.extent), rateNow(lowering, reaction));
  const both = directions(lowering, law, {
    used: sideOf(reaction.reactants),
    made: sideOf(reaction.products),
  });
  if (both === undefined) return [{ name, rate: law, changes }];
  const undone = changes.map(({ state, by }) => ({ state, by: k.negative(by) }));
  return [
    { name, rate: both[0], changes },
    { name: `${name} back`, rate: both[1], changes: undone },
  ];
}

/** Nothing is changed by half of one. */
function whole({ graph, k, index }: Lowering, by: number, reaction: string, { id }: Species) {
  const value = k.constant(by);
  if (value === undefined) return by;
  const nearest = Math.round(value);
  if (Math.abs(value - nearest) > 1e-9 * Math.max(1, Math.abs(value)))
    throw failure("HS1512", { reaction, species: id ?? "", by: value }, { source: index.source });
  return graph.number(nearest);
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
