import { meansOf, spreadsOf } from "@homeostat/engine/infer";
import { normals } from "./noise.ts";
import type { Prepared } from "./prepare.ts";

/**
 * Draws of the learned parameters on their free scales, `members` rows: around the design's population where it has
 * these parameters, else from the model's spreads. The prior of a twin with this seed.
 */
export function drawPrior(prepared: Prepared, seed: number): Float64Array {
  const { design, learned } = prepared;
  const rows = populationRows(prepared);
  const centres = learned.map((_, i) => centreOf(rows, i));
  const own = normals(seed, "prior", 0, design.members * learned.length);
  const shared = normals(seed, "prior", 1, design.members * rows.length);
  const out = new Float64Array(design.members * learned.length);
  for (let m = 0; m < design.members; m++)
    learned.forEach((parameter, i) => {
      const at = m * learned.length + i;
      const chance = shared.subarray(m * rows.length, (m + 1) * rows.length);
      const drawn = centres[i]!.mean + together(rows, centres[i]!, i, chance) + alone(centres[i]!, own[at]!);
      out[at] = Math.min(parameter.high, Math.max(parameter.low, drawn));
    });
  return out;
}

/** Middle and deviation of each learned parameter's prior, on its free scale. */
export function priorCentres(prepared: Prepared): readonly Pick<Centre, "mean" | "deviation">[] {
  const rows = populationRows(prepared);
  return prepared.learned.map((_, i) => centreOf(rows, i));
}

interface Centre {
  readonly mean: number;
  readonly deviation: number;
  /** Whether the population tells of this parameter. */
  readonly known: boolean;
}

/**
 * Share of the variance that is drawn for each parameter alone: a shrinkage of the sample's correlations, which a few
 * dozen people do not fix (Ledoit & Wolf 2004, doi:10.1016/S0047-259X(03)00096-4, diagonal target, fixed intensity).
 */
const shrinkage = 0.3;

function alone({ deviation, known }: Centre, chance: number): number {
  return deviation * chance * (known ? Math.sqrt(shrinkage) : 1);
}

/** One draw with the sample's covariance: the sum of its deviations, each times a chance shared by all parameters. */
function together(rows: readonly Float64Array[], centre: Centre, i: number, chance: Float64Array): number {
  if (!centre.known) return 0;
  let sum = 0;
  rows.forEach((row, k) => {
    sum += (row[i]! - centre.mean) * chance[k]!;
  });
  return (sum * Math.sqrt(1 - shrinkage)) / Math.sqrt(rows.length - 1);
}

/** The population's people on the free scales; NaN for what it does not tell. */
function populationRows({ design, learned }: Prepared): Float64Array[] {
  const { names, draws } = design.population ?? { names: [], draws: [] };
  const columns = learned.map(({ name }) => names.indexOf(name));
  return draws.map((draw) =>
    Float64Array.from(learned, ({ distribution, low, high }, i) =>
      columns[i]! < 0 ? Number.NaN : Math.min(high, Math.max(low, distribution.toFree(draw[columns[i]!]!))),
    ),
  );
}

function centreOf(rows: readonly Float64Array[], i: number): Centre {
  if (rows.length < 3 || Number.isNaN(rows[0]![i]!)) return { mean: 0, deviation: 1, known: false };
  const column = {
    size: 1,
    x: Float64Array.from(rows, (row) => row[i]!),
    weights: equalWeights(rows.length),
  };
  return { mean: meansOf(column)[0]!, deviation: spreadsOf(column)[0]!, known: true };
}

export function equalWeights(count: number): Float64Array {
  return new Float64Array(count).fill(1 / count);
}
