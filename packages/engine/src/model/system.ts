import type { GraphReader, NodeId } from "../equations/graph.ts";

export interface Slot {
  readonly name: string;
  readonly unit: string;
}

export interface SystemInput extends Slot {
  readonly default: NodeId;
  /** Given for the derivative of another input's default, by that input's slot: 0 wherever that one is set to something. */
  readonly tangentOf?: number;
  /** Given for how fast another input changes between edges, by that input's slot. */
  readonly rateOf?: number;
}

export interface SystemEvent {
  readonly name: string;
  /** Given for an event that the state sets off; without it only a schedule fires the event. */
  readonly trigger?: Trigger;
  readonly assignments: readonly Assignment[];
  /** Given for an event that carries sensitivities over a jump of a state's derivative: 0 where that cannot be done (HS1329). */
  readonly passes?: { readonly node: NodeId; readonly state: string };
}

export interface Assignment {
  readonly state: number;
  readonly value: NodeId;
  /** Multiplies the value, as it is when the event happens; only for events with a trigger. */
  readonly scale?: NodeId;
}

/** An event is set off whenever `condition` turns from 0 to 1 (SBML Level 3 Version 2, section 4.11). */
export interface Trigger {
  readonly condition: NodeId;
  /** Time from the turn to the change; at once where there is none. */
  readonly after?: NodeId;
  /** Of what is due at once the highest goes first, and what has none goes last. */
  readonly priority?: NodeId;
  /** Withdraws the event where the condition turns back while it waits. */
  readonly onlyWhileTrue: boolean;
  /** Whether a condition that is true at the start sets it off. */
  readonly atStart: boolean;
  /** Takes the values when the event happens; without it when it is set off. */
  readonly latestValues?: boolean;
  /** Only a continuous course sets it off: a condition that another event turns true does not. */
  readonly crossingOnly?: boolean;
}

/**
 * A delayed expression reaches the graph as an input of its own, listed after the model's inputs: `of` as it was `by`
 * ago. For times before the start it is `before`, of time alone, or else as it was at the start.
 */
export interface Delay {
  readonly input: number;
  readonly of: NodeId;
  readonly by: NodeId;
  readonly before?: NodeId;
}

export interface Noise {
  readonly state: number;
  readonly strength: NodeId;
}

/** Something that happens one at a time, at a rate that the state sets: a molecule decays, a cell is infected. */
export interface Reaction {
  readonly name: string;
  /** How often it happens, in events per time: its propensity. */
  readonly rate: NodeId;
  /** What one event adds to states; over parameters alone. */
  readonly changes: readonly { readonly state: number; readonly by: NodeId }[];
}

/** Nodes that must be 0 at the start, over the open states' leaves; as many states, each with a first guess. */
export interface Initialisation {
  readonly unknowns: readonly number[];
  readonly guesses: readonly NodeId[];
  readonly equations: readonly NodeId[];
}

/** A node that must not change between two edges: a derivative would jump, at a moment that moves with a parameter. */
export interface Unbroken {
  readonly node: NodeId;
  /** Names, to tell of it. */
  readonly state: string;
  readonly parameter: string;
}

/** A model lowered to its graph: all that a compiler needs, names kept for messages. Unit checks are done before. */
export interface System {
  /** Hash of equations, units and structure; not of prose. */
  readonly hash: string;
  readonly graph: GraphReader;
  readonly states: readonly (Slot & { readonly start: NodeId; readonly derivative: NodeId })[];
  readonly inputs: readonly SystemInput[];
  /** Defaults may read other parameters (never in a circle); `order` is the order to fill them in. */
  readonly parameters: readonly (Slot & { readonly default: NodeId })[];
  readonly parameterOrder: readonly number[];
  readonly outputs: readonly (Slot & { readonly value: NodeId })[];
  readonly events: readonly SystemEvent[];
  /**
   * Given when the model has equations `0 = …` (index 1): the nodes that must be 0, and the states that they determine,
   * as many. Those have derivative 0 and are solved for wherever the system is evaluated.
   */
  readonly constraints?: readonly NodeId[];
  readonly unknowns?: readonly number[];
  /**
   * The last so many constraints are rates of change of their unknowns on a time scale too fast to follow: of several
   * solutions the one is meant that they lead to.
   */
  readonly relaxing?: number;
  /** Of events of one rank that are due at once: the one that is listed first, or whichever chance takes (as SBML asks). */
  readonly ties?: "in order" | "by chance";
  /** Assigned, all at once, before the assignments of an event that its trigger set off. */
  readonly rebase?: readonly { readonly state: number; readonly value: NodeId }[];
  /** Given when the model has noise: state by state, the strength of the Wiener process that moves it. */
  readonly noise?: readonly Noise[];
  /**
   * Given when states change by reactions: the derivative of such a state is the sum of their rates times what they add, the
   * course of its mean where counts are large.
   */
  readonly reactions?: readonly Reaction[];
  /** Given when starts are open: the start of such a state reads the state itself, which is solved for before. */
  readonly initialisation?: Initialisation;
  /** Given for a system of sensitivities, where there are any: the run is refused where one changes on the way. */
  readonly unbroken?: readonly Unbroken[];
  /** Given when the model has delays: it needs a solver that keeps the past. */
  readonly delays?: readonly Delay[];
}
