import type { MixedEffectsModel } from "../map/mixed-effects-model.ts";
import { factorise } from "../map/symmetric.ts";

/** A value that is estimated, on a scale without bounds. */
export interface Estimated {
  readonly name: string;
  readonly start: number;
  /** Positive numbers are estimated as logarithms. */
  readonly scale: "logarithm" | "as it is";
}

/**
 * The numbers of a population that a search moves, as one vector: the estimated parameters, then the factor L of
 * Ω = L·Lᵀ (logarithms on its diagonal, other entries in units of their row's diagonal) where Ω is not 0 at the start.
 */
export class FreeParameters {
  readonly start: Float64Array;
  private readonly estimated: readonly Estimated[];
  private readonly places: readonly (readonly [number, number])[];
  private readonly size: number;

  constructor(model: MixedEffectsModel, estimated: readonly Estimated[]) {
    const n = model.effects.length;
    const lower = factorise(model.omega, n) ?? new Float64Array(n * n);
    this.estimated = estimated;
    this.size = n;
    this.places = Array.from({ length: n * n }, (_, i) => [Math.floor(i / n), i % n] as const).filter(
      ([row, column]) => column <= row && model.omega[row * n + column] !== 0,
    );
    const factors = this.places.map(([row, column]) => {
      const value = lower[row * n + column]!;
      return row === column ? Math.log(value) : value / lower[row * n + row]!;
    });
    this.start = Float64Array.of(...estimated.map(toFree), ...factors);
  }

  parameters(free: Float64Array): Record<string, number> {
    return Object.fromEntries(
      this.estimated.map(({ name, scale }, i) => [
        name,
        scale === "logarithm" ? Math.exp(free[i]!) : free[i]!,
      ]),
    );
  }

  omega(free: Float64Array): Float64Array {
    const { size: n, places } = this;
    const lower = new Float64Array(n * n);
    const first = this.estimated.length;
    places.forEach(([row, column], i) => {
      if (row === column) lower[row * n + row] = Math.exp(free[first + i]!);
    });
    places.forEach(([row, column], i) => {
      if (row !== column) lower[row * n + column] = free[first + i]! * lower[row * n + row]!;
    });
    return Float64Array.from({ length: n * n }, (_, at) => {
      const [row, column] = [Math.floor(at / n), at % n];
      let sum = 0;
      for (let k = 0; k <= Math.min(row, column); k++) sum += lower[row * n + k]! * lower[column * n + k]!;
      return sum;
    });
  }
}

const toFree = ({ start, scale }: Estimated): number => (scale === "logarithm" ? Math.log(start) : start);
