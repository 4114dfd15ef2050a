/** Mean and standard deviation of numbers that come one after the other (Welford 1962, Technometrics 4:419). */
export class RunningMoments {
  count = 0;
  mean = 0;
  private squares = 0;

  take(value: number): void {
    this.count++;
    const apart = value - this.mean;
    this.mean += apart / this.count;
    this.squares += apart * (value - this.mean);
  }

  /** With count − 1; NaN for less than two numbers. */
  get deviation(): number {
    return this.count < 2 ? Number.NaN : Math.sqrt(this.squares / (this.count - 1));
  }
}
