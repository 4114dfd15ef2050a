import type { Filter } from "../contract/filter.ts";
import type { Ensemble } from "../ensemble/ensemble.ts";
import { fromFree, fromNatural, mapped, type Scales, toFree } from "./scale.ts";

/**
 * Analyses bounded numbers on scales on which they are not bounded (Gaussian anamorphosis, Bertino, Evensen & Wackernagel
 * 2003, doi:10.1111/j.1751-5823.2003.tb00194.x): what comes back is within its bounds, whatever the gain.
 *
 * @param scales one a number of the state; undefined leaves it as it is
 */
export function onScales(filter: Filter<Ensemble>, scales: Scales): Filter<Ensemble> {
  return {
    ...filter,
    name: `${filter.name}, on scales`,
    analyse(ensemble, observation, stream) {
      const { size } = ensemble;
      const analysis = filter.analyse(
        { ...ensemble, x: mapped(ensemble.x, size, scales, toFree) },
        { ...observation, predict: fromNatural(observation.predict, scales) },
        stream,
      );
      const { posterior } = analysis;
      return { ...analysis, posterior: { ...posterior, x: mapped(posterior.x, size, scales, fromFree) } };
    },
  };
}
