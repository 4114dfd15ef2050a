import { type Delay, ExpressionGraph, type NodeId } from "@homeostat/engine";
import { Definitions } from "../../mathml/definitions.ts";
import { GraphAlgebra } from "../../mathml/graph-algebra.ts";
import { lowerMathematics } from "../../mathml/lower-mathematics.ts";
import type { Mathematics } from "../../mathml/mathematics.ts";
import type { OwnNames, Scope } from "../../mathml/scope.ts";
import type { ModelIndex } from "./model-index.ts";

/** What names mean at each time that is asked about. */
export interface Scopes {
  readonly now: Scope;
  readonly start: Scope;
  /** Before the start: initial values as they read at that time, and nothing changes. */
  readonly past: Scope;
}

/** A model while it is being lowered: what all parts of the work share. */
export class Lowering {
  readonly index: ModelIndex;
  readonly graph = new ExpressionGraph();
  readonly k = new GraphAlgebra(this.graph);
  readonly definitions: Definitions;
  readonly delays: Delay[] = [];
  readonly scopes: Scopes;

  constructor(index: ModelIndex, scopes: (lowering: Lowering) => Scopes) {
    this.index = index;
    this.definitions = new Definitions(index.source);
    this.scopes = scopes(this);
  }

  lower(math: Mathematics, scope: Scope = this.scopes.now, own?: OwnNames): NodeId {
    return lowerMathematics(this.graph, math, scope, own);
  }

  optional(math: Mathematics | null): NodeId | null {
    return math === null ? null : this.lower(math);
  }
}
