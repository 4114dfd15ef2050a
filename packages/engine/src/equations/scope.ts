import type { Unit } from "../units/unit.ts";
import type { ExpressionGraph } from "./expression-graph.ts";
import type { NodeId } from "./graph.ts";
import type { Judged, Kind } from "./kind.ts";
import type { Position } from "./token.ts";

/** A node of the graph and what it is. */
export interface Typed {
  readonly node: NodeId;
  readonly kind: Kind;
}

/** What a model adds to the functions of the language: its own functions and its tables. */
export interface Callable {
  readonly arity: number;
  lower(args: readonly Lowered[], at: Position, past?: Past): Typed;
}

/** The names that an expression can read, what it can call, and the graph that it is lowered into. */
export interface Scope {
  readonly graph: ExpressionGraph;
  readonly names: ReadonlyMap<string, Typed>;
  readonly functions: ReadonlyMap<string, Callable>;
  /** What `der(x)` gives, by state, where a rate of change can be read. */
  readonly rates?: ReadonlyMap<string, Typed>;
  /** Said after an unknown name: " in a parameter's default". */
  readonly here: string;
  /** Where there is a past; elsewhere (starts, defaults) `delay(x, lag)` is x. */
  readonly past?: Past;
}

/** Remembers what is delayed, and gives the node that reads it. `time` is the unit of a lag. */
export interface Past {
  readonly time: Unit;
  delayed(value: NodeId, lag: NodeId): NodeId;
}

export type Lowered = Typed & Judged;
