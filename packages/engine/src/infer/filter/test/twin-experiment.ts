import { drawMultivariateNormal } from "../../../ensemble/draw.ts";
import { normalQuantile } from "../../../ensemble/normal-quantile.ts";
import { type RandomStream, randomStream } from "../../../ensemble/random-stream.ts";
import type { Dynamics } from "../contract/dynamics.ts";
import type { Filter, Marginals, NormalPrior } from "../contract/filter.ts";
import type { FilterObservation } from "../observe/observation.ts";

/** A known truth that is observed with error, for filters to find again. */
export interface Benchmark {
  readonly name: string;
  readonly prior: NormalPrior;
  readonly dynamics: Dynamics;
  /** Time between observations. */
  readonly every: number;
  readonly cycles: number;
  /** Time before scores count. */
  readonly burnIn: number;
  /** Numbers of the state that are observed. */
  readonly observed: readonly number[];
  /** Variance of each observation's error. */
  readonly variance: number;
  /** Neighbouring numbers that a local filter updates together; 1 where not given. */
  readonly batch?: number;
  /** What is observed of such a number; itself where not given. */
  readonly sees?: (value: number) => number;
  /** Chance adds its noise after each such stretch of time; between observations where not given. */
  readonly noiseEvery?: number;
  /** A draw of the error of variance 1; normal where not given. */
  readonly error?: (stream: RandomStream) => number;
}

export interface TwinScore {
  /** Time-mean of the root-mean-square error of the analysis mean over the state. */
  readonly rmse: number;
  /** Time-mean of the root-mean-square spread. */
  readonly spread: number;
  readonly logEvidence: number;
}

/** A truth on its way. */
interface Truth {
  readonly state: Float64Array;
  /** Lives from one observation to the next; `each` sees every stretch after which chance adds its noise. */
  live(cycle: number, each: (from: number, to: number) => void): void;
}

export function truthOf(benchmark: Benchmark, nature: RandomStream): Truth {
  const { prior, dynamics, every, noiseEvery = every } = benchmark;
  const state = drawMultivariateNormal(nature, prior.mean, prior.factor);
  const stretches = Math.round(every / noiseEvery);
  return {
    state,
    live(cycle, each) {
      for (let k = 0; k < stretches; k++) {
        const from = cycle * every + (k * every) / stretches;
        const to = cycle * every + ((k + 1) * every) / stretches;
        dynamics.advance(state, from, to);
        dynamics.noise?.add(state, from, to, nature);
        each(from, to);
      }
    },
  };
}

/** Lives a truth and has a filter follow it. Truth and observations depend on the seed alone, not on the filter. */
export function twinExperiment<Belief>(
  benchmark: Benchmark,
  filter: Filter<Belief>,
  { seed, cycles = benchmark.cycles }: { readonly seed: number; readonly cycles?: number },
): TwinScore {
  const { prior, dynamics, every, burnIn } = benchmark;
  const nature = randomStream({ seed, purpose: "truth", member: 0 });
  const chance = randomStream({ seed, purpose: "filter", member: 0 });
  const truth = truthOf(benchmark, nature);
  let belief = filter.begin(prior, chance);
  const sums = { rmse: 0, spread: 0, scored: 0, logEvidence: 0 };
  for (let cycle = 0; cycle < cycles; cycle++) {
    truth.live(cycle, (from, to) => {
      belief = filter.forecast(belief, dynamics, from, to, chance);
    });
    const to = (cycle + 1) * every;
    const analysis = filter.analyse(belief, observe(benchmark, truth.state, to, nature), chance);
    belief = analysis.posterior;
    if (to <= burnIn) continue;
    const { rmse, spread } = errorsOf(filter.marginals(belief), truth.state);
    sums.rmse += rmse;
    sums.spread += spread;
    sums.logEvidence += analysis.logEvidence;
    sums.scored++;
  }
  const { scored, logEvidence } = sums;
  return { rmse: sums.rmse / scored, spread: sums.spread / scored, logEvidence };
}

function observe(
  { observed, variance, error, sees = (value) => value }: Benchmark,
  truth: Float64Array,
  at: number,
  nature: RandomStream,
): FilterObservation {
  const draw = error ?? ((stream) => normalQuantile(stream.uniform()));
  return {
    at,
    values: Float64Array.from(observed, (i) => sees(truth[i]!) + Math.sqrt(variance) * draw(nature)),
    error: new Float64Array(observed.length).fill(variance),
    predict: (x, into) => {
      for (let k = 0; k < observed.length; k++) into[k] = sees(x[observed[k]!]!);
    },
  };
}

function errorsOf({ mean, sd }: Marginals, truth: Float64Array) {
  let [squares, variances] = [0, 0];
  for (let i = 0; i < truth.length; i++) {
    squares += (mean[i]! - truth[i]!) ** 2;
    variances += sd[i]! ** 2;
  }
  return { rmse: Math.sqrt(squares / truth.length), spread: Math.sqrt(variances / truth.length) };
}
