import {
  type Ensemble,
  type Filter,
  ensembleFilter,
  finiteSize,
  halfGain,
  kernelJitter,
  locally,
  multiplicative,
  particleFilter,
  perturbedObservations,
  type Scheme,
  serially,
  squareRoot,
  together,
} from "@homeostat/engine/infer";
import { neighbourhoodsOf, tapersOf } from "../../../packages/engine/src/infer/filter/test/benchmarks.ts";
import type { Benchmark } from "../../../packages/engine/src/infer/filter/test/twin-experiment.ts";
import type { PublishedRow } from "./published-row.ts";

/** Half the width of Gaspari and Cohn's taper that falls to exp(−½) at a distance of 1. */
const halfWidth = 1.82;

const kinds: Readonly<Record<string, Scheme>> = {
  PertObs: together(perturbedObservations),
  DEnKF: together(halfGain),
  Sqrt: together(squareRoot),
  Serial: serially(squareRoot),
  "Serial Stoch": serially(perturbedObservations),
};

/** Our filter with a published row's settings, or why there is none. */
export function filterOf(
  { method, settings }: Pick<PublishedRow, "method" | "settings">,
  benchmark: Benchmark,
): Filter<Ensemble> | string {
  const members = Number(settings.N);
  const ensemble = (scheme: Scheme) =>
    ensembleFilter({
      members,
      scheme,
      rotate: settings.rot === true || settings.rot === 1,
      inflation: settings.infl === undefined ? [] : [multiplicative(Number(settings.infl))],
    });
  switch (method) {
    case "EnKF": {
      const scheme = kinds[String(settings.kind)];
      return scheme ? ensemble(scheme) : `no update called ${settings.kind}`;
    }
    case "EnKF_N":
      return ensemble(together(squareRoot, finiteSize(Number(settings.xN ?? 1), "everything")));
    case "LETKF":
      return ensemble(locally(squareRoot, neighbourhoodsOf(benchmark, halfWidth * Number(settings.loc_rad))));
    case "SL_EAKF": {
      const radius = Number(settings.loc_rad);
      return ensemble(
        radius === Number.POSITIVE_INFINITY
          ? serially(squareRoot)
          : serially(squareRoot, ...tapersOf(benchmark, halfWidth * radius)),
      );
    }
    case "PartFilt":
      return particleFilter({
        members,
        threshold: Number(settings.NER),
        regularisation: [kernelJitter(Number(settings.reg))],
      });
    default:
      return "not a filter of ours";
  }
}
