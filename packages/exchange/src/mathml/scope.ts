import type { NodeId } from "@homeostat/engine";
import type { Lambda } from "./mathematics.ts";

/** What names mean at one reading of time. */
export interface Scope {
  name(name: string): NodeId;
  time(): NodeId;
  /** `of` lowers the delayed expression in any scope that is like this one. */
  delay(of: (scope: Scope) => NodeId, by: NodeId): NodeId;
  /** `along` is the variable that is time, where the language names it. */
  rateOf(name: string, along?: string): NodeId;
  function(name: string): Lambda | undefined;
  /** Shared by all scopes of a model. */
  readonly budget: Budget;
}

/** Functions that call functions can write much with little: what may still be lowered of a model. */
export interface Budget {
  left: number;
}

export const newBudget = (): Budget => ({ left: 5_000_000 });

/** What an expression's own names stand for (the parameters of a function or of a kinetic law), whatever the time. */
export interface OwnName {
  value(scope: Scope): NodeId;
  rate(scope: Scope): NodeId;
}

export type OwnNames = ReadonlyMap<string, OwnName>;
