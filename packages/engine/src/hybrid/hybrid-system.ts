import type { NodeId } from "../equations/graph.ts";
import type { System } from "../model/system.ts";

/**
 * An event that its trigger fires when it becomes true, as SBML Level 3 Version 2 section 4.11 defines: it may be
 * delayed, ranked by priority among those due at once, and withdrawn where its trigger does not persist.
 */
export interface HybridEvent {
  readonly name: string;
  /** A condition. */
  readonly trigger: NodeId;
  /** Whether the trigger counts as true before the start: false lets it fire at the start. */
  readonly initiallyTrue: boolean;
  /** False withdraws a waiting event when its trigger becomes false again. */
  readonly persistent: boolean;
  /** Time from trigger to execution; null for at once. */
  readonly delay: NodeId | null;
  /** Higher goes first; null goes last, in the order of declaration. */
  readonly priority: NodeId | null;
  /** Whether values are taken when it is triggered, or when it is executed. */
  readonly usesTriggerTimeValues: boolean;
  /** True where only a continuous course sets it off: a trigger that another event turns true does not. */
  readonly crossingOnly?: boolean;
  readonly assignments: readonly EventAssignment[];
}

interface EventAssignment {
  readonly state: number;
  readonly value: NodeId;
  /** Multiplies the value, as it is when the event is executed. */
  readonly scale?: NodeId;
}

/** `delay(of, by)`: the value that an expression had some time ago, which reaches the graph as an input. */
export interface DelayedInput {
  readonly input: number;
  readonly of: NodeId;
  /** Its value before the start, of time alone; where there is none, what it is at the start. */
  readonly before?: NodeId;
  readonly by: NodeId;
}

/**
 * A continuous system with events, delays and algebraic constraints (index 1): the states listed as `unknowns` have
 * derivative 0 in the system and are solved from `constraints = 0`, one constraint an unknown, wherever it is evaluated.
 */
export interface HybridSystem {
  readonly system: System;
  readonly events: readonly HybridEvent[];
  readonly delays: readonly DelayedInput[];
  readonly unknowns: readonly number[];
  readonly constraints: readonly NodeId[];
  /**
   * The last so many constraints are rates of change of their unknowns on a time scale too fast to follow: of several
   * solutions the one is meant that they lead to.
   */
  readonly relaxing?: number;
  /** Assigned, all at once, before an event's own assignments. */
  readonly rebase?: readonly { readonly state: number; readonly value: NodeId }[];
}
