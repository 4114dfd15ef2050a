import type { MixedEffectsModel } from "../map/mixed-effects-model.ts";
import { factorise } from "../map/symmetric.ts";
import { type Estimated, fromFree, toFree } from "./estimated.ts";
import { blockOf, type OmegaBlock, placeBlock } from "./omega-block.ts";

/** A number that a search moves: a parameter, one that is the centre of an effect, or an entry of Ω's factor. */
export type FreeKind =
  | { readonly is: "parameter" | "covariance" }
  | { readonly is: "centre"; readonly of: string };

/**
 * The numbers of a population that a search moves, as one vector: the estimated parameters, then for each free block of
 * Ω its factor L (block = L·Lᵀ; logarithms on its diagonal, other entries in units of their row's diagonal).
 */
export class FreeParameters {
  readonly start: Float64Array;
  private readonly estimated: readonly Estimated[];
  private readonly blocks: readonly OmegaBlock[];
  private readonly given: Float64Array;
  private readonly size: number;

  constructor(model: MixedEffectsModel, estimated: readonly Estimated[], blocks: readonly OmegaBlock[]) {
    const n = model.effects.length;
    this.estimated = estimated;
    this.blocks = blocks.filter(({ fixed }) => !fixed);
    this.given = model.omega;
    this.size = n;
    const factors = this.blocks.flatMap(({ places: [first = []] }) =>
      freeFactor(blockOf(model.omega, n, first), first.length),
    );
    this.start = Float64Array.of(...estimated.map(toFree), ...factors);
  }

  /** What the k-th number is. */
  kindOf(k: number): FreeKind {
    const one = this.estimated[k];
    if (one === undefined) return { is: "covariance" };
    return one.centreOf === undefined ? { is: "parameter" } : { is: "centre", of: one.centreOf };
  }

  parameters(free: Float64Array): Record<string, number> {
    return Object.fromEntries(this.estimated.map((one, i) => [one.name, fromFree(one, free[i]!)]));
  }

  omega(free: Float64Array): Float64Array {
    const omega = this.given.slice();
    let at = this.estimated.length;
    for (const block of this.blocks) {
      const n = block.places[0]!.length;
      const count = (n * (n + 1)) / 2;
      placeBlock(omega, this.size, block, blockOfFree(free.subarray(at, at + count), n));
      at += count;
    }
    return omega;
  }
}

function freeFactor(block: Float64Array, n: number): readonly number[] {
  const lower = factorise(block, n) ?? new Float64Array(n * n).fill(Number.NaN);
  return Array.from({ length: n }, (_, row) =>
    Array.from({ length: row + 1 }, (_, column) => {
      const value = lower[row * n + column]!;
      return row === column ? Math.log(value) : value / lower[row * n + row]!;
    }),
  ).flat();
}

function blockOfFree(free: Float64Array, n: number): Float64Array {
  const lower = new Float64Array(n * n);
  let at = free.length;
  for (let row = n - 1; row >= 0; row--) {
    const diagonal = Math.exp(free[--at]!);
    lower[row * n + row] = diagonal;
    for (let column = row - 1; column >= 0; column--) lower[row * n + column] = free[--at]! * diagonal;
  }
  return Float64Array.from({ length: n * n }, (_, at) => {
    const [row, column] = [Math.floor(at / n), at % n];
    let sum = 0;
    for (let k = 0; k <= Math.min(row, column); k++) sum += lower[row * n + k]! * lower[column * n + k]!;
    return sum;
  });
}
