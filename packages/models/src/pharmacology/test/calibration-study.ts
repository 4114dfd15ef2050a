/**
 * Simulation-based calibration (Talts 2018, arXiv:1804.06788) of fits of vancomycin: people are drawn from the prior of a
 * model and measured with noise; the truth must fall anywhere in its posterior with equal chance.
 */
import {
  type ModelSpec,
  mapEstimate,
  normalProbability,
  normalQuantile,
  type PreparedModel,
  posteriorDraws,
  prepareModel,
  type RandomStream,
  randomStream,
  type Subject,
  simulate,
  spreadEffects,
} from "@homeostat/engine";

type Values = Readonly<Record<string, number>>;

const times = [2, 11.5, 26, 35.5, 50, 59.5];
const dose = { state: 0, amount: 1000, rate: 1000, interval: 12, additional: 4, steadyState: "no" } as const;
const schedule = Array.from(
  { length: 5 },
  (_, i) => ({ kind: "infuse", input: "infusion", at: 12 * i, amount: 1000, duration: 1 }) as const,
);

function measuredPerson(model: ModelSpec, parameters: Values, stream: RandomStream): Subject {
  const { outputs } = simulate(model, { parameters, schedule, to: 60, every: 0.5 });
  const inputs = Float64Array.from(Object.values(model.inputs), (input) => Number(input.default));
  const record = { inputs, reset: false };
  return {
    id: "1",
    records: [
      { ...record, time: 0, observed: false, dose },
      ...times.map((time) => ({ ...record, time, observed: true })),
    ],
    measurements: times.map((time, i) => {
      const spread = Math.sqrt(outputs.concentrationVariance![2 * time]!);
      const value = outputs.concentration![2 * time]! + spread * normalQuantile(stream.uniform());
      return { record: i + 1, of: 0, value, limit: "none" };
    }),
  };
}

type Rank = (prepared: PreparedModel, person: Subject, truth: Float64Array, stream: RandomStream) => number[];

/** The share of each effect's normal posterior below the truth. */
export const normalRanks: Rank = (prepared, person, truth) => {
  const { effects, covariance } = mapEstimate(prepared, person);
  const n = effects.length;
  return Array.from(truth, (value, k) =>
    normalProbability((value - effects[k]!) / Math.sqrt(covariance[k * n + k]!)),
  );
};

/** The same of so many weighted draws. */
export function drawnRanks(count: number): Rank {
  return (prepared, person, truth, stream) => {
    const { draws, weights } = posteriorDraws(prepared, person, mapEstimate(prepared, person), count, stream);
    return Array.from(truth, (value, k) =>
      draws.reduce((sum, draw, i) => sum + (draw[k]! < value ? weights[i]! : 0), 0),
    );
  };
}

export interface EffectCalibration {
  readonly name: string;
  /** How many truths fell in each tenth of their posterior. */
  readonly tenths: readonly number[];
  /** Against equal chance, 9 degrees of freedom: 27.88 is exceeded once in a thousand times. */
  readonly chiSquared: number;
  /** The share in the central 90 %. */
  readonly inside: number;
}

/** Draws people, fits each, and tells effect by effect where the truth fell. */
export function calibrate(
  model: ModelSpec,
  parameters: Values,
  rank: Rank,
  { people, seed }: { readonly people: number; readonly seed: number },
): readonly EffectCalibration[] {
  const observations = [{ prediction: "concentration", variance: "concentrationVariance" }];
  const mixed = spreadEffects(model, { observations, parameters });
  const prepared = prepareModel(mixed);
  const all = Array.from({ length: people }, (_, member) => {
    const stream = randomStream({ seed, member, purpose: "calibration" });
    const truth = Float64Array.from(mixed.effects, () => normalQuantile(stream.uniform()));
    const own = mixed.effects.map((name, k) => [name, mixed.scales![k]!.fromFree(truth[k]!)]);
    const person = measuredPerson(model, { ...parameters, ...Object.fromEntries(own) }, stream);
    return rank(prepared, person, truth, stream);
  });
  return mixed.effects.map((name, k) =>
    spreadOf(
      name,
      all.map((ranks) => ranks[k]!),
    ),
  );
}

function spreadOf(name: string, ranks: readonly number[]): EffectCalibration {
  const tenths = new Array<number>(10).fill(0);
  for (const rank of ranks) tenths[Math.min(9, Math.floor(rank * 10))]!++;
  const expected = ranks.length / 10;
  return {
    name,
    tenths,
    chiSquared: tenths.reduce((sum, found) => sum + (found - expected) ** 2 / expected, 0),
    inside: ranks.filter((rank) => Math.abs(rank - 0.5) < 0.45).length / ranks.length,
  };
}
