import { halfGain, perturbedObservations, squareRoot } from "../analyse/ensemble-update.ts";
import { locally } from "../analyse/locally.ts";
import { nonlinearTransform } from "../analyse/nonlinear-transform.ts";
import { rankHistogram } from "../analyse/rank-histogram.ts";
import { secondOrderExact } from "../analyse/second-order-exact.ts";
import { unitPerturbations } from "../analyse/serial-update.ts";
import { serially } from "../analyse/serially.ts";
import { together } from "../analyse/together.ts";
import type { Filter } from "../contract/filter.ts";
import type { Ensemble } from "../ensemble/ensemble.ts";
import { ensembleFilter } from "../ensemble/ensemble-filter.ts";
import { type IteratedSmoother, iteratedSmoother } from "../iterate/iterated-smoother.ts";
import { finiteSize } from "../inflate/finite-size.ts";
import { particleFilter } from "../particle/particle-filter.ts";
import { amountScale } from "../scales/scale.ts";
import { unscentedFilter } from "../unscented/unscented-filter.ts";

const everything = (size: number) => [{ numbers: [...Array(size).keys()], sees: () => 1 }];

/** Every filter of members, by name; the local one takes all of a state's `size` numbers to be neighbours. */
export const ensembleFilters = (
  members: number,
  size: number,
): Readonly<Record<string, Filter<Ensemble>>> => ({
  "perturbed observations": ensembleFilter({ members, scheme: together(perturbedObservations) }),
  "square root": ensembleFilter({ members, scheme: together(squareRoot) }),
  "serial square root": ensembleFilter({ members, scheme: serially(squareRoot) }),
  "serial perturbed observations": ensembleFilter({ members, scheme: serially(perturbedObservations) }),
  "serial, second-order exact": ensembleFilter({ members, scheme: serially(secondOrderExact) }),
  "serial, unit perturbations": ensembleFilter({ members, scheme: serially(unitPerturbations) }),
  "rank histogram": ensembleFilter({ members, scheme: serially(rankHistogram) }),
  "nonlinear transform": ensembleFilter({ members, scheme: nonlinearTransform(), rotate: true }),
  "local nonlinear transform": ensembleFilter({
    members,
    scheme: nonlinearTransform({ neighbourhoods: everything(size) }),
    rotate: true,
  }),
  "local square root": ensembleFilter({ members, scheme: locally(squareRoot, everything(size)) }),
  "half gain": ensembleFilter({ members, scheme: together(halfGain) }),
  "finite size": ensembleFilter({ members, scheme: together(squareRoot, finiteSize()) }),
  particle: particleFilter({ members }),
});

/** Every filter that lives its window again, of so many intervals. */
export const iteratedSmoothers = (
  members: number,
  size: number,
  lag: number,
): Readonly<Record<string, IteratedSmoother>> => ({
  iterated: iteratedSmoother({ members, lag }),
  "iterated, local": iteratedSmoother({ members, lag, neighbourhoods: () => everything(size) }),
  "iterated, finite size": iteratedSmoother({ members, lag, adapt: finiteSize() }),
});

/** Every filter there is. */
export const allFilters = (members: number, size: number): Readonly<Record<string, Filter<unknown>>> => ({
  ...(ensembleFilters(members, size) as Readonly<Record<string, Filter<unknown>>>),
  ...(iteratedSmoothers(members, size, 1) as Readonly<Record<string, Filter<unknown>>>),
  "iterated, without a window": iteratedSmoother({ members, lag: 0 }) as Filter<unknown>,
  unscented: unscentedFilter() as Filter<unknown>,
  "unscented, on scales": unscentedFilter({
    scales: [...Array(size)].map(() => amountScale(10)),
  }) as Filter<unknown>,
  cubature: unscentedFilter({ centre: 0 }) as Filter<unknown>,
});
