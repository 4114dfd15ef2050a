/**
 * Are filters calibrated? Truths are drawn from the prior of a model's parameters, live with process noise and slow drift, are
 * measured with error, and are looked for by a filter of the same model: in the last belief they fall anywhere with equal
 * chance if the filter is right (Talts et al. 2018, arXiv:1804.06788).
 */
import { normalQuantile, type RandomStream } from "@homeostat/engine";
import {
  type CalibrationStudy,
  type Ensemble,
  type Filter,
  type FilterObservation,
  type InferredQuantities,
  type ModelStateSpace,
  type Regularisation,
  runFilter,
} from "@homeostat/engine/infer";

/** A model with what is learned of it, and how it is measured. */
export interface FilterScenario {
  readonly name: string;
  readonly space: ModelStateSpace;
  /** How many numbers after the states are learned; each is standard normal before the data. */
  readonly learned: readonly string[];
  readonly output: string;
  readonly times: readonly number[];
  /** Variance of a measurement's error. */
  readonly variance: number;
  /** States that are amounts, each with what is little of it: the unscented filter takes them on `amountScale`. */
  readonly amounts: Readonly<Record<string, number>>;
  /** Sets particles apart: one that widens will do where they are resampled a few times. */
  readonly kernel: Regularisation;
  /** States that are asked for beside what is learned. */
  readonly asked: readonly string[];
}

export function filterStudy<Belief>(
  scenario: FilterScenario,
  filter: Filter<Belief>,
): CalibrationStudy<readonly FilterObservation[]> {
  const { space, learned, asked } = scenario;
  const numbers = [
    ...asked.map((name) => space.states.indexOf(name)),
    ...learned.map((_, i) => space.states.length + i),
  ];
  return {
    quantities: [...asked, ...learned],
    simulate: (stream) => lived(scenario, numbers, stream),
    infer(observations, stream) {
      const begun = filter.begin(priorOf(scenario), stream);
      const started = filter.forecast(begun, space.start, 0, 0, stream);
      const start = { at: 0, belief: started };
      const { belief } = runFilter(filter, start, space.dynamics, observations, stream);
      return posteriorOf(filter, belief, numbers);
    },
  };
}

function priorOf({ space }: FilterScenario) {
  const { size, states } = space;
  const factor = new Float64Array(size * size);
  for (let i = states.length; i < size; i++) factor[i * size + i] = 1;
  return { mean: new Float64Array(size), factor };
}

function lived(scenario: FilterScenario, numbers: readonly number[], stream: RandomStream) {
  const { space, times, output, variance } = scenario;
  const x = new Float64Array(space.size);
  const normal = () => normalQuantile(stream.uniform());
  for (let i = space.states.length; i < space.size; i++) x[i] = normal();
  space.start.advance(x, 0, 0);
  const data = times.map((at, k): FilterObservation => {
    const from = times[k - 1] ?? 0;
    space.dynamics.advance(x, from, at);
    space.dynamics.noise?.add(x, from, at, stream);
    const predict = space.predict(output, at);
    const values = new Float64Array(1);
    predict(x, values);
    values[0]! += Math.sqrt(variance) * normal();
    return { at, values, error: Float64Array.of(variance), predict };
  });
  return { truth: numbers.map((i) => x[i]!), data };
}

function posteriorOf<Belief>(
  filter: Filter<Belief>,
  belief: Belief,
  numbers: readonly number[],
): InferredQuantities {
  if (isEnsemble(belief)) {
    const { size, x, weights } = belief;
    const draws = Array.from(weights, (_, m) => numbers.map((i) => x[m * size + i]!));
    return { draws, weights };
  }
  return {
    shareBelow: (quantity, value) =>
      levelOf((level) => filter.quantiles(belief, numbers[quantity]!, [level])[0]!, value),
  };
}

/** The level whose quantile a value is, by bisection: within 1e-9, far less than a chance place strays. */
function levelOf(quantile: (level: number) => number, value: number): number {
  let [low, high] = [0, 1];
  while (high - low > 1e-9) {
    const middle = (low + high) / 2;
    if (quantile(middle) < value) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

const isEnsemble = (belief: unknown): belief is Ensemble =>
  typeof belief === "object" && belief !== null && "weights" in belief;
