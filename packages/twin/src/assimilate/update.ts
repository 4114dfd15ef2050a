import {
  type BiasedSensorBelief,
  chanceTaper,
  holdSpread,
  moveAlong,
  relaxToPriorSpread,
  spreadsOf,
  squareRootUpdate,
  swallowedBy,
  varianceOf,
} from "@homeostat/engine/infer";
import type { Prepared } from "../twin/prepare.ts";
import type { EnsembleRun } from "./ensemble-run.ts";
import type { Innovation } from "./watch.ts";

/** A measured value, in its output's unit, and what each member said it would be. */
export interface Reading {
  readonly which: number;
  readonly value: number;
  readonly predicted: Float64Array;
}

/**
 * Beyond this many standard deviations a surprise moves the twin no further than one of just so many does (Huber's rule:
 * its error is taken to be larger), so that one wild reading does little and a row of them is believed.
 */
const surprise = 3;

/**
 * The update itself: the gain that the reading got, and by how many deviations it was too surprising to be followed at once.
 * @param chance that the sensor works, 0 to 1
 */
export function bringIn(
  prepared: Prepared,
  run: EnsembleRun,
  { which, value, predicted }: Reading,
  { residual, spread, variance: expected }: Innovation,
  chance = 1,
): { readonly gain: number; readonly surprise: number | null } {
  const { ensemble } = run;
  const sd = Math.sqrt(spread + expected);
  const variance = Math.max(expected, (sd * Math.abs(residual)) / surprise - spread);
  const { relaxation, floor } = prepared.design.restraint;
  const before = relaxation > 0 ? spreadsOf(ensemble) : null;
  const blood = prepared.design.measures[which]!.of === "blood";
  const shares = blood ? sharesOfBlood(prepared) : sharesOfSensor(prepared, run, predicted);
  squareRootUpdate(ensemble, { observed: value, variance, predicted }, shares, chance);
  if (before) relaxToPriorSpread(ensemble, before, forParameters(prepared, relaxation));
  holdSpread(ensemble, forParameters(prepared, floor));
  run.clip();
  run.refresh();
  const gain = spread === 0 ? 0 : (chance * spread) / (spread + variance);
  return { gain, surprise: variance === expected ? null : Math.abs(residual) / sd };
}

/**
 * A fault is seen after some of its readings were used: what they most likely moved is moved back, once the sensor is believed to
 * be in it, and the members are spread by what is not known of that.
 * @returns what is then believed of the sensor
 */
export function takeBack(
  prepared: Prepared,
  run: EnsembleRun,
  { predicted }: Reading,
  belief: BiasedSensorBelief,
): BiasedSensorBelief {
  const { ensemble } = run;
  const { mean, variance, takenBack } = swallowedBy(belief);
  const spread = varianceOf(predicted, ensemble.weights);
  const begins = belief.inFault?.since === belief.at;
  const stretched = begins && spread > 0 ? Math.sqrt(1 + variance / spread) : 1;
  moveAlong(ensemble, predicted, { by: -mean, stretched }, sharesOfSensor(prepared, run, predicted));
  run.clip();
  run.refresh();
  return takenBack;
}

/**
 * All of the update for states, disturbances and errors; for parameters, what chance and their pace leave of it. None for
 * the sensor's own gain: its readings bear on it by chance alone.
 */
function sharesOfSensor(
  { design, layout, learned }: Prepared,
  { ensemble }: EnsembleRun,
  predicted: Float64Array,
): Float64Array {
  const { learned: from, disturbances: to, gain } = layout;
  const shares = new Float64Array(layout.size).fill(1);
  shares.set(chanceTaper(ensemble, predicted, from, to, design.restraint.strictness), from);
  for (let i = from; i < to; i++) shares[i]! *= learned[i - from]!.pace;
  if (gain >= 0) shares[gain] = 0;
  return shares;
}

/** A drop of blood tells where glucose is and how the sensor reads it; parameters are for the many readings to tell. */
function sharesOfBlood({ layout }: Prepared): Float64Array {
  const { learned: from, disturbances, doubts, errors } = layout;
  return new Float64Array(layout.size).fill(1).fill(0, from, disturbances).fill(0, doubts, errors);
}

/** A number for each parameter; 0 for states and disturbances, which chance spreads anew in every slot. */
function forParameters({ layout }: Prepared, value: number): Float64Array {
  return new Float64Array(layout.size).fill(value, layout.learned, layout.disturbances);
}
