import type { Mathematics } from "../mathml/mathematics.ts";

export interface CellmlUnit {
  readonly units: string;
  readonly prefix: string | null;
  readonly exponent: number;
  readonly multiplier: number;
  readonly offset: number;
}

export interface CellmlUnits {
  readonly name: string;
  readonly isBase: boolean;
  readonly parts: readonly CellmlUnit[];
  readonly line: number;
}

export interface CellmlVariable {
  readonly name: string;
  readonly units: string;
  /** A number, or the name of a variable of the same component (since CellML 1.1). */
  readonly initial: string | null;
  readonly line: number;
}

/** left = right */
export interface CellmlEquation {
  readonly left: Mathematics;
  readonly right: Mathematics;
  readonly line: number;
}

/** Whenever `test` comes to equal `testValue`, `variable` becomes `resetValue` (CellML 2.0 section 2.11). */
export interface CellmlReset {
  readonly variable: string;
  readonly test: string;
  readonly testValue: Mathematics;
  readonly resetValue: Mathematics;
  /** Lower goes first. */
  readonly order: number;
  readonly line: number;
}

export interface CellmlComponent {
  readonly name: string;
  /** Its own, which CellML 1.x allows: they come before those of the file. */
  readonly units: readonly CellmlUnits[];
  readonly variables: readonly CellmlVariable[];
  readonly equations: readonly CellmlEquation[];
  readonly resets: readonly CellmlReset[];
}

/** A variable of one component is a variable of another. */
export interface CellmlConnection {
  readonly components: readonly [string, string];
  readonly variables: readonly [string, string];
  readonly line: number;
}

/** What comes from another file, under names of its own here. */
export interface CellmlImport {
  readonly source: string;
  readonly components: readonly { readonly name: string; readonly original: string }[];
  readonly units: readonly { readonly name: string; readonly original: string }[];
  readonly line: number;
}

/** A CellML file as it was written, nothing resolved yet. */
export interface CellmlDocument {
  readonly source: string;
  readonly version: "1.0" | "1.1" | "2.0";
  readonly name: string;
  readonly units: readonly CellmlUnits[];
  readonly components: readonly CellmlComponent[];
  readonly connections: readonly CellmlConnection[];
  /** The component that encapsulates another. */
  readonly parents: ReadonlyMap<string, string>;
  readonly imports: readonly CellmlImport[];
}
