import type { RandomStream } from "../../../ensemble/random-stream.ts";
import type { Target } from "../target.ts";
import type { Metric } from "./metric.ts";

/** A place in phase space, with what is known of the density there. */
export interface Phase {
  readonly at: Float64Array;
  readonly momentum: Float64Array;
  readonly velocity: Float64Array;
  readonly gradient: Float64Array;
  readonly logDensity: number;
  /** −ln density + ½pᵀM⁻¹p. */
  readonly energy: number;
}

/** Motion in the target's potential −ln density. */
export class Hamiltonian {
  private readonly target: Target;
  private readonly metric: Metric;

  constructor(target: Target, metric: Metric) {
    this.target = target;
    this.metric = metric;
  }

  /** At a point, with a fresh momentum. */
  begin(at: Float64Array, stream: RandomStream): Phase {
    return this.phase(at, this.metric.momentum(stream));
  }

  /** The same place with a fresh momentum. */
  refresh({ at, gradient, logDensity }: Phase, stream: RandomStream): Phase {
    return this.complete(at, this.metric.momentum(stream), gradient, logDensity);
  }

  /** One leapfrog step (Verlet; negative steps go back in time). */
  step({ at, momentum, gradient }: Phase, size: number): Phase {
    const half = momentum.map((value, i) => value + 0.5 * size * gradient[i]!);
    const velocity = this.metric.velocity(half);
    const there = at.map((value, i) => value + size * velocity[i]!);
    const slope = new Float64Array(at.length);
    const logDensity = this.target.logDensity(there, slope);
    const arrived = half.map((value, i) => value + 0.5 * size * slope[i]!);
    return this.complete(there, arrived, slope, logDensity);
  }

  private phase(at: Float64Array, momentum: Float64Array): Phase {
    const gradient = new Float64Array(at.length);
    return this.complete(at, momentum, gradient, this.target.logDensity(at, gradient));
  }

  private complete(
    at: Float64Array,
    momentum: Float64Array,
    gradient: Float64Array,
    logDensity: number,
  ): Phase {
    const velocity = this.metric.velocity(momentum);
    const energy = -logDensity + 0.5 * dot(momentum, velocity);
    return { at, momentum, velocity, gradient, logDensity, energy };
  }
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
