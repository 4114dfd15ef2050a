import {
  type Ensemble,
  type Filter,
  ensembleFilter,
  finiteSize,
  halfGain,
  iteratedSmoother,
  kernelJitter,
  locally,
  multiplicative,
  nonlinearTransform,
  particleFilter,
  perturbedObservations,
  rankHistogram,
  type Scheme,
  secondOrderExact,
  serially,
  squareRoot,
  together,
  unitPerturbations,
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
  "Serial ESOPS": serially(secondOrderExact),
  "Serial Var1": serially(unitPerturbations),
};

/** How fast what is known of Lorenz-96 moves along its circle, places a unit of time: Bocquet 2016, figure 4, doi:10.1002/qj.2711. */
const downstream = 6;

/** Laplace's law with variance 1. */
const logLaplace = (residual: number) => -Math.SQRT2 * Math.abs(residual) - 0.5 * Math.LN2;

/** Our filter with a published row's settings, or why there is none. */
export function filterOf(
  { method, settings }: Pick<PublishedRow, "method" | "settings">,
  benchmark: Benchmark,
): Filter<unknown> | string {
  const members = Number(settings.N);
  const common = {
    members,
    rotate: settings.rot === true || settings.rot === 1,
    inflation: settings.infl === undefined ? [] : [multiplicative(Number(settings.infl))],
  };
  const ensemble = (scheme: Scheme) => ensembleFilter({ ...common, scheme });
  const halfWide = halfWidth * Number(settings.loc_rad);
  switch (method) {
    case "EnKF": {
      const scheme = kinds[String(settings.kind)];
      return scheme ? ensemble(scheme) : `no update called ${settings.kind}`;
    }
    case "EnKF_N":
      return ensemble(together(squareRoot, finiteSize(Number(settings.xN ?? 1), "everything")));
    case "LETKF":
      return ensemble(locally(squareRoot, neighbourhoodsOf(benchmark, halfWide)));
    case "RHF":
      return ensemble(serially(rankHistogram));
    case "LNETF":
      return ensemble(
        nonlinearTransform({
          widened: Number(settings.Rs),
          ...(settings.loc_rad !== "NA" && { neighbourhoods: neighbourhoodsOf(benchmark, halfWide) }),
          ...(benchmark.error && { logDensity: logLaplace }),
        }),
      );
    case "SL_EAKF":
      return ensemble(
        halfWide === Number.POSITIVE_INFINITY
          ? serially(squareRoot)
          : serially(squareRoot, ...tapersOf(benchmark, halfWide)),
      );
    case "iEnKS":
    case "iLEnKS": {
      const finite = settings.kind === "-N" || settings.xN !== undefined;
      return iteratedSmoother({
        ...common,
        lag: Number(settings.Lag ?? 1),
        most: Number(settings.nIter ?? 10),
        ...(finite && { adapt: finiteSize(Number(settings.xN ?? 1), "everything") }),
        ...(method === "iLEnKS" && {
          neighbourhoods: (ago: number) =>
            neighbourhoodsOf(benchmark, halfWide, Math.round(downstream * ago)),
        }),
      }) as Filter<Ensemble>;
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
