import type { MatrixProducts } from "./matrix-products.ts";
import { type Place, reached } from "./pattern.ts";
import { addSums, type PairsOfFactors, sumsOfProducts } from "./sums-of-products.ts";

/** Where a matrix, and its derivatives in some directions, may differ from 0: one list each. */
export type DualPattern = readonly (readonly Place[])[];

/** An entry of a matrix that carries derivatives; block 0 is the matrix itself. */
interface DualEntry extends Place {
  readonly block: number;
}

/**
 * Matrices that carry exact derivatives, stored as those entries that a series in A may have: block by block, row by row.
 * What is 0 everywhere takes neither memory nor time. Rows of other states than `states` are left out.
 */
export class DualProducts implements MatrixProducts {
  readonly length: number;
  readonly diagonal: Int32Array;
  /** Where each given entry of A and of its derivatives is stored, in the order of the pattern. */
  readonly given: Int32Array;
  readonly entries: readonly DualEntry[];
  readonly ofGiven: MatrixProducts["ofGiven"];
  readonly ofSeries: MatrixProducts["ofSeries"];
  private readonly sumOf: Float64Array;

  constructor(n: number, pattern: DualPattern, states: readonly number[]) {
    const entries = seriesEntries(n, pattern, states);
    const area = n * n;
    const place = new Int32Array(area * pattern.length).fill(-1);
    const at = ({ block, row, column }: DualEntry) => block * area + row * n + column;
    entries.forEach((entry, i) => {
      place[at(entry)] = i;
    });
    const given = pattern.flatMap((places, block) => places.map((one) => place[at({ ...one, block })]!));
    const isGiven = new Set(given);
    this.entries = entries;
    this.length = entries.length;
    this.given = Int32Array.from(given);
    this.diagonal = Int32Array.from(states, (state) => place[state * n + state]!);
    this.sumOf = new Float64Array(n);
    this.ofSeries = productsOf(entries, place, n, () => true);
    this.ofGiven = productsOf(entries, place, n, (left) => isGiven.has(left));
  }

  norm(a: Float64Array): number {
    const { entries, sumOf } = this;
    sumOf.fill(0);
    for (let i = 0; i < entries.length; i++) {
      const { block, column } = entries[i]!;
      if (block > 0) break;
      sumOf[column]! += Math.abs(a[i]!);
    }
    return sumOf.reduce((most, sum) => Math.max(most, sum), 0);
  }
}

/** Of a derivative: A′ moves what leads to its row from what its column is reached by. */
function seriesEntries(n: number, pattern: DualPattern, states: readonly number[]): readonly DualEntry[] {
  const kept = new Set(states);
  const [matrix = [], ...derivatives] = pattern;
  const value = reached(matrix, n).filter(({ row }) => kept.has(row));
  const leads = (from: number, to: number) => value.some(({ row, column }) => row === to && column === from);
  const moved = (derivative: readonly Place[], row: number, column: number) =>
    derivative.some((one) => leads(one.row, row) && leads(column, one.column));
  const entries: DualEntry[] = value.map((one) => ({ ...one, block: 0 }));
  derivatives.forEach((derivative, k) => {
    for (const row of states)
      for (const column of states)
        if (moved(derivative, row, column)) entries.push({ block: k + 1, row, column });
  });
  return entries;
}

/** L·R, and derivatives by the product rule: L′·R + L·R′. */
function productsOf(
  entries: readonly DualEntry[],
  place: Int32Array,
  n: number,
  isLeft: (place: number) => boolean,
): MatrixProducts["ofSeries"] {
  const sums = entries.map(({ block, row, column }, to): PairsOfFactors => {
    const pairs: [number, number][] = [];
    const add = (left: number, right: number) => {
      for (let inner = 0; inner < n; inner++) {
        const a = place[(left * n + row) * n + inner]!;
        const b = place[(right * n + inner) * n + column]!;
        if (a >= 0 && b >= 0 && isLeft(a)) pairs.push([a, b]);
      }
    };
    add(block, 0);
    if (block > 0) add(0, block);
    return { to, pairs };
  });
  const plan = sumsOfProducts(sums);
  return (into, left, right) => {
    into.fill(0);
    addSums(plan, into, left, right);
  };
}
