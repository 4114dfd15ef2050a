/** What crosses the line between the store and the thread of the embedded database. */
export interface Statement {
  readonly id: number;
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

export type Answer =
  | { readonly kind: "ready" }
  | {
      readonly kind: "rows";
      readonly id: number;
      readonly rows: readonly unknown[];
      readonly affected: number;
    }
  | { readonly kind: "refused"; readonly id: number; readonly problem: DatabaseProblem }
  | { readonly kind: "failed"; readonly problem: DatabaseProblem }
  | { readonly kind: "closed" };

export interface DatabaseProblem {
  readonly message: string;
  /** SQLSTATE, where the database gave one. */
  readonly sqlState: string | null;
}

export function problemOf(error: unknown): DatabaseProblem {
  const { message, code } = error as { message?: string; code?: unknown };
  return { message: message ?? String(error), sqlState: typeof code === "string" ? code : null };
}
