import type { Cancellation } from "../../ensemble/ensemble-options.ts";
import { type RandomStream, randomStream } from "../../ensemble/random-stream.ts";
import { HomeostatError } from "../../errors/homeostat-error.ts";
import type { CalibrationStudy } from "./calibration-study.ts";
import { placeInPosterior } from "./place-in-posterior.ts";

/** Which simulations to run. Pieces of one seed, in any order and on any worker, add up to one study. */
interface CalibrationRun {
  readonly seed: number;
  /** The first simulation, 0 where not given. */
  readonly from?: number;
  /** The one after the last. */
  readonly to: number;
  readonly progress?: (done: number, total: number) => void;
  readonly signal?: Cancellation;
}

/** A part of a study. */
export interface CalibrationPiece {
  readonly from: number;
  /** Where it ended: before the wanted end when it was cancelled. */
  readonly to: number;
  readonly quantities: readonly string[];
  /** For each simulation whose inference came to an end: where each truth lies in its posterior, from 0 to 1. */
  readonly places: readonly Float64Array[];
  /** Whether each of these inferences declared itself valid. */
  readonly valid: readonly boolean[];
  /** Simulations whose inference gave an error instead of a posterior. */
  readonly failures: readonly { readonly simulation: number; readonly error: HomeostatError }[];
}

/** Runs simulations of a study, each on streams of its own, so that a study is resumable and can be shared out. */
export function runCalibration<Data>(study: CalibrationStudy<Data>, run: CalibrationRun): CalibrationPiece {
  const { seed, from = 0, to, progress, signal } = run;
  const found: Found[] = [];
  const failures: { simulation: number; error: HomeostatError }[] = [];
  let next = from;
  for (; next < to && !signal?.aborted; next++) {
    const one = placesOf(study, streams(seed, next));
    if (one instanceof HomeostatError) failures.push({ simulation: next, error: one });
    else found.push(one);
    progress?.(next + 1 - from, to - from);
  }
  const places = found.map((one) => one.places);
  const valid = found.map((one) => one.valid);
  return { from, to: next, quantities: study.quantities, places, valid, failures };
}

interface Streams {
  readonly simulate: RandomStream;
  readonly infer: RandomStream;
  readonly ties: RandomStream;
}

function streams(seed: number, member: number): Streams {
  const stream = (purpose: string) => randomStream({ seed, member, purpose: `calibration: ${purpose}` });
  return { simulate: stream("simulate"), infer: stream("infer"), ties: stream("ties") };
}

interface Found {
  readonly places: Float64Array;
  readonly valid: boolean;
}

function placesOf<Data>(
  { quantities, simulate, infer }: CalibrationStudy<Data>,
  on: Streams,
): Found | HomeostatError {
  const { truth, data } = simulate(on.simulate);
  try {
    const posterior = infer(data, on.infer);
    const places = Float64Array.from(quantities, (_, k) =>
      placeInPosterior(posterior, k, truth[k]!, on.ties.uniform()),
    );
    return { places, valid: posterior.valid ?? true };
  } catch (error) {
    if (error instanceof HomeostatError) return error;
    throw error;
  }
}
