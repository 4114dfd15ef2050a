import type { GraphReader, NodeId } from "../equations/graph.ts";

export interface Slot {
  readonly name: string;
  readonly unit: string;
}

export interface SystemEvent {
  readonly name: string;
  readonly assignments: readonly { readonly state: number; readonly value: NodeId }[];
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
}
