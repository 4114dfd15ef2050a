import { normalQuantile } from "@homeostat/engine";
import { quantilesOf } from "@homeostat/engine/infer";
import type { Trust } from "./design.ts";
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
  /** False where data like this person's were seen not to tell it: the prior is shown again. */
  readonly informed: boolean;
}

const levels = [0.1, 0.5, 0.9];
/** Half the width of a normal's central 80 %. */
const tenth = normalQuantile(0.9);
/** Below this share of trust the data do not tell a parameter. */
const least = 0.1;
/** What trust says was seen in twins of this age. */
const grownUp = 7 * 86_400_000;

/** Low, middle and high on the free scale. */
type Band = readonly [number, number, number];

export function learnedParameters(prepared: Prepared, twin: Twin): readonly LearnedValue[] {
  return bandsOf(prepared, twin).flatMap(({ first, shown }, i) => {
    const { name, distribution, told, trust } = prepared.learned[i]!;
    if (!told) return [];
    const [low80, median, high80] = shown.map(distribution.fromFree) as [number, number, number];
    const [priorLow80, priorMedian, priorHigh80] = first.map(distribution.fromFree) as [
      number,
      number,
      number,
    ];
    const { is, unit } = prepared.model.spec.parameters[name]!;
    const informed = trust === null || trust.share >= least;
    return { name, is, unit, median, low80, high80, priorMedian, priorLow80, priorHigh80, informed };
  });
}

/** What is believed of each learned parameter, shown or not, on its free scale. */
export function believedParameters(prepared: Prepared, twin: Twin) {
  return bandsOf(prepared, twin).map(({ shown: [low, middle, high] }, i) => {
    const { name, told } = prepared.learned[i]!;
    return { name, told, middle, sd: (high - low) / (2 * tenth) };
  });
}

function bandsOf(prepared: Prepared, { members, seed, watermark, born }: Twin) {
  const { learned, layout, design } = prepared;
  const prior = drawPrior(prepared, seed);
  const age = Math.min(1, (watermark - born) / grownUp);
  return learned.map(({ trust }, i) => {
    const first = bandOf(prior, learned.length, i, equalWeights(design.members));
    const now = bandOf(members.x, layout.size, layout.learned + i, members.weights);
    return { first, shown: trust ? believed(first, now, trust, age) : now };
  });
}

function bandOf(rows: Float64Array, size: number, column: number, weights: Float64Array): Band {
  const free = Float64Array.from(weights, (_, m) => rows[m * size + column]!);
  const [low, middle, high] = quantilesOf(free, weights, levels);
  return [low!, middle!, high!];
}

/** What was learned as far as it is believed, as wide as that was seen to miss; a young twin keeps to the prior's width. */
function believed(first: Band, now: Band, { share, sd }: Trust, age: number): Band {
  if (share < least) return first;
  const middle = first[1] + share * (now[1] - first[1]);
  const before = (first[2] - first[0]) / (2 * tenth);
  const half = tenth * Math.sqrt(before ** 2 + age * (sd ** 2 - before ** 2));
  return [middle - half, middle, middle + half];
}
