import type { NodeId } from "@homeostat/engine";
import type { Lambda } from "./mathematics.ts";

/** What names mean where an expression stands. */
export interface Scope {
  name(name: string): NodeId;
  time(): NodeId;
  /** `of` lowers the delayed expression in any scope that is like this one. */
  delay(of: (scope: Scope) => NodeId, by: NodeId): NodeId;
  rateOf(name: string): NodeId;
  function(name: string): Lambda | undefined;
}

/** Names of its own (the parameters of a function or of a kinetic law) before those around it; they do not change in time. */
export function withNames(scope: Scope, own: ReadonlyMap<string, NodeId>, zero: NodeId): Scope {
  if (own.size === 0) return scope;
  return {
    ...scope,
    name: (name) => own.get(name) ?? scope.name(name),
    delay: (of, by) => scope.delay((outer) => of(withNames(outer, own, zero)), by),
    rateOf: (name) => (own.has(name) ? zero : scope.rateOf(name)),
  };
}
