import { quantilesOf } from "@homeostat/engine";
import type { Prepared } from "./prepare.ts";
import { drawPrior, equalWeights } from "./prior.ts";
import type { Twin } from "./twin.ts";

/** What a twin has learned of one parameter of its person, beside what it knew at first. */
export interface LearnedValue {
  readonly name: string;
  readonly is: string;
  readonly unit: string;
  readonly median: number;
  readonly low80: number;
  readonly high80: number;
  readonly priorMedian: number;
  readonly priorLow80: number;
  readonly priorHigh80: number;
}

const levels = [0.1, 0.5, 0.9];

export function learnedParameters(prepared: Prepared, { members, seed }: Twin): readonly LearnedValue[] {
  const { learned, layout, model } = prepared;
  const prior = drawPrior(prepared, seed);
  return learned.flatMap(({ name, distribution, told }, i) => {
    if (!told) return [];
    const band = (rows: Float64Array, size: number, first: number, weights: Float64Array) => {
      const free = Float64Array.from(weights, (_, m) => rows[m * size + first + i]!);
      return Array.from(quantilesOf(free, weights, levels), (value) => distribution.fromFree(value));
    };
    const now = band(members.x, layout.size, layout.learned, members.weights);
    const first = band(prior, learned.length, 0, equalWeights(prepared.design.members));
    const { is, unit } = model.spec.parameters[name]!;
    return {
      name,
      is,
      unit,
      median: now[1]!,
      low80: now[0]!,
      high80: now[2]!,
      priorMedian: first[1]!,
      priorLow80: first[0]!,
      priorHigh80: first[2]!,
    };
  });
}
