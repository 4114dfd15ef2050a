import { failure } from "../../errors/registry.ts";
import type { Lambda, Mathematics } from "../../mathml/mathematics.ts";
import type { Compartment, Reaction, SbmlModel, Species } from "../sbml-model.ts";
import { matchUnknowns } from "./match-unknowns.ts";
import { assignRoles, type ModelSymbol } from "./roles.ts";

/** A flat model with everything found by name, and a place in the state for everything that changes. */
export class ModelIndex {
  readonly model: SbmlModel;
  readonly source: string;
  readonly symbols: ReadonlyMap<string, ModelSymbol>;
  readonly reactions: ReadonlyMap<string, Reaction>;
  /** The reactions that each species takes part in, in the order of the model. */
  readonly #taking: ReadonlyMap<string, readonly Reaction[]>;
  /** Reactions too fast to follow: their extents are unknowns of their own. */
  readonly fast: readonly Reaction[];
  readonly slots: ReadonlyMap<string, number>;
  readonly functions: ReadonlyMap<string, Lambda>;
  readonly initialAssignments: ReadonlyMap<string, Mathematics>;
  readonly #compartments: ReadonlyMap<string, Compartment>;

  constructor(model: SbmlModel, source: string) {
    this.model = model;
    this.source = source;
    this.symbols = assignRoles(model, matchUnknowns(model, source));
    this.reactions = byId(model.reactions);
    this.#taking = reactionsBySpecies(model);
    this.fast = model.reactions.filter((one) => one.fast && one.rate !== null);
    this.#compartments = byId(model.compartments);
    this.functions = new Map(
      model.functions.flatMap(({ id, lambda }) => (id === null || lambda === null ? [] : [[id, lambda]])),
    );
    this.initialAssignments = new Map(
      model.initialAssignments.flatMap(({ symbol, math }) => (math === null ? [] : [[symbol, math]])),
    );
    const changing = [...this.symbols].flatMap(([id, { role }]) =>
      role.kind === "constant" || role.kind === "assigned" ? [] : [id],
    );
    const extents = this.fast.map((one, i) => extentName(one, i));
    this.slots = new Map([...changing, ...extents].map((id, slot) => [id, slot]));
  }

  slot(id: string): number {
    const slot = this.slots.get(id);
    if (slot === undefined) throw this.unknownName(id);
    return slot;
  }

  reactionsWith(species: Species): readonly Reaction[] {
    return this.#taking.get(species.id ?? "") ?? [];
  }

  role(id: string | null): ModelSymbol["role"]["kind"] | undefined {
    return this.symbols.get(id ?? "")?.role.kind;
  }

  /** Whether the name of a species stands for its concentration (SBML L3V2 section 4.6.5). */
  isConcentration(species: Species): boolean {
    return !species.hasOnlySubstanceUnits && this.#compartments.get(species.compartment)?.dimensions !== 0;
  }

  /** Names of the parameters of a kinetic law, which hide those of the model. */
  locals(reaction: string): ReadonlySet<string> {
    return new Set(this.reactions.get(reaction)?.localParameters.flatMap((one) => one.id ?? []));
  }

  unknownName(name: string, line?: number) {
    const rule = "Every name in mathematics, rules and events is declared in the model.";
    const problem = "nothing that can be named here has this name";
    const place = line === undefined ? { source: this.source } : { source: this.source, line };
    return failure("HS1503", { element: name, problem, rule }, place);
  }
}

export function extentName(reaction: Reaction, index: number): string {
  return `extent of ${reaction.id ?? index}`;
}

function reactionsBySpecies(model: SbmlModel): ReadonlyMap<string, readonly Reaction[]> {
  const taking = new Map<string, Reaction[]>();
  for (const reaction of model.reactions) {
    const participants = [...reaction.reactants, ...reaction.products].map((one) => one.species);
    for (const species of new Set(participants)) {
      const own = taking.get(species) ?? [];
      taking.set(species, own);
      own.push(reaction);
    }
  }
  return taking;
}

function byId<T extends { readonly id: string | null }>(list: readonly T[]): ReadonlyMap<string, T> {
  return new Map(list.flatMap((one) => (one.id === null ? [] : [[one.id, one] as const])));
}
