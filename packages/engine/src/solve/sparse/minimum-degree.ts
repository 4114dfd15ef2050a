import type { SparsePattern } from "./sparse-pattern.ts";

/**
 * An order of elimination that keeps the factors sparse: at each step the variable with the fewest neighbours, in the
 * graph of the pattern and its transpose. An eliminated variable becomes an element that stands for the clique of its
 * neighbours, and degrees are bounded from above, Amestoy, Davis & Duff 1996, SIAM J Matrix Anal Appl 17:886; so memory
 * never exceeds that of the pattern. Ties go to the lower index: the order is the same everywhere.
 */
export function minimumDegreeOrder(pattern: SparsePattern): Int32Array {
  const graph = new QuotientGraph(pattern);
  const order = new Int32Array(pattern.size);
  for (let step = 0; step < pattern.size; step++) {
    const pivot = graph.leastConnected();
    graph.eliminate(pivot);
    order[step] = pivot;
  }
  return order;
}

class QuotientGraph {
  private readonly variables: Set<number>[];
  /** Of each variable: the elements that it belongs to, by their pivots. */
  private readonly elements: Set<number>[];
  private readonly members = new Map<number, Set<number>>();
  private readonly degrees: Float64Array;
  private remaining: number;

  constructor({ size, starts, rows }: SparsePattern) {
    this.variables = Array.from({ length: size }, () => new Set());
    this.elements = Array.from({ length: size }, () => new Set());
    for (let j = 0; j < size; j++) {
      for (let e = starts[j]!; e < starts[j + 1]!; e++) {
        const i = rows[e]!;
        if (i === j) continue;
        this.variables[i]!.add(j);
        this.variables[j]!.add(i);
      }
    }
    this.degrees = Float64Array.from(this.variables, (neighbours) => neighbours.size);
    this.remaining = size;
  }

  leastConnected(): number {
    let least = 0;
    for (let i = 1; i < this.degrees.length; i++) if (this.degrees[i]! < this.degrees[least]!) least = i;
    return least;
  }

  eliminate(pivot: number): void {
    const absorbed = this.elements[pivot]!;
    const clique = new Set(this.variables[pivot]!);
    for (const element of absorbed) for (const i of this.members.get(element)!) clique.add(i);
    clique.delete(pivot);
    this.remaining--;
    for (const i of clique) this.join(i, pivot, clique, absorbed);
    for (const element of absorbed) this.members.delete(element);
    this.members.set(pivot, clique);
    for (const i of clique) this.degrees[i] = this.bound(i, clique);
    this.degrees[pivot] = Number.POSITIVE_INFINITY;
    this.variables[pivot]!.clear();
    this.elements[pivot] = new Set();
  }

  private join(i: number, pivot: number, clique: ReadonlySet<number>, absorbed: ReadonlySet<number>): void {
    const neighbours = this.variables[i]!;
    neighbours.delete(pivot);
    for (const other of [...neighbours]) if (clique.has(other)) neighbours.delete(other);
    const own = this.elements[i]!;
    for (const element of absorbed) {
      own.delete(element);
      this.members.get(element)!.delete(i);
    }
    for (const element of own) this.members.get(element)!.delete(pivot);
    own.add(pivot);
  }

  /** At least the number of neighbours: elements may overlap. */
  private bound(i: number, clique: ReadonlySet<number>): number {
    let degree = this.variables[i]!.size + clique.size - 1;
    for (const element of this.elements[i]!) {
      const members = this.members.get(element)!;
      if (members !== clique) degree += members.size - 1;
    }
    return Math.min(degree, this.remaining - 1, this.degrees[i]! + clique.size - 1);
  }
}
