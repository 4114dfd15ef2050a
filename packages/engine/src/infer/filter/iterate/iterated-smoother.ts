import { failure } from "../../../errors/registry.ts";
import type { Neighbourhood } from "../analyse/locally.ts";
import type { Filter } from "../contract/filter.ts";
import { checkEnsemble, copyOf, type Ensemble } from "../ensemble/ensemble.ts";
import { drawEnsemble } from "../ensemble/ensemble-filter.ts";
import { marginalsOf, momentsOf, numberOf } from "../ensemble/moments.ts";
import { quantilesOf } from "../ensemble/statistics.ts";
import type { PosteriorInflation } from "../inflate/posterior-inflation.ts";
import type { PriorInflation } from "../inflate/prior-inflation.ts";
import { rotateMembers } from "../inflate/rotate.ts";
import { checkObservation } from "../observe/observation.ts";
import { gaussNewtonRounds } from "./gauss-newton.ts";
import { lengthened, liveThrough, newWindow, type Window, type WindowedEnsemble } from "./window.ts";

export interface IteratedSmootherSettings {
  readonly members: number;
  /** Intervals between observations over which the past is lived again; 1 where not given, 0: only what is seen is iterated. */
  readonly lag?: number;
  /** Lives of the window for each observation at most; 10 where not given. One: an ensemble smoother without iterations. */
  readonly most?: number;
  /** Iterations end when the mean moves less than this, in standard deviations of the posterior; 0.001 where not given. */
  readonly tolerance?: number;
  /** Chooses how much wider the forecast ought to have been (`finiteSize`). */
  readonly adapt?: PriorInflation;
  /** What widens the members at the window's beginning after each observation, in turn. */
  readonly inflation?: readonly PosteriorInflation[];
  readonly rotate?: boolean;
  /** Localisation: neighbourhoods of the state as it was so long ago, seen from the observation. Absent: none. */
  readonly neighbourhoods?: (ago: number) => readonly Neighbourhood[];
}

/** A filter that improves the whole of its window by each observation. */
export interface IteratedSmoother extends Filter<WindowedEnsemble> {
  /** The belief of the state as it was `ago` intervals between observations before now, 0 to lag, in the light of all that came since. */
  past(belief: WindowedEnsemble, ago: number): Ensemble;
}

/**
 * The iterated ensemble Kalman smoother: Bocquet & Sakov 2014, doi:10.1002/qj.2236, each observation brought in once and the window
 * moved on by one interval; with a lag of 1 the iterated filter of Sakov, Oliver & Bertino 2012, doi:10.1175/MWR-D-11-00176.1; with
 * none, Zupanski's maximum-likelihood filter (2005, doi:10.1175/MWR2946.1). The model is lived again from the window's beginning
 * until the most probable course is found, so that members are always courses of the model itself. What chance adds is
 * improved with the state (Sakov, Haussaire & Bocquet 2018, doi:10.1002/qj.3213). Local: Bocquet 2016, doi:10.1002/qj.2711.
 *
 * @throws HomeostatError HS1807
 */
export function iteratedSmoother(settings: IteratedSmootherSettings): IteratedSmoother {
  const { members, lag = 1, most = 10, tolerance = 1e-3, inflation = [], rotate = false, adapt } = settings;
  checkCount("The lag", lag, 0);
  checkCount("The count of lives of a window", most, 1);
  if (!(tolerance >= 0))
    throw failure("HS1807", { what: "The tolerance", value: tolerance, expected: "a number from 0 on" });
  return {
    name: `iterated${settings.neighbourhoods ? " local" : ""} smoother${adapt ? `, ${adapt.name}` : ""}`,
    begin(prior, stream) {
      const drawn = drawEnsemble(prior, members, stream);
      return { ...drawn, window: newWindow(drawn) };
    },
    forecast: (belief, dynamics, from, to, stream) => lengthened(belief, dynamics, from, to, lag, stream),
    analyse(belief, observation, stream) {
      checkEnsemble(belief);
      checkObservation(observation);
      const { window, size } = belief;
      const live = (control: Ensemble) => liveThrough(control, size, window.intervals);
      const neighbourhoods = settings.neighbourhoods && placesIn(window, size, settings.neighbourhoods);
      const { control, logEvidence, judgements } = gaussNewtonRounds(
        window.control,
        belief,
        live,
        observation,
        { most, tolerance, ...(adapt && { adapt }), ...(neighbourhoods && { neighbourhoods }) },
      );
      if (!control) return { posterior: met(belief), logEvidence, judgements };
      for (const widen of inflation) widen(control, window.control);
      if (rotate) rotateMembers(control, stream);
      const now = { ...live(control), window: { ...window, control } };
      return { posterior: met(now), logEvidence, judgements };
    },
    moments: momentsOf,
    marginals: marginalsOf,
    quantiles: (belief, number, levels) => quantilesOf(numberOf(belief, number), belief.weights, levels),
    past({ window, size }, ago) {
      const { control, intervals } = window;
      if (!(ago >= 0 && ago <= intervals.length))
        throw failure("HS1807", { what: "ago", value: ago, expected: `0 to ${intervals.length}` });
      return copyOf(liveThrough(control, size, intervals.slice(0, intervals.length - ago)));
    },
  };
}

/** The last interval has met its observation. */
const met = (belief: WindowedEnsemble): WindowedEnsemble => ({
  ...belief,
  window: { ...belief.window, open: false },
});

/** Neighbourhoods of a control's numbers: what chance added to a number of the state goes with it. */
function placesIn(
  { control, intervals }: Window,
  size: number,
  neighbourhoods: (ago: number) => readonly Neighbourhood[],
): readonly Neighbourhood[] {
  const stretches = intervals.flat();
  const ago = stretches.length > 0 ? stretches.at(-1)!.to - stretches[0]!.from : 0;
  return neighbourhoods(ago).map(({ numbers, sees }) => {
    const all: number[] = [];
    for (let from = 0; from < control.size; from += size) all.push(...numbers.map((i) => from + i));
    return { numbers: all, sees };
  });
}

function checkCount(what: string, value: number, least: number): void {
  if (!(Number.isInteger(value) && value >= least))
    throw failure("HS1807", { what, value, expected: `a whole number from ${least} on` });
}
