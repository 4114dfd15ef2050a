import { gamma, mostOrder } from "./coefficients.ts";

/**
 * Backward differences of the solution at equal steps h: row j holds ∇ʲy. They are the memory of the multistep method
 * and its interpolant (Shampine & Reichelt 1997, SIAM J Sci Comput 18:1, section 2). Sums go column by column in place.
 */
export class Differences {
  readonly rows: readonly Float64Array[];
  private readonly mix: readonly Float64Array[];

  constructor(size: number) {
    this.rows = Array.from({ length: mostOrder + 3 }, () => new Float64Array(size));
    this.mix = Array.from({ length: mostOrder + 1 }, () => new Float64Array(mostOrder + 1));
  }

  /** All that is known at the start: the state, and its slope over one step. */
  start(y: Float64Array, slope: Float64Array, h: number): void {
    const [state, first, ...higher] = this.rows;
    state!.set(y);
    for (let i = 0; i < y.length; i++) first![i] = h * slope[i]!;
    for (const row of higher) row.fill(0);
  }

  /** Where the polynomial of this order leads in one step. */
  predict(order: number, out: Float64Array): void {
    out.set(this.rows[0]!);
    for (let j = 1; j <= order; j++) {
      const row = this.rows[j]!;
      for (let i = 0; i < out.length; i++) out[i] = out[i]! + row[i]!;
    }
  }

  /** Σ γⱼ·∇ʲy, j from 1 to the order. */
  pull(order: number, out: Float64Array): void {
    out.fill(0);
    for (let j = 1; j <= order; j++) {
      const row = this.rows[j]!;
      for (let i = 0; i < out.length; i++) out[i] = out[i]! + gamma[j]! * row[i]!;
    }
  }

  /** Takes in a step to `y`, which lies `correction` from what this order predicted. */
  push(order: number, y: Float64Array, correction: Float64Array): void {
    const { rows } = this;
    const [last, highest] = [rows[order + 1]!, rows[order + 2]!];
    for (let i = 0; i < y.length; i++) highest[i] = correction[i]! - last[i]!;
    last.set(correction);
    for (let j = order; j > 0; j--) {
      const [row, above] = [rows[j]!, rows[j + 1]!];
      for (let i = 0; i < y.length; i++) row[i] = row[i]! + above[i]!;
    }
    rows[0]!.set(y);
  }

  /** The same polynomial by its differences at steps `factor` times as long. */
  rescale(order: number, factor: number): void {
    const { rows, mix } = this;
    fillMix(mix, order, factor);
    const size = rows[0]!.length;
    const column = new Float64Array(order + 1);
    for (let i = 0; i < size; i++) {
      for (let j = 1; j <= order; j++) column[j] = rows[j]![i]!;
      for (let j = 1; j <= order; j++) {
        let sum = 0;
        for (let k = 1; k <= order; k++) sum += mix[k]![j]! * column[k]!;
        rows[j]![i] = sum;
      }
    }
  }

  /** The polynomial of this order `back` steps before the last point. */
  interpolate(order: number, back: number, out: Float64Array): void {
    out.set(this.rows[0]!);
    let product = 1;
    for (let j = 1; j <= order; j++) {
      product *= (j - 1 - back) / j;
      const row = this.rows[j]!;
      for (let i = 0; i < out.length; i++) out[i] = out[i]! + product * row[i]!;
    }
  }
}

/** mix = R(factor)·R(1), where R(φ)[i][j] = Π_{m=1…i} (m − 1 − φ·j)/m (ibid., section 2). */
function fillMix(mix: readonly Float64Array[], order: number, factor: number): void {
  for (let i = 1; i <= order; i++) {
    for (let j = 1; j <= order; j++) {
      let sum = 0;
      for (let k = 1; k <= order; k++) sum += entry(factor, i, k) * entry(1, k, j);
      mix[i]![j] = sum;
    }
  }
}

function entry(factor: number, i: number, j: number): number {
  let product = 1;
  for (let m = 1; m <= i; m++) product *= (m - 1 - factor * j) / m;
  return product;
}
