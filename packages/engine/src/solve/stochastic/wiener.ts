import { BrownianPath } from "./brownian-path.ts";
import type { NoiseSettings } from "./noise-options.ts";

/** The Wiener processes of a model, one for each noisy state, of one member at a time. */
export class Wiener {
  readonly increments: Float64Array;
  readonly areas: Float64Array;
  private readonly paths: readonly BrownianPath[];

  /** A process is named after its state, so that it stays the same where other states gain or lose noise. */
  constructor({ seed, cell }: NoiseSettings, states: readonly string[]) {
    this.paths = states.map((state) => new BrownianPath(seed, `noise ${state}`, cell));
    this.increments = new Float64Array(states.length);
    this.areas = new Float64Array(states.length);
  }

  take(member: number): void {
    for (const path of this.paths) path.take(member);
  }

  over(from: number, to: number): void {
    this.paths.forEach((path, k) => {
      path.over(from, to);
      this.increments[k] = path.increment;
      this.areas[k] = path.area;
    });
  }
}
