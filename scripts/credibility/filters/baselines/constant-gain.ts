import type { Filter, Moments } from "@homeostat/engine/infer";
import type { Benchmark } from "../../../../packages/engine/src/infer/filter/test/twin-experiment.ts";
import { asFilter } from "./linear-filter.ts";
import { gainOf, moved } from "./linear-update.ts";

/** The climate, whatever is observed. */
export const climatology = (climate: Moments): Filter<Moments> =>
  asFilter({ name: "climatology", forecast: () => climate, analyse: () => climate });

/** The climate, moved by what is observed now: optimal interpolation. */
export function optimalInterpolation(climate: Moments, { observed, variance }: Benchmark): Filter<Moments> {
  const { gain, covariance } = gainOf(climate.covariance, observed, variance);
  return asFilter({
    name: "optimal interpolation",
    forecast: () => climate,
    analyse: (_, observation) => ({ mean: moved(climate.mean, gain, observation), covariance }),
  });
}

/** A forecast whose covariance is held to be always the same: 3D-Var where what is observed is linear. */
export function constantGain(background: Float64Array, { observed, variance }: Benchmark): Filter<Moments> {
  const { gain, covariance } = gainOf(background, observed, variance);
  return asFilter({
    name: "constant gain",
    forecast({ mean }, dynamics, from, to) {
      const next = mean.slice();
      dynamics.advance(next, from, to);
      return { mean: next, covariance: background };
    },
    analyse: ({ mean }, observation) => ({ mean: moved(mean, gain, observation), covariance }),
  });
}
