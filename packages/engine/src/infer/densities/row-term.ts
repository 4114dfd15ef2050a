import { BoundRows, type Carried, columnOf, nothingCarried } from "./bound-rows.ts";
import type { DensityLayout } from "./density-layout.ts";
import type { DensityData, DensitySpec, DensityTerm } from "./density-spec.ts";
import { type SolvedModel, solvedModel } from "./solved-model.ts";

/** One term of a density, bound to its data. */
export class RowTerm {
  private readonly size: number;
  private readonly solved: SolvedModel | undefined;
  private readonly rows: BoundRows;
  /** First values of what is carried. */
  private readonly first: BoundRows | undefined;
  private readonly carries: number;

  /** @throws HS11xx for text, HS1672 for data that do not fit */
  constructor(spec: DensitySpec, term: DensityTerm, data: DensityData, layout: DensityLayout) {
    const carries = Object.entries(term.carries ?? {});
    const { solves } = term;
    this.size = layout.size;
    this.carries = carries.length;
    this.solved = solves && solvedModel(spec.id, solves, columnOf(spec.id, data, term, solves.at), layout);
    const next = Object.fromEntries(carries.map(([name, carry]) => [`next_${name}`, carry.next]));
    const first = Object.fromEntries(carries.map(([name, carry]) => [`first_${name}`, carry.first]));
    this.rows = new BoundRows(spec, term, { log: term.log, ...next }, data, layout, this.solved);
    if (carries.length > 0) {
      const { carries: _, equations: __, ...plain } = term;
      this.first = new BoundRows(spec, plain, first, data, layout, this.solved);
    }
  }

  /** Adds this term's derivatives in the parameters to `gradient`, and gives its value. */
  add(parameters: Float64Array, gradient: Float64Array): number {
    this.solved?.solve(parameters);
    let carried = this.begin(parameters);
    let sum = 0;
    for (let row = 0; row < this.rows.count; row++) {
      const found = this.rows.evaluate(row, parameters, carried);
      sum += found[0]!;
      this.rows.chain(row, 0, carried, gradient);
      if (this.carries > 0) carried = this.taken(this.rows, row, 1, found, carried);
    }
    return sum;
  }

  private begin(parameters: Float64Array): Carried {
    if (this.first === undefined) return nothingCarried;
    return this.taken(this.first, 0, 0, this.first.evaluate(0, parameters, nothingCarried), nothingCarried);
  }

  /** Expressions of a row, from the given one on, as what is carried to the next. */
  private taken(rows: BoundRows, row: number, from: number, found: Float64Array, carried: Carried): Carried {
    const tangents = Array.from({ length: this.carries }, (_, carry) => {
      const tangent = new Float64Array(this.size);
      rows.chain(row, from + carry, carried, tangent);
      return tangent;
    });
    return { values: found.slice(from, from + this.carries), tangents };
  }
}
