import { normalQuantile } from "../../../ensemble/normal-quantile.ts";
import { inflate } from "../inflate/multiplicative.ts";
import type { PriorInflation } from "../inflate/prior-inflation.ts";
import type { EnsembleUpdate } from "./ensemble-update.ts";
import type { Scheme } from "./scheme.ts";
import { signalsOf, strengthened } from "./signals.ts";
import { moveMembers, movesOf } from "./transform.ts";

/** All numbers of an observation at once. */
export function together(update: EnsembleUpdate, adapt?: PriorInflation): Scheme {
  return {
    name: adapt ? `${update.name}, ${adapt.name}` : update.name,
    assimilate(points, whitened, stream) {
      const forecast = signalsOf(whitened, points.metric);
      const factor = adapt?.factor(forecast, points.weights.length) ?? 1;
      const signals = adapt ? strengthened(forecast, factor, whitened) : forecast;
      const everything = adapt?.widens === "everything";
      if (everything) inflate(points, factor);
      const draw = () => normalQuantile(stream.uniform());
      const moves = movesOf(signals, points.weights, update, draw, everything ? 1 : factor);
      moveMembers(points, signals, moves);
      return signals.logEvidence;
    },
  };
}
