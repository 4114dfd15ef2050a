import type { Filter, Moments } from "@homeostat/engine/infer";
import type { Benchmark } from "../../../../packages/engine/src/infer/filter/test/twin-experiment.ts";
import type { PublishedRow } from "../published-row.ts";
import { climateOf } from "./climate.ts";
import { climatology, constantGain, optimalInterpolation } from "./constant-gain.ts";
import { extended } from "./extended.ts";

/**
 * What a filter must beat: baselines that know a truth's own climate, and the extended Kalman filter. They tell whether
 * a set-up is read as it was meant, apart from any filter; undefined where the row is of none.
 */
export function baselineOf(
  { method, settings }: Pick<PublishedRow, "method" | "settings">,
  benchmark: Benchmark,
  { seed, cycles }: { readonly seed: number; readonly cycles: number },
): Filter<Moments> | undefined {
  const climate = () => climateOf(benchmark, seed, cycles);
  switch (method) {
    case "Climatology":
      return climatology(climate());
    case "OptInterp":
      return optimalInterpolation(climate(), benchmark);
    case "Var3D": {
      const scale = Number(settings.xB ?? 1);
      const background = settings.B === "eye" ? identity(benchmark.prior.mean.length) : climate().covariance;
      return constantGain(
        background.map((value) => scale * value),
        benchmark,
      );
    }
    case "ExtKF":
      return extended(Number(settings.infl), benchmark);
    default:
      return undefined;
  }
}

const identity = (size: number) =>
  Float64Array.from({ length: size * size }, (_, at) => (at % (size + 1) === 0 ? 1 : 0));
