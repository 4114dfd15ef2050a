import {
  chanceTaper,
  holdSpread,
  innovationOf,
  quantilesOf,
  relaxToPriorSpread,
  spreadsOf,
  squareRootUpdate,
} from "@homeostat/engine/infer";
import type { Observation } from "../observation/observation.ts";
import type { Prepared } from "../twin/prepare.ts";
import type { SensorMemory } from "../twin/twin.ts";
import type { EnsembleRun } from "./ensemble-run.ts";
import { type Filtered, type Note, note } from "./notes.ts";
import { judgeSensor } from "./sensor.ts";

export interface Measured {
  readonly memory: SensorMemory | null;
  readonly used: boolean;
  readonly note: Note | null;
  readonly filtered: Filtered | null;
}

/**
 * Beyond this many standard deviations a surprise moves the twin no further than one of just so many does (Huber's rule:
 * its error is taken to be larger), so that one wild reading does little and a row of them is believed.
 */
const surprise = 3;
const bandLevels = [0.1, 0.5, 0.9];

/** Brings one measurement into a run that stands at its time; in place. */
export function measure(
  prepared: Prepared,
  run: EnsembleRun,
  which: number,
  observation: Observation,
  memory: SensorMemory | null,
): Measured {
  const value = observation.value.kind === "quantity" ? observation.value.value : Number.NaN;
  const refused = (why: Note): Measured => ({ memory, used: false, note: why, filtered: null });
  if (Number.isNaN(value)) return refused(note(observation, "unused", "HS3054"));
  if (observation.quality.status === "refused")
    return refused(note(observation, "refused", "HS3063", { reason: observation.quality.reason ?? "" }));
  const verdict = judgeSensor(prepared.design.measures[which]!, memory, observation, value);
  if (verdict.doubt === null) return { ...refused(verdict.note!), memory: verdict.memory };
  const predicted = run.predict(which);
  const { censored } = observation.quality;
  const doubted = censored && agreesWithBound(predicted, run.ensemble.weights, value, censored);
  const update = doubted
    ? null
    : bringIn(prepared, run, which, { value, predicted, doubt: verdict.doubt }, observation);
  return {
    memory: verdict.memory,
    used: true,
    note: update ?? verdict.note,
    filtered: filteredBand(run, which),
  };
}

interface Reading {
  readonly value: number;
  readonly predicted: Float64Array;
  readonly doubt: number;
}

/** The update itself; tells where the reading was too surprising to be followed at once. */
function bringIn(
  prepared: Prepared,
  run: EnsembleRun,
  which: number,
  { value, predicted, doubt }: Reading,
  observation: Observation,
): Note | null {
  const { correlationMinutes, correlatedShare } = prepared.design.measures[which]!;
  const { ensemble } = run;
  const fresh = correlationMinutes > 0 ? 1 - correlatedShare : 1;
  const { residual, spread } = innovationOf(ensemble, { observed: value, variance: 0, predicted });
  const expected = fresh * doubt * run.deviation(which, value - residual) ** 2;
  const sd = Math.sqrt(spread + expected);
  const variance = Math.max(expected, (sd * Math.abs(residual)) / surprise - spread);
  const before = spreadsOf(ensemble);
  squareRootUpdate(ensemble, { observed: value, variance, predicted }, taper(prepared, run, predicted));
  relaxToPriorSpread(ensemble, before, forParameters(prepared, prepared.design.restraint.relaxation));
  holdSpread(ensemble, forParameters(prepared, prepared.design.restraint.floor));
  run.clip();
  run.refresh();
  if (variance === expected) return null;
  const sds = Math.abs(residual) / sd;
  return note(observation, "down-weighted", "HS3064", { value, sds: Math.round(sds * 10) / 10 });
}

/** A bound that the twin's belief already keeps tells it nothing new. */
function agreesWithBound(
  predicted: Float64Array,
  weights: Float64Array,
  bound: number,
  censored: "below" | "above",
): boolean {
  const [median] = quantilesOf(predicted, weights, [0.5]);
  return censored === "below" ? median! <= bound : median! >= bound;
}

function filteredBand(run: EnsembleRun, which: number): Filtered {
  const [low80, median, high80] = quantilesOf(run.predict(which), run.ensemble.weights, bandLevels);
  return { at: run.at, median: median!, low80: low80!, high80: high80! };
}

/** All of the update for states, disturbances and errors; for parameters, what chance and their pace leave of it. */
function taper(
  { design, layout, learned }: Prepared,
  { ensemble }: EnsembleRun,
  predicted: Float64Array,
): Float64Array {
  const { learned: from, disturbances: to } = layout;
  const shares = new Float64Array(layout.size).fill(1);
  shares.set(chanceTaper(ensemble, predicted, from, to, design.restraint.strictness), from);
  for (let i = from; i < to; i++) shares[i]! *= learned[i - from]!.pace;
  return shares;
}

/** A number for each parameter; 0 for states and disturbances, which chance spreads anew in every slot. */
function forParameters({ layout }: Prepared, value: number): Float64Array {
  return new Float64Array(layout.size).fill(value, layout.learned, layout.disturbances);
}
