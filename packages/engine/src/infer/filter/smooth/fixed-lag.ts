import { failure } from "../../../errors/registry.ts";
import type { Dynamics } from "../contract/dynamics.ts";
import type { Filter } from "../contract/filter.ts";
import { columnsOf, type Ensemble } from "../ensemble/ensemble.ts";
import { marginalsOf, momentsOf, numberOf } from "../ensemble/moments.ts";
import { quantilesOf } from "../ensemble/statistics.ts";

/** A filter that also keeps improving what it believed of the last `lag` forecasts. */
export interface FixedLag extends Filter<Ensemble> {
  /** The belief of the state as it was `ago` forecasts ago, 0 to lag, in the light of all that came since. */
  past(belief: Ensemble, ago: number): Ensemble;
}

/**
 * The ensemble Kalman smoother, Evensen & van Leeuwen 2000, doi:10.1175/1520-0493(2000)128<1852:AEKSFN>2.0.CO;2: each member
 * remembers its last states as further numbers, and an observation moves them by their regression on it as it moves the
 * state of now. With a particle filter, what is remembered are the ancestors of each member.
 *
 * @param filter of an ensemble; schemes that are local leave the past alone
 * @param size numbers of the state
 * @throws HomeostatError HS1807
 */
export function fixedLag(filter: Filter<Ensemble>, size: number, lag: number): FixedLag {
  if (!(Number.isInteger(lag) && lag >= 0))
    throw failure("HS1807", { what: "lag", value: lag, expected: "a count of forecasts" });
  const past = (belief: Ensemble, ago: number) => columnsOf(belief, ago * size, size);
  return {
    name: `fixed-lag ${filter.name}`,
    begin: (prior, stream) => widened(filter.begin(prior, stream), lag),
    forecast: (belief, dynamics, from, to, stream) =>
      filter.forecast(belief, rememberingDynamics(dynamics, size, lag), from, to, stream),
    analyse: (belief, observation, stream) =>
      filter.analyse(
        belief,
        { ...observation, predict: (x, into) => observation.predict(x.subarray(0, size), into) },
        stream,
      ),
    moments: (belief) => momentsOf(past(belief, 0)),
    marginals: (belief) => marginalsOf(past(belief, 0)),
    quantiles: (belief, number, levels) => quantilesOf(numberOf(belief, number), belief.weights, levels),
    past,
  };
}

/** What was becomes one forecast older; then the state moves. */
function rememberingDynamics(dynamics: Dynamics, size: number, lag: number): Dynamics {
  const { noise } = dynamics;
  return {
    size: size * (lag + 1),
    advance(x, from, to) {
      x.copyWithin(size, 0, x.length - size);
      dynamics.advance(x.subarray(0, size), from, to);
    },
    ...(noise && {
      noise: { ...noise, add: (x, from, to, stream) => noise.add(x.subarray(0, size), from, to, stream) },
    }),
  };
}

function widened({ size, x, weights }: Ensemble, lag: number): Ensemble {
  const wide = new Float64Array(x.length * (lag + 1));
  for (let m = 0; m < weights.length; m++)
    for (let ago = 0; ago <= lag; ago++)
      wide.set(x.subarray(m * size, (m + 1) * size), (m * (lag + 1) + ago) * size);
  return { size: size * (lag + 1), x: wide, weights };
}
