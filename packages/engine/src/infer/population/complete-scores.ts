import type { MixedEffectsModel } from "../map/mixed-effects-model.ts";
import { factorise, inverseOf } from "../map/symmetric.ts";
import type { Slopes } from "./complete-data.ts";
import { type Estimated, slopeOf, toFree } from "./estimated.ts";
import { blockOf, type OmegaBlock } from "./omega-block.ts";

/** An entry of Ω that is estimated, by the places of its block's copies. */
interface OmegaEntry {
  readonly places: readonly (readonly [number, number])[];
  readonly block: number;
  readonly row: number;
  readonly column: number;
}

/**
 * Slopes of ln p(data, effects) in all numbers of a population, on their free scales, as if the effects were known; and
 * the information that would then be had. Centres of effects count as means of these, so that data speak to them only
 * through the effects.
 */
export class CompleteScores {
  readonly labels: readonly string[];
  /** Names of the numbers that are no centres: directions in which data have slopes. */
  readonly directions: readonly string[];
  readonly entries: readonly OmegaEntry[];
  private readonly estimated: readonly Estimated[];
  private readonly effectOf: readonly number[];
  private readonly others: readonly number[];
  private readonly chain: readonly number[];
  private readonly precision: Float64Array;
  private readonly precisions: readonly Float64Array[];

  /** The numbers are those of `estimated`'s starts and Ω. */
  constructor(
    { effects, omega }: Pick<MixedEffectsModel, "effects" | "omega">,
    estimated: readonly Estimated[],
    blocks: readonly OmegaBlock[],
  ) {
    const n = effects.length;
    const free = blocks.filter(({ fixed }) => !fixed);
    this.estimated = estimated;
    this.precision = inverseOf(factorise(omega, n)!, n);
    this.effectOf = estimated.map(({ centreOf }) =>
      centreOf === undefined ? -1 : effects.indexOf(centreOf),
    );
    this.others = [...estimated.keys()].filter((i) => this.effectOf[i]! < 0);
    this.directions = this.others.map((i) => estimated[i]!.name);
    this.chain = this.others.map((i) => slopeOf(estimated[i]!, toFree(estimated[i]!)));
    this.precisions = free.map(({ places }) => {
      const block = blockOf(omega, n, places[0]!);
      return inverseOf(factorise(block, places[0]!.length)!, places[0]!.length);
    });
    this.entries = free.flatMap((block, at) => entriesOf(block, at));
    const entryNames = this.entries.map(({ places: [[row, column] = [0, 0]] }) =>
      row === column ? `variance of ${effects[row]}` : `covariance of ${effects[row]} and ${effects[column]}`,
    );
    this.labels = [...estimated.map(({ name }) => name), ...entryNames];
  }

  /** At some effects, where −2 ln p(data | effects) has these slopes. */
  at(effects: Float64Array, { gradient }: Slopes): Float64Array {
    const { precision, estimated, effectOf, others, chain } = this;
    const n = effects.length;
    const pull = effects.map((_, i) =>
      effects.reduce((sum, value, j) => sum + precision[i * n + j]! * value, 0),
    );
    const scores = new Float64Array(this.labels.length);
    effectOf.forEach((effect, i) => {
      if (effect >= 0) scores[i] = pull[effect]!;
    });
    others.forEach((i, k) => {
      scores[i] = -0.5 * gradient[k]! * chain[k]!;
    });
    this.entries.forEach(({ places, row, column, block }, k) => {
      const within = this.precisions[block]!;
      const size = Math.sqrt(within.length);
      const squares = places.reduce((sum, [a, b]) => sum + pull[a]! * pull[b]!, 0);
      scores[estimated.length + k] =
        (row === column ? 0.5 : 1) * (squares - places.length * within[row * size + column]!);
    });
    return scores;
  }

  /** What one person would tell, where the data alone have this information. */
  information({ information }: Pick<Slopes, "information">): Float64Array {
    const p = this.labels.length;
    const { estimated, others, chain, effectOf, precision, entries } = this;
    const n = Math.sqrt(precision.length);
    const all = new Float64Array(p * p);
    effectOf.forEach((a, i) => {
      effectOf.forEach((b, j) => {
        if (a >= 0 && b >= 0) all[i * p + j] = precision[a * n + b]!;
      });
    });
    others.forEach((i, k) => {
      others.forEach((j, l) => {
        all[i * p + j] = information[k * others.length + l]! * chain[k]! * chain[l]!;
      });
    });
    const first = estimated.length;
    entries.forEach((one, k) => {
      entries.forEach((other, l) => {
        if (one.block === other.block) all[(first + k) * p + first + l] = this.between(one, other);
      });
    });
    return all;
  }

  /** From an error on the free scale to one of the number itself. */
  naturalError(i: number, error: number): number {
    const one = this.estimated[i];
    return one === undefined ? error : error * slopeOf(one, toFree(one));
  }

  /** ½·tr(Ω⁻¹·Eₐ·Ω⁻¹·E_b), for each copy of the block. */
  private between(one: OmegaEntry, other: OmegaEntry): number {
    const v = this.precisions[one.block]!;
    const size = Math.sqrt(v.length);
    const cells = ({ row, column }: OmegaEntry) =>
      row === column ? [[row, row] as const] : [[row, column] as const, [column, row] as const];
    let sum = 0;
    for (const [i, j] of cells(one))
      for (const [k, l] of cells(other)) sum += v[l * size + i]! * v[j * size + k]!;
    return 0.5 * one.places.length * sum;
  }
}

function entriesOf({ places }: OmegaBlock, block: number): readonly OmegaEntry[] {
  return places[0]!.flatMap((_, row) =>
    Array.from({ length: row + 1 }, (_, column) => ({
      block,
      row,
      column,
      places: places.map((members) => [members[row]!, members[column]!] as const),
    })),
  );
}
