import type { NodeId } from "../equations/graph.ts";
import type { System } from "../model/system.ts";

/** Something that happens one at a time, at a rate that the state sets: a molecule decays, a person is infected. */
export interface Reaction {
  readonly name: string;
  /** How often it happens, in events per time: its propensity. */
  readonly rate: NodeId;
  /** What one event adds to states. */
  readonly changes: readonly { readonly state: number; readonly by: NodeId }[];
}

/** Counts that only reactions change. The derivatives of the system, their mean in the limit of large counts, are not read. */
export interface ReactionSystem {
  readonly system: System;
  readonly reactions: readonly Reaction[];
}
