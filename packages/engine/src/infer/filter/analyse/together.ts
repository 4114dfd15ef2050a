import { normalQuantile } from "../../../ensemble/normal-quantile.ts";
import type { PriorInflation } from "../inflate/prior-inflation.ts";
import { inflate } from "../inflate/multiplicative.ts";
import type { EnsembleUpdate } from "./ensemble-update.ts";
import type { Scheme } from "./scheme.ts";
import { signalsOf, strengthened } from "./signals.ts";
import { moveMembers, movesOf } from "./transform.ts";

/** All numbers of an observation at once. */
export function together(update: EnsembleUpdate, adapt?: PriorInflation): Scheme {
  return {
    name: adapt ? `${update.name}, ${adapt.name}` : update.name,
    assimilate(points, whitened, stream) {
      let signals = signalsOf(whitened, points.metric);
      if (adapt) {
        const factor = adapt.factor(signals, points.weights.length);
        inflate(points, factor);
        signals = strengthened(signals, factor, whitened);
      }
      const moves = movesOf(signals, points.weights, update, () => normalQuantile(stream.uniform()));
      moveMembers(points, signals, moves);
      return signals.logEvidence;
    },
  };
}
