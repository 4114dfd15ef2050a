/**
 * Elimination against dense arithmetic on random patterns: the order is a permutation, nothing fills outside the
 * pattern, both ways to compute give the same bits, and solutions have the backward error of a stable method.
 */
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { eliminate } from "./elimination.ts";
import { generatedFactors } from "./generated-factors.ts";
import { LoopFactors } from "./loop-factors.ts";
import { minimumDegreeOrder } from "./minimum-degree.ts";
import { PivotingFactors } from "./pivoting-factors.ts";
import { residualShare, ShiftedSolver } from "./shifted-solver.ts";
import { type SparsePattern, sparsePattern } from "./sparse-pattern.ts";

interface Matrix {
  readonly pattern: SparsePattern;
  readonly values: Float64Array;
}

function matrix(
  size: number,
  entries: Iterable<readonly [row: number, column: number, value: number]>,
): Matrix {
  const unique = new Map([...entries].map((entry) => [entry[1] * size + entry[0], entry]));
  const sorted = [...unique].sort(([a], [b]) => a - b).map(([, entry]) => entry);
  return {
    pattern: sparsePattern(
      size,
      sorted.map(([row, column]) => ({ row, column })),
    ),
    values: Float64Array.from(sorted, ([, , value]) => value),
  };
}

/** W = shift·I − J times x, and the sizes of the terms. */
function product({ pattern, values }: Matrix, shift: number, x: Float64Array) {
  const sum = x.map((value) => shift * value);
  const size = sum.map(Math.abs);
  for (let j = 0; j < x.length; j++) {
    for (let e = pattern.starts[j]!; e < pattern.starts[j + 1]!; e++) {
      sum[pattern.rows[e]!]! -= values[e]! * x[j]!;
      size[pattern.rows[e]!]! += Math.abs(values[e]! * x[j]!);
    }
  }
  return { sum, size };
}

function backwardError(of: Matrix, shift: number, x: Float64Array, b: Float64Array): number {
  const { sum, size } = product(of, shift, x);
  return Math.max(...sum.map((value, i) => Math.abs(value - b[i]!) / (size[i]! + Math.abs(b[i]!) || 1)));
}

const sizes = fc.integer({ min: 1, max: 24 });
const random = sizes.chain((size) =>
  fc
    .array(
      fc.tuple(
        fc.nat(size - 1),
        fc.nat(size - 1),
        fc.double({ min: -5, max: 5, noNaN: true }).map((v) => Math.sign(v) * 10 ** Math.abs(v)),
      ),
      { maxLength: 4 * size },
    )
    .map((entries) => matrix(size, entries)),
);
const right = (size: number) => Float64Array.from({ length: size }, (_, i) => Math.sin(1 + 3 * i));
/** Makes every diagonal outweigh its column: then pivots on the diagonal are stable. */
const dominant = ({ values }: Matrix) => 2 * values.reduce((sum, value) => sum + Math.abs(value), 1);

/** Of each step the rows of its column, all by steps, the diagonal with them. */
function entriesByStep({ starts, rows }: SparsePattern, order: Int32Array): readonly Set<number>[] {
  return Array.from(order, (column, j) => {
    const own = rows.slice(starts[column], starts[column + 1]);
    return new Set([j, ...Array.from(own, (row) => order.indexOf(row))]);
  });
}

function fillIn(columns: readonly Set<number>[]): void {
  columns.forEach((column, k) => {
    for (const later of columns.slice(k + 1)) {
      if (later.has(k)) for (const i of column) if (i > k) later.add(i);
    }
  });
}

describe("elimination", () => {
  it("orders every variable once, and keeps each entry and all that fills", () => {
    fc.assert(
      fc.property(random, ({ pattern }) => {
        const order = minimumDegreeOrder(pattern);
        expect([...order].sort((a, b) => a - b)).toEqual(Array.from(order, (_, i) => i));
        const { starts, rows, diagonal, places } = eliminate(pattern, order);
        const filled = entriesByStep(pattern, order);
        fillIn(filled);
        places.forEach((place, e) => {
          expect(rows[place]).toBe(order.indexOf(pattern.rows[e]!));
        });
        filled.forEach((column, j) => {
          expect([...rows.slice(starts[j], starts[j + 1])]).toEqual([...column].sort((a, b) => a - b));
          expect(rows[diagonal[j]!]).toBe(j);
        });
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it("fills nothing in a tree, whatever the numbering of its nodes", () => {
    const size = 200;
    const entries = Array.from({ length: size - 1 }, (_, i) =>
      [(i + 1) * 7, (i >> 1) * 7].map((v) => v % size),
    );
    const both = entries.flatMap(([a, b]) => [[a!, b!, 1] as const, [b!, a!, 1] as const]);
    const { pattern } = matrix(size, both);
    const { rows } = eliminate(pattern, minimumDegreeOrder(pattern));
    expect(rows.length).toBe(pattern.rows.length + size);
  });
});

describe("factors", () => {
  it("have the same bits unrolled and by loops, whatever is factored", () => {
    fc.assert(
      fc.property(random, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), ({ pattern, values }, shift) => {
        const elimination = eliminate(pattern, minimumDegreeOrder(pattern));
        const [a, b] = [generatedFactors(elimination)!, new LoopFactors(pattern, elimination)].map((one) => {
          const x = right(pattern.size);
          one.factor(values, shift);
          one.solve(x);
          return x;
        });
        expect(a).toEqual(b);
      }),
      { numRuns: 300, seed: 2 },
    );
  });

  it("solve to rounding where diagonals dominate", () => {
    fc.assert(
      fc.property(random, (one) => {
        const elimination = eliminate(one.pattern, minimumDegreeOrder(one.pattern));
        const factors = new LoopFactors(one.pattern, elimination);
        const b = right(one.pattern.size);
        const x = b.slice();
        factors.factor(one.values, dominant(one));
        factors.solve(x);
        expect(backwardError(one, dominant(one), x, b)).toBeLessThan(1e-14);
      }),
      { numRuns: 300, seed: 3 },
    );
  });

  it("by pivoting solve any matrix, or name a column that has no pivot", () => {
    fc.assert(
      fc.property(random, fc.constantFrom(0, 1e-9, 1), (one, shift) => {
        const factors = new PivotingFactors(one.pattern, minimumDegreeOrder(one.pattern));
        const b = right(one.pattern.size);
        const x = b.slice();
        factors.factor(one.values, shift);
        if (factors.singular >= 0) return;
        factors.solve(x);
        const { sum, size } = product(one, shift, x);
        const worst = Math.max(...size) * 1e-10;
        sum.forEach((value, i) => {
          expect(Math.abs(value - b[i]!)).toBeLessThan(worst + 1e-10);
        });
      }),
      { numRuns: 300, seed: 4 },
    );
  });
});

describe("the solver of shifted matrices", () => {
  const prove = (one: Matrix, shift: number) => {
    const solver = new ShiftedSolver(one.pattern);
    const x = right(one.pattern.size);
    solver.factor(one.values, shift);
    const answer = solver.prove(x);
    return { solver, x, answer };
  };

  it("proves what it gives, or names a state", () => {
    fc.assert(
      fc.property(random, fc.constantFrom(0, 1e-6, 1), (one, shift) => {
        const { x, answer } = prove(one, shift);
        if (answer >= 0) expect(answer).toBeLessThan(one.pattern.size);
        else expect(backwardError(one, shift, x, right(one.pattern.size))).toBeLessThan(2 * residualShare);
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  it("changes rows where a diagonal cannot be the pivot, and goes on doing so", () => {
    const swap = matrix(2, [
      [0, 1, -1e12],
      [1, 0, -1],
    ]);
    const { solver, x, answer } = prove(swap, 1e-9);
    expect(answer).toBe(-1);
    expect(backwardError(swap, 1e-9, x, right(2))).toBeLessThan(1e-15);
    const again = right(2);
    solver.factor(swap.values, 1e-9);
    solver.solve(again);
    expect(again).toEqual(x);
  });

  it("names the state of a matrix that is singular, and does not change rows for what is not finite", () => {
    const one = matrix(3, [
      [0, 0, 1],
      [1, 1, 2],
      [2, 2, 3],
    ]);
    expect(prove(one, 2).answer).toBe(1);
    const broken = { ...one, values: Float64Array.of(1, Number.NaN, 3) };
    const { solver } = prove(broken, 5);
    const x = right(3);
    solver.factor(one.values, 5);
    expect(solver.prove(x)).toBe(-1);
    expect(x).toEqual(Float64Array.from([1 / 4, 1 / 3, 1 / 2], (factor, i) => right(3)[i]! * factor));
  });

  it("takes thousands of states in little time and memory", () => {
    const side = 60;
    const grid = Array.from({ length: side * side }).flatMap((_, i) => {
      const next = [i, i + side, i - side];
      if (i % side > 0) next.push(i - 1);
      if (i % side < side - 1) next.push(i + 1);
      return next.filter((j) => j >= 0 && j < side * side).map((j) => [i, j, i === j ? -4 : 1] as const);
    });
    const one = matrix(side * side, grid);
    const { x, answer } = prove(one, 0.01);
    expect(answer).toBe(-1);
    expect(backwardError(one, 0.01, x, right(side * side))).toBeLessThan(1e-13);
    const { rows } = eliminate(one.pattern, minimumDegreeOrder(one.pattern));
    expect(rows.length).toBeLessThan(200_000);
  });

  it("gives the same bits where code generation is forbidden", () => {
    const one = matrix(3, [
      [0, 1, 2],
      [1, 1, -3],
      [2, 0, 1.5],
    ]);
    const expected = prove(one, 7).x;
    class Forbidden {
      constructor() {
        throw new EvalError("Refused to evaluate a string as JavaScript");
      }
    }
    vi.stubGlobal("Function", Forbidden);
    try {
      expect(prove(one, 7).x).toEqual(expected);
    } finally {
      vi.unstubAllGlobals();
    }
  });
});
