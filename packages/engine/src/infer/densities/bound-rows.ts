import { failure } from "../../errors/registry.ts";
import { type DensityLayout, type ParameterPlace, rowsOf } from "./density-layout.ts";
import type { DensityData, DensitySpec, DensityTerm } from "./density-spec.ts";
import { type RowKernel, rowKernel } from "./row-kernel.ts";
import type { SolvedModel } from "./solved-model.ts";

/** What is carried from row to row: its values, and their derivatives in the parameters. */
export interface Carried {
  readonly values: ArrayLike<number>;
  readonly tangents: readonly Float64Array[];
}

export const nothingCarried: Carried = { values: [], tangents: [] };

/** Where a name that rows read has its value from, and so which parameters it depends on. */
type Source =
  | { readonly kind: "parameter"; readonly slotOf: (row: number) => number }
  | { readonly kind: "output"; readonly output: number }
  | { readonly kind: "carried"; readonly carry: number };

/** Expressions over the rows of a term's table, bound to the data and to where the names have their values. */
export class BoundRows {
  readonly count: number;
  private readonly columns: readonly ArrayLike<number>[];
  private readonly sources: readonly Source[];
  private readonly kernel: RowKernel;
  private readonly solved: SolvedModel | undefined;
  private readonly expressions: number;
  private readonly inputs: Float64Array;
  private readonly values: Float64Array;
  private readonly out: Float64Array;

  /** @throws HS11xx for text, HS1672 for data that do not fit */
  constructor(
    spec: DensitySpec,
    term: DensityTerm,
    expressions: Readonly<Record<string, string>>,
    data: DensityData,
    layout: DensityLayout,
    solved: SolvedModel | undefined,
  ) {
    this.count = term.over === undefined ? 1 : rowsOf(spec.id, data, term.over);
    this.solved = solved;
    this.expressions = Object.keys(expressions).length;
    const columns = {
      row: Float64Array.from({ length: this.count }, (_, i) => i + 1),
      ...data[term.over ?? ""],
    };
    const known = sourcesOf(spec.id, term, data, layout, solved);
    const names = [...known.keys()];
    this.kernel = rowKernel(spec.id, expressions, term.equations ?? "", Object.keys(columns), names);
    this.columns = this.kernel.columns.map((name) => columns[name as keyof typeof columns]);
    this.sources = this.kernel.names.map((name) => known.get(name)!);
    this.inputs = new Float64Array(this.columns.length);
    this.values = new Float64Array(this.sources.length);
    this.out = new Float64Array(this.kernel.written);
  }

  /** All expressions at a row (scratch: read, do not keep). */
  evaluate(row: number, parameters: Float64Array, carried: Carried): Float64Array {
    for (let c = 0; c < this.columns.length; c++) this.inputs[c] = this.columns[c]![row]!;
    for (let k = 0; k < this.sources.length; k++) {
      const source = this.sources[k]!;
      if (source.kind === "parameter") this.values[k] = parameters[source.slotOf(row)]!;
      else if (source.kind === "output") this.values[k] = this.solved!.values[row]![source.output]!;
      else this.values[k] = carried.values[source.carry]!;
    }
    this.kernel.evaluate(this.values, this.inputs, this.out);
    return this.out;
  }

  /** Adds the derivatives, in all parameters, of one of the expressions as last evaluated at this row. */
  chain(row: number, expression: number, carried: Carried, into: Float64Array): void {
    const { sources, out, expressions } = this;
    for (let k = 0; k < sources.length; k++) {
      const source = sources[k]!;
      const partial = out[(k + 1) * expressions + expression]!;
      if (source.kind === "parameter") into[source.slotOf(row)]! += partial;
      else if (source.kind === "output")
        addScaled(into, partial, this.solved!.tangents[row]![source.output]!);
      else addScaled(into, partial, carried.tangents[source.carry]!);
    }
  }
}

function sourcesOf(
  id: string,
  term: DensityTerm,
  data: DensityData,
  layout: DensityLayout,
  solved: SolvedModel | undefined,
): ReadonlyMap<string, Source> {
  const parameters = [...layout.places].map(([name, place]): [string, Source] => [
    name,
    { kind: "parameter", slotOf: slotsOf(id, term, data, place) },
  ]);
  const outputs = (solved?.outputs ?? []).map((name, output): [string, Source] => [
    name,
    { kind: "output", output },
  ]);
  const carried = Object.keys(term.carries ?? {}).map((name, carry): [string, Source] => [
    name,
    { kind: "carried", carry },
  ]);
  return new Map([...parameters, ...outputs, ...carried]);
}

/** Which element of a parameter belongs to a row. */
function slotsOf(id: string, term: DensityTerm, data: DensityData, place: ParameterPlace) {
  const { name, from, count, each } = place;
  if (each === undefined) return () => from;
  const column = term.index?.[name];
  if (column === undefined) return (row: number) => from + Math.min(row, count - 1);
  const index = columnOf(id, data, term, column);
  const wrong = Array.from(index).find((one) => !(Number.isInteger(one) && one >= 1 && one <= count));
  if (wrong !== undefined)
    throw failure("HS1672", {
      id,
      problem: `'${column}' has ${wrong}, but '${name}' has elements 1 to ${count}`,
    });
  return (row: number) => from + index[row]! - 1;
}

/** A column of a term's table. @throws HS1672 */
export function columnOf(
  id: string,
  data: DensityData,
  { over = "" }: DensityTerm,
  name: string,
): ArrayLike<number> {
  const found = data[over]?.[name];
  if (found === undefined)
    throw failure("HS1672", { id, problem: `the table '${over}' has no column '${name}'` });
  return found;
}

function addScaled(into: Float64Array, by: number, tangent: Float64Array): void {
  for (let i = 0; i < into.length; i++) into[i]! += by * tangent[i]!;
}
