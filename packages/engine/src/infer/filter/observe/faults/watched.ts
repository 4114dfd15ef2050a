import type { Filter } from "../../contract/filter.ts";
import type { Judgement } from "../judgement.ts";
import { logNormalDensity } from "../normal-law.ts";
import { type FilterObservation, isCorrelated } from "../observation.ts";
import type { SensorFault } from "./sensor-fault.ts";
import { type SensorVerdict, watchSensor } from "./watch-sensor.ts";

/** A belief of a state, and of the sensors that look at it: one a component of the observation. */
export interface Watched<Belief> {
  readonly state: Belief;
  readonly verdicts: readonly (SensorVerdict | undefined)[];
}

/**
 * A filter that also keeps a belief of its sensors: readings that are more likely a fault's than a working sensor's are
 * refused and say so, doubtful ones count less (see `watchSensor`). Observations always list the same sensors.
 */
export function watched<Belief>(
  filter: Filter<Belief>,
  faults: readonly SensorFault[],
): Filter<Watched<Belief>> {
  return {
    name: `${filter.name}, watched`,
    begin: (prior, stream) => ({ state: filter.begin(prior, stream), verdicts: [] }),
    forecast: (belief, dynamics, from, to, stream) => ({
      ...belief,
      state: filter.forecast(belief.state, dynamics, from, to, stream),
    }),
    analyse({ state, verdicts: before }, observation, stream) {
      const trusting = filter.analyse(state, observation, stream);
      const verdicts = trusting.judgements.map((judgement, i) =>
        Number.isNaN(judgement.residual)
          ? before[i]
          : watchSensor(faults, before[i]?.belief, { at: observation.at, ...judgement }),
      );
      const now = verdicts.map((verdict, i) => (verdict === before[i] ? undefined : verdict));
      const doubtful = now.some((verdict) => verdict !== undefined && verdict.outcome !== "used");
      const analysis = doubtful ? filter.analyse(state, doubted(observation, now), stream) : trusting;
      return {
        posterior: { state: analysis.posterior, verdicts },
        logEvidence: trusting.logEvidence + evidenceBeyond(trusting.judgements, now),
        judgements: trusting.judgements.map((judgement, i) => judgementOf(judgement, now[i])),
      };
    },
    moments: ({ state }) => filter.moments(state),
    marginals: ({ state }) => filter.marginals(state),
    quantiles: ({ state }, number, levels) => filter.quantiles(state, number, levels),
  };
}

/** Refused readings are left out; the precision of others is multiplied by the chance that their sensor works. */
function doubted(
  observation: FilterObservation,
  now: readonly (SensorVerdict | undefined)[],
): FilterObservation {
  const { values, error } = observation;
  const root = (i: number) => Math.sqrt(now[i]?.working ?? 1);
  const count = values.length;
  return {
    ...observation,
    values: values.map((value, i) => (now[i]?.outcome === "refused" ? Number.NaN : value)),
    error: isCorrelated(observation)
      ? error.map((value, at) => value / (root(Math.floor(at / count)) * root(at % count)))
      : error.map((value, i) => value / root(i) ** 2),
  };
}

/** The mixture's evidence in place of the working sensor's. */
function evidenceBeyond(
  judgements: readonly Judgement[],
  now: readonly (SensorVerdict | undefined)[],
): number {
  return judgements.reduce((sum, { residual, spread, variance }, i) => {
    const verdict = now[i];
    return verdict ? sum + verdict.logEvidence - logNormalDensity(residual, spread + variance) : sum;
  }, 0);
}

function judgementOf(judgement: Judgement, verdict: SensorVerdict | undefined): Judgement {
  if (!verdict?.reason || judgement.outcome === "refused") return judgement;
  return { ...judgement, outcome: verdict.outcome, reason: verdict.reason };
}
