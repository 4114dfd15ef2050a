import { normalQuantile } from "../../../ensemble/normal-quantile.ts";
import type { Whitened } from "../observe/whiten.ts";
import type { EnsembleUpdate } from "./ensemble-update.ts";
import type { Scheme } from "./scheme.ts";
import { signalsOf } from "./signals.ts";
import { moveMembers, movesOf } from "./transform.ts";

/** Numbers of the state that are updated together, and how much of each component's precision they see, 0 to 1. */
export interface Neighbourhood {
  readonly numbers: readonly number[];
  readonly sees: (component: number) => number;
}

/** Components that are seen less than this are left out. */
const leastSeen = 1e-3;

/**
 * Each neighbourhood by itself, with the errors of distant observations made larger: Hunt, Kostelich & Szunyogh 2007,
 * doi:10.1016/j.physd.2006.11.008. The evidence is that of the whole observation, as if there were no neighbourhoods.
 */
export function locally(update: EnsembleUpdate, neighbourhoods: readonly Neighbourhood[]): Scheme {
  return {
    name: `local ${update.name}`,
    assimilate(points, whitened, stream) {
      for (const { numbers, sees } of neighbourhoods) {
        const local = seenBy(sees, whitened, points.weights.length);
        if (local.count === 0) continue;
        const signals = signalsOf(local, points.metric);
        const moves = movesOf(signals, points.weights, update, () => normalQuantile(stream.uniform()));
        moveMembers(points, signals, moves, numbers);
      }
      return signalsOf(whitened, points.metric).logEvidence;
    },
  };
}

/** What a neighbourhood sees of an observation. */
export function seenBy(sees: (component: number) => number, whitened: Whitened, members: number): Whitened {
  const { count, components, residuals, anomalies } = whitened;
  const shares = components.map(sees);
  const near = [...shares.keys()].filter((i) => shares[i]! > leastSeen);
  const roots = near.map((i) => Math.sqrt(shares[i]!));
  const local = new Float64Array(members * near.length);
  for (let m = 0, at = 0; m < members; m++)
    near.forEach((i, n) => {
      local[at++] = roots[n]! * anomalies[m * count + i]!;
    });
  return {
    ...whitened,
    count: near.length,
    components: near.map((i) => components[i]!),
    residuals: Float64Array.from(near, (i, n) => roots[n]! * residuals[i]!),
    anomalies: local,
  };
}
