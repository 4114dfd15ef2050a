import type { RandomStream } from "../../ensemble/random-stream.ts";
import type { MapEstimate } from "../map/map-estimate.ts";
import type { MixedEffectsModel, Subject } from "../map/mixed-effects-model.ts";
import { factorise, inverseOf } from "../map/symmetric.ts";
import { CompleteData, parameterVector, sharedWork } from "./complete-data.ts";
import { CompleteScores } from "./complete-scores.ts";
import type { Estimated } from "./estimated.ts";
import { personEvidence } from "./importance.ts";
import type { OmegaBlock } from "./omega-block.ts";

/** How sure a population's numbers are. */
export interface PopulationAssessment {
  /** −2 ln likelihood with all effects integrated out, without n·ln 2π, and its standard error by chance. */
  readonly minusTwoLogLikelihood: number;
  readonly chanceError: number;
  /** NaN of what the data do not determine. */
  readonly standardErrors: Readonly<Record<string, number>>;
  /** Of Ω, row by row; 0 where it is not estimated. */
  readonly omegaErrors: Float64Array;
  /** Estimated numbers that these people's data do not determine, or only together with others before them. */
  readonly undetermined: readonly string[];
}

/**
 * −2 ln likelihood by importance sampling, and standard errors from the observed information (Louis 1982), at the numbers
 * of a population.
 */
export function assessPopulation(
  model: MixedEffectsModel,
  subjects: readonly Subject[],
  {
    parameters,
    omega,
    people,
  }: {
    readonly parameters: Readonly<Record<string, number>>;
    readonly omega: Float64Array;
    readonly people: readonly Pick<MapEstimate, "effects" | "covariance">[];
  },
  { estimated, blocks }: { readonly estimated: readonly Estimated[]; readonly blocks: readonly OmegaBlock[] },
  sampling: { readonly count: number; readonly stream: RandomStream },
): PopulationAssessment {
  const vague = vagueEffects(model.effects, omega, people);
  const found = estimated.map(({ centreOf, ...one }) => ({
    ...one,
    start: parameters[one.name]!,
    ...(centreOf === undefined || vague.has(centreOf) ? {} : { centreOf }),
  }));
  const scores = new CompleteScores({ effects: model.effects, omega }, found, blocks);
  const work = sharedWork({ ...model, omega }, parameters, scores.directions);
  const vector = parameterVector(work, parameters);
  const evidence = subjects.map((subject, i) =>
    personEvidence(work, new CompleteData(work, subject), scores, vector, people[i]!, sampling),
  );
  const { errors, undetermined } = withoutVague(
    estimated,
    errorsOf(
      summed(evidence.map(({ information }) => information)),
      summed(evidence.map(({ complete }) => complete)),
      smallestShare(sampling.count * subjects.length),
    ),
  );
  const n = model.effects.length;
  const omegaErrors = new Float64Array(n * n);
  scores.entries.forEach(({ places }, k) => {
    for (const [row, column] of places) {
      omegaErrors[row * n + column] = errors[estimated.length + k]!;
      omegaErrors[column * n + row] = errors[estimated.length + k]!;
    }
  });
  return {
    minusTwoLogLikelihood: evidence.reduce((sum, one) => sum + one.minusTwoLog, 0),
    chanceError: Math.sqrt(evidence.reduce((sum, one) => sum + one.variance, 0)),
    standardErrors: Object.fromEntries(
      estimated.map(({ name }, k) => [name, scores.naturalError(k, errors[k]!)]),
    ),
    omegaErrors,
    undetermined: undetermined.map((i) => scores.labels[i]!),
  };
}

/**
 * Effects of which people's data leave more than half of the variance open. Data speak to the centre of an effect through
 * what people's effects are, or by their own slopes: both are exact, but the former is a difference of large numbers where
 * effects are vague, as where their variance has gone to 0, and the latter where they are well known (centred and non-centred;
 * Papaspiliopoulos, Roberts & Sköld 2007, Stat Sci 22:59).
 */
function vagueEffects(
  effects: readonly string[],
  omega: Float64Array,
  people: readonly Pick<MapEstimate, "covariance">[],
): ReadonlySet<string> {
  const n = effects.length;
  const open = (k: number) =>
    people.reduce((sum, { covariance }) => sum + covariance[k * (n + 1)]!, 0) / people.length;
  return new Set(effects.filter((_, k) => !(open(k) < 0.5 * omega[k * (n + 1)]!)));
}

interface Errors {
  readonly errors: readonly number[];
  readonly undetermined: readonly number[];
}

/** Logarithms and logits are not known where their standard error is this large: a factor of 20,000 either way. */
const tooVague = 10;

function withoutVague(estimated: readonly Estimated[], { errors, undetermined }: Errors): Errors {
  const isVague = (error: number, i: number) =>
    estimated[i] !== undefined && estimated[i].scale !== "as it is" && error > tooVague;
  return {
    errors: errors.map((error, i) => (isVague(error, i) ? Number.NaN : error)),
    undetermined: [...errors.keys()].filter((i) => undetermined.includes(i) || isVague(errors[i]!, i)),
  };
}

const summed = (parts: readonly Float64Array[]) =>
  parts[0]!.map((_, at) => parts.reduce((sum, part) => sum + part[at]!, 0));

/**
 * A number counts as undetermined where, beside what is learned of the numbers before it, the data tell no larger a
 * share of what known effects would tell than chance in sampling could make up: 1/√draws.
 */
const smallestShare = (draws: number) => 1 / Math.sqrt(draws);

function errorsOf(information: Float64Array, complete: Float64Array, least: number): Errors {
  const n = Math.sqrt(information.length);
  const sizes = Array.from({ length: n }, (_, i) => Math.sqrt(complete[i * (n + 1)]!));
  const kept: number[] = [];
  let lower: Float64Array | undefined;
  for (let i = 0; i < n; i++) {
    const tried = [...kept, i];
    const share = (a: number, b: number) => information[a * n + b]! / (sizes[a]! * sizes[b]!);
    const matrix = Float64Array.from(tried.flatMap((a) => tried.map((b) => share(a, b))));
    const factor = sizes[i]! > 0 ? factorise(matrix, tried.length) : undefined;
    if (factor === undefined || !(factor.at(-1)! ** 2 > least)) continue;
    kept.push(i);
    lower = factor;
  }
  const inverse = lower === undefined ? new Float64Array() : inverseOf(lower, kept.length);
  const errors = Array.from({ length: n }, (_, i) => {
    const at = kept.indexOf(i);
    return at < 0 ? Number.NaN : Math.sqrt(inverse[at * (kept.length + 1)]!) / sizes[i]!;
  });
  return { errors, undetermined: [...errors.keys()].filter((i) => !kept.includes(i)) };
}
