/**
 * The sum of values of which some count at a time: made of them alone, in a fixed order, so that it is exactly 0 when
 * none counts, whatever came and went before; a change costs the logarithm of their number.
 */
export class RunningSum {
  /** A binary tree in an array: node i is the sum of nodes 2i and 2i + 1. */
  private readonly nodes: Float64Array;
  private readonly leaves: number;

  constructor(count: number) {
    this.leaves = 2 ** Math.ceil(Math.log2(Math.max(1, count)));
    this.nodes = new Float64Array(2 * this.leaves);
  }

  get total(): number {
    return this.nodes[1]!;
  }

  /** Gives a place a value; 0 takes it out. */
  set(place: number, value: number): void {
    const { nodes } = this;
    let node = this.leaves + place;
    nodes[node] = value;
    for (node >>= 1; node > 0; node >>= 1) nodes[node] = nodes[2 * node]! + nodes[2 * node + 1]!;
  }
}
