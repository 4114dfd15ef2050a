import { failure } from "../../../errors/registry.ts";
import type { Filter } from "../contract/filter.ts";
import type { Ensemble } from "./ensemble.ts";

/** A one-to-one map of a bounded number to all numbers: any `Distribution` is one. */
export interface Scale {
  toFree(value: number): number;
  fromFree(z: number): number;
}

/**
 * Analyses bounded numbers on scales on which they are not bounded (Gaussian anamorphosis, Bertino, Evensen & Wackernagel
 * 2003, doi:10.1111/j.1751-5823.2003.tb00194.x): what comes back is within its bounds, whatever the gain.
 *
 * @param scales one a number of the state; undefined leaves it as it is
 */
export function onScales(filter: Filter<Ensemble>, scales: readonly (Scale | undefined)[]): Filter<Ensemble> {
  const natural = new Float64Array(scales.length);
  const map = (ensemble: Ensemble, change: (scale: Scale, value: number) => number): Ensemble => {
    if (ensemble.size !== scales.length)
      throw failure("HS1806", { what: "The list of scales", found: scales.length, expected: ensemble.size });
    return {
      ...ensemble,
      x: ensemble.x.map((value, at) => {
        const scale = scales[at % scales.length];
        return scale ? change(scale, value) : value;
      }),
    };
  };
  return {
    ...filter,
    name: `${filter.name}, on scales`,
    analyse(ensemble, observation, stream) {
      const analysis = filter.analyse(
        map(ensemble, (scale, value) => scale.toFree(value)),
        {
          ...observation,
          predict: (x, into) => {
            for (let i = 0; i < natural.length; i++) natural[i] = scales[i]?.fromFree(x[i]!) ?? x[i]!;
            observation.predict(natural, into);
          },
        },
        stream,
      );
      return { ...analysis, posterior: map(analysis.posterior, (scale, z) => scale.fromFree(z)) };
    },
  };
}
