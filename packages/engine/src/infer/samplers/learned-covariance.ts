/** Mean and covariance of points that come one by one (Welford 1962, Technometrics 4:419). */
export class LearnedCovariance {
  readonly size: number;
  count = 0;
  readonly mean: Float64Array;
  private readonly products: Float64Array;

  constructor(size: number) {
    this.size = size;
    this.mean = new Float64Array(size);
    this.products = new Float64Array(size * size);
  }

  add(point: Float64Array): void {
    const { size, mean, products } = this;
    this.count++;
    const before = point.map((value, i) => value - mean[i]!);
    for (let i = 0; i < size; i++) mean[i]! += before[i]! / this.count;
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++) products[i * size + j]! += (point[i]! - mean[i]!) * before[j]!;
  }

  /** Row by row, unbiased. */
  covariance(): Float64Array {
    return this.products.map((value) => value / Math.max(1, this.count - 1));
  }
}
