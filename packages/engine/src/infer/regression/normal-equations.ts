/**
 * Sufficient statistics of a weighted linear regression with several outputs.
 * Rows are added one at a time and forgotten: memory is inputs² + inputs × outputs, whatever the number of rows.
 */
export class NormalEquations {
  readonly inputs: number;
  readonly outputs: number;
  /** Σ w x xᵀ, lower triangle, row-major. */
  readonly gram: Float64Array;
  /** Σ w x yᵀ, `inputs` × `outputs`, row-major. */
  readonly cross: Float64Array;
  /** Rows added. */
  rows = 0;

  constructor(inputs: number, outputs: number) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.gram = new Float64Array(inputs * inputs);
    this.cross = new Float64Array(inputs * outputs);
  }

  /** Adds one row: inputs x, outputs y, weight ≥ 0. */
  add(x: Float64Array, y: Float64Array, weight = 1): void {
    const { inputs, outputs, gram, cross } = this;
    for (let i = 0; i < inputs; i++) {
      const scaled = weight * x[i]!;
      if (scaled === 0) continue;
      const row = i * inputs;
      for (let j = 0; j <= i; j++) gram[row + j]! += scaled * x[j]!;
      const out = i * outputs;
      for (let k = 0; k < outputs; k++) cross[out + k]! += scaled * y[k]!;
    }
    this.rows++;
  }
}
