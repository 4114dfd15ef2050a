/**
 * node scripts/measure-calibration.ts [people] [draws] [seed]: simulation-based calibration (Talts 2018) of fits of
 * vancomycin. People are drawn from the prior of a model and measured with noise; printed is, for each effect, in which
 * tenth of its posterior the truth fell, χ² of that (9 degrees of freedom; 27.9 is exceeded once in a thousand times),
 * and how often it fell in the central 90 %.
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
import { vancomycinBuelga2005, vancomycinGoti2018 } from "@homeostat/models";

const [people = 1500, count = 250, seed = 11] = process.argv.slice(2).map(Number);
const times = [2, 11.5, 26, 35.5, 50, 59.5];
const dose = { state: 0, amount: 1000, rate: 1000, interval: 12, additional: 4, steadyState: "no" } as const;
const schedule = Array.from(
  { length: 5 },
  (_, i) => ({ kind: "infuse", input: "infusion", at: 12 * i, amount: 1000, duration: 1 }) as const,
);
type Values = Readonly<Record<string, number>>;

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

/** Where the truth lies in the normal posterior and in weighted draws, effect by effect. */
function ranks(prepared: PreparedModel, person: Subject, truth: Float64Array, stream: RandomStream) {
  const estimate = mapEstimate(prepared, person);
  const { effects, covariance } = estimate;
  const { draws, weights } = posteriorDraws(prepared, person, estimate, count, stream);
  const spread = (k: number) => Math.sqrt(covariance[k * (truth.length + 1)]!);
  return {
    normal: Array.from(truth, (value, k) => normalProbability((value - effects[k]!) / spread(k))),
    drawn: Array.from(truth, (value, k) =>
      draws.reduce((sum, draw, i) => sum + (draw[k]! < value ? weights[i]! : 0), 0),
    ),
  };
}

function report(title: string, all: readonly number[]): void {
  const tenths = new Array<number>(10).fill(0);
  for (const rank of all) tenths[Math.min(9, Math.floor(rank * 10))]!++;
  const expected = all.length / 10;
  const chiSquared = tenths.reduce((sum, found) => sum + (found - expected) ** 2 / expected, 0);
  const inside = all.filter((rank) => Math.abs(rank - 0.5) < 0.45).length / all.length;
  console.log(
    `${title}: χ² ${chiSquared.toFixed(1)}, in the central 90 %: ${inside.toFixed(3)}  ${tenths.join(" ")}`,
  );
}

function measure(model: ModelSpec, parameters: Values): void {
  const observations = [{ prediction: "concentration", variance: "concentrationVariance" }];
  const mixed = spreadEffects(model, { observations, parameters });
  const prepared = prepareModel(mixed);
  const all = Array.from({ length: people }, (_, member) => {
    const stream = randomStream({ seed, member, purpose: "calibration" });
    const truth = Float64Array.from(mixed.effects, () => normalQuantile(stream.uniform()));
    const own = mixed.effects.map((name, k) => [name, mixed.scales![k]!.fromFree(truth[k]!)]);
    const person = measuredPerson(model, { ...parameters, ...Object.fromEntries(own) }, stream);
    return ranks(prepared, person, truth, stream);
  });
  for (const kind of ["normal", "drawn"] as const)
    for (const [k, name] of mixed.effects.entries())
      report(
        `${model.id} ${kind} ${name}`,
        all.map((person) => person[kind][k]!),
      );
}

measure(vancomycinBuelga2005, { additive: 1.5 });
measure(vancomycinGoti2018, { proportional: 0.15, additive: 1 });
