import type { GraphReader, NodeId } from "../equations/graph.ts";

export interface Slot {
  readonly name: string;
  readonly unit: string;
}

export interface SystemEvent {
  readonly name: string;
  /** Given for an event that the state sets off; without it only a schedule fires the event. */
  readonly trigger?: Trigger;
  readonly assignments: readonly { readonly state: number; readonly value: NodeId }[];
}

/** An event fires whenever `condition` turns from 0 to 1; its values are taken then. */
export interface Trigger {
  readonly condition: NodeId;
  /** Time from the turn to the change. */
  readonly after?: NodeId;
  readonly priority?: NodeId;
  readonly onlyWhileTrue: boolean;
  readonly atStart: boolean;
  /** One for each comparison of the condition, left minus right: where one crosses 0, the condition may turn. */
  readonly crossings: readonly NodeId[];
}

/**
 * A delayed expression reaches the graph as an input of its own, listed after the model's inputs: `of` as it was `by`
 * ago, or as it was at the start for times before it.
 */
export interface Delay {
  readonly input: number;
  readonly of: NodeId;
  readonly by: NodeId;
}

/** A model lowered to its graph: all that a compiler needs, names kept for messages. Unit checks are done before. */
export interface System {
  /** Hash of equations, units and structure; not of prose. */
  readonly hash: string;
  readonly graph: GraphReader;
  readonly states: readonly (Slot & { readonly start: NodeId; readonly derivative: NodeId })[];
  readonly inputs: readonly (Slot & { readonly default: NodeId })[];
  /** Defaults may read other parameters (never in a circle); `order` is the order to fill them in. */
  readonly parameters: readonly (Slot & { readonly default: NodeId })[];
  readonly parameterOrder: readonly number[];
  readonly outputs: readonly (Slot & { readonly value: NodeId })[];
  readonly events: readonly SystemEvent[];
  /** Given when the model has equations `0 = …`: the nodes that must be 0, and the states that they determine. */
  readonly constraints?: readonly NodeId[];
  readonly unknowns?: readonly number[];
  /** Given when the model has delays: it needs a solver that keeps the past. */
  readonly delays?: readonly Delay[];
}
