import { highLevel, levelCount, lowLevel, medianLevel, type QuantilePath } from "./forecaster.ts";

/** What a forecaster scored over all windows; errors in mg/dL. */
export interface BacktestScore {
  /** Median over the windows of the root mean squared error within a window. */
  readonly rmse_median: number;
  /** Median over the windows of the mean absolute error within a window. */
  readonly mae_median: number;
  /** Mean over the windows of the mean squared error (mg²/dL²). */
  readonly mse_mean: number;
  /** Share of truths between the 10 % and the 90 % quantile. */
  readonly coverage80: number;
}

/** Gathers the errors of one forecaster window by window. */
export class ScoreSheet {
  private readonly squared: number[] = [];
  private readonly absolute: number[] = [];
  private covered = 0;
  private steps = 0;

  add(path: QuantilePath, truth: Float64Array): void {
    let squared = 0;
    let absolute = 0;
    truth.forEach((observed, k) => {
      const error = path[k * levelCount + medianLevel]! - observed;
      squared += error * error;
      absolute += Math.abs(error);
      if (observed >= path[k * levelCount + lowLevel]! && observed <= path[k * levelCount + highLevel]!)
        this.covered++;
    });
    this.squared.push(squared / truth.length);
    this.absolute.push(absolute / truth.length);
    this.steps += truth.length;
  }

  get windows(): number {
    return this.squared.length;
  }

  score(): BacktestScore {
    return {
      rmse_median: median(this.squared.map(Math.sqrt)),
      mae_median: median(this.absolute),
      mse_mean: this.squared.reduce((sum, one) => sum + one, 0) / this.squared.length,
      coverage80: this.covered / this.steps,
    };
  }
}

/** Median of a sample that is not empty; the mean of the middle two of an even one. */
function median(sample: readonly number[]): number {
  const sorted = [...sample].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
}
