import type { RandomStream } from "../../../ensemble/random-stream.ts";
import type { Dynamics, ProcessNoise } from "../contract/dynamics.ts";
import { columnsOf, type Ensemble } from "../ensemble/ensemble.ts";
import { advanceEnsemble } from "../forecast/forecast-ensemble.ts";

/** Time that members lived through, and how to live it again. */
interface Stretch {
  readonly dynamics: Dynamics;
  readonly from: number;
  readonly to: number;
}

/** The past that is still open to be improved. */
export interface Window {
  /**
   * Members as they were where the window begins (the first numbers of each), beside what chance then added to them: as
   * many numbers again for each stretch that had noise. From these all that followed is certain.
   */
  readonly control: Ensemble;
  /** From one observation to the next, the oldest first. */
  readonly intervals: readonly (readonly Stretch[])[];
  /** Whether the last interval has not met its observation yet. */
  readonly open: boolean;
}

/** Members of now, with the window that leads to them. A window holds functions: it is replayed, not stored. */
export interface WindowedEnsemble extends Ensemble {
  readonly window: Window;
}

export const newWindow = (control: Ensemble): Window => ({ control, intervals: [], open: false });

/** Where the members of a control stand after some intervals. */
export function liveThrough(control: Ensemble, size: number, intervals: Window["intervals"]): Ensemble {
  let now = columnsOf(control, 0, size);
  let noiseAt = size;
  for (const { dynamics, from, to } of intervals.flat()) {
    now = advanceEnsemble(now, dynamics, from, to);
    if (!dynamics.noise) continue;
    addTo(now, columnsOf(control, noiseAt, size).x);
    noiseAt += size;
  }
  return now;
}

/** The window's end moves on; its beginning follows where it would be longer than `lag` intervals. */
export function lengthened(
  belief: WindowedEnsemble,
  dynamics: Dynamics,
  from: number,
  to: number,
  lag: number,
  stream: RandomStream,
): WindowedEnsemble {
  const { size, weights, window } = belief;
  const now = advanceEnsemble(belief, dynamics, from, to);
  const chance = dynamics.noise && drawn(dynamics.noise, now, from, to, stream);
  if (chance) addTo(now, chance.x);
  if (lag === 0) return { size, x: now.x, weights, window: newWindow({ size, x: now.x, weights }) };
  const { control, intervals, open } = window.open ? window : shortened(window, size, lag - 1);
  const last = [...(open ? intervals.at(-1)! : []), { dynamics, from, to }];
  return {
    size,
    x: now.x,
    weights,
    window: {
      control: chance ? beside(control, chance) : control,
      intervals: [...(open ? intervals.slice(0, -1) : intervals), last],
      open: true,
    },
  };
}

/** A window of so many intervals at most: what came before them is past improving. */
function shortened(window: Window, size: number, most: number): Window {
  const surplus = window.intervals.length - most;
  if (surplus <= 0) return window;
  const gone = window.intervals.slice(0, surplus);
  const noises = gone.flat().filter(({ dynamics }) => dynamics.noise).length;
  const start = liveThrough(window.control, size, gone);
  const rest = (1 + noises) * size;
  return {
    control: beside(start, columnsOf(window.control, rest, window.control.size - rest)),
    intervals: window.intervals.slice(surplus),
    open: window.open,
  };
}

/** What chance adds to each member. */
function drawn(
  noise: ProcessNoise,
  { size, x, weights }: Ensemble,
  from: number,
  to: number,
  stream: RandomStream,
): Ensemble {
  const added = x.slice();
  for (let m = 0; m < weights.length; m++)
    noise.add(added.subarray(m * size, (m + 1) * size), from, to, stream);
  for (let at = 0; at < x.length; at++) added[at]! -= x[at]!;
  return { size, x: added, weights };
}

function addTo({ x }: Ensemble, added: Float64Array): void {
  for (let at = 0; at < x.length; at++) x[at]! += added[at]!;
}

/** The numbers of two ensembles as one. */
function beside(left: Ensemble, right: Ensemble): Ensemble {
  const size = left.size + right.size;
  const x = new Float64Array(left.weights.length * size);
  for (let m = 0; m < left.weights.length; m++) {
    x.set(left.x.subarray(m * left.size, (m + 1) * left.size), m * size);
    x.set(right.x.subarray(m * right.size, (m + 1) * right.size), m * size + left.size);
  }
  return { size, x, weights: left.weights };
}
