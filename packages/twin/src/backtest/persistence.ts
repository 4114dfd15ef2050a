import type { Episode, ForecastContext } from "./context.ts";
import { type Forecaster, levelCount, type QuantilePath } from "./forecaster.ts";

/** "Nothing changes": the last value, as every quantile. */
export class Persistence implements Forecaster {
  readonly name = "persistence";
  private readonly steps: number;

  constructor(steps: number) {
    this.steps = steps;
  }

  learn(_episode: Episode): void {}

  forecast({ lags }: ForecastContext): QuantilePath {
    return new Float64Array(this.steps * levelCount).fill(lags[0]!);
  }
}
