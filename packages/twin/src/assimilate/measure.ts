import {
  chanceTaper,
  holdSpread,
  innovationOf,
  quantilesOf,
  relaxToPriorSpread,
  spreadsOf,
  squareRootUpdate,
  usedReading,
} from "@homeostat/engine/infer";
import type { Observation } from "../observation/observation.ts";
import type { Prepared } from "../twin/prepare.ts";
import type { SensorMemory } from "../twin/twin.ts";
import type { EnsembleRun } from "./ensemble-run.ts";
import { type Filtered, type Note, note } from "./notes.ts";
import { judgeSensor, type SensorVerdict } from "./sensor.ts";
import { refusedBelow, type Sighting, sightingOf } from "./sightings.ts";
import { type Innovation, watchReading } from "./watch.ts";

export interface Measured {
  readonly memory: SensorMemory | null;
  readonly used: boolean;
  readonly note: Note | null;
  readonly filtered: Filtered | null;
  readonly sightings: readonly Sighting[];
}

/**
 * Beyond this many standard deviations a surprise moves the twin no further than one of just so many does (Huber's rule:
 * its error is taken to be larger), so that one wild reading does little and a row of them is believed.
 */
const surprise = 3;
/** A doubt of less than this is not told. */
const told = 0.1;
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
  if (Number.isNaN(value)) return unused(memory, note(observation, "unused", "HS3054"));
  if (observation.quality.status === "refused")
    return unused(
      memory,
      note(observation, "refused", "HS3063", { reason: observation.quality.reason ?? "" }),
    );
  const verdict = judgeSensor(prepared.design.measures[which]!, memory, observation, value);
  if (verdict.doubt === null) return unused(verdict.memory, verdict.note!, [jump]);
  const predicted = run.predict(which);
  const { censored } = observation.quality;
  if (censored && agreesWithBound(predicted, run.ensemble.weights, value, censored))
    return { ...used(verdict), filtered: filteredBand(run, which) };
  return judged(prepared, run, which, observation, memory, verdict, { value, predicted });
}

const jump: Sighting = { kind: "wild reading", code: "HS3060", chance: 1 };

function unused(memory: SensorMemory | null, why: Note, sightings: readonly Sighting[] = []): Measured {
  return { memory, used: false, note: why, filtered: null, sightings };
}

function used({ memory, note: why, stuck }: SensorVerdict): Omit<Measured, "filtered"> {
  const sightings = stuck >= told ? [{ kind: "stuck sensor", code: "HS3061", chance: stuck } as const] : [];
  return { memory, used: true, note: why, sightings };
}

interface Reading {
  readonly value: number;
  readonly predicted: Float64Array;
}

/** Holds a reading against its forecast, then uses it as far as its sensor is believed to work. */
function judged(
  prepared: Prepared,
  run: EnsembleRun,
  which: number,
  observation: Observation,
  memory: SensorMemory | null,
  verdict: SensorVerdict,
  reading: Reading,
): Measured {
  const { watch } = prepared.design.measures[which]!;
  const against = innovationAgainst(prepared, run, which, reading, verdict.doubt!);
  if (watch === undefined || observation.quality.censored) {
    const { surprise } = bringIn(prepared, run, reading, against);
    const why = surprise === null ? verdict.note : surprised(observation, reading.value, surprise);
    return { ...used(verdict), note: why, filtered: filteredBand(run, which) };
  }
  const seen = watchReading(watch, verdict.memory.belief, observation, against);
  const { working, belief } = seen;
  const sighting = sightingOf(seen);
  const chance = `${Math.round(100 * (1 - working))} %`;
  if (working < refusedBelow) {
    const { at, value } = memory ?? verdict.memory;
    const kept = { ...verdict.memory, at, value, belief };
    return unused(kept, note(observation, "refused", sighting!.code, { chance }), [sighting!]);
  }
  const variance = against.variance / working;
  const { gain, surprise } = bringIn(prepared, run, reading, { ...against, variance });
  const own = used(verdict);
  const why = sighting
    ? note(observation, "down-weighted", sighting.code, { chance })
    : surprise === null
      ? own.note
      : surprised(observation, reading.value, surprise);
  return {
    ...own,
    memory: { ...verdict.memory, belief: usedReading(watch, belief, gain) },
    note: why,
    filtered: filteredBand(run, which),
    sightings: sighting ? [...own.sightings, sighting] : own.sightings,
  };
}

const surprised = (observation: Observation, value: number, sds: number) =>
  note(observation, "down-weighted", "HS3064", { value, sds: Math.round(sds * 10) / 10 });

/** `doubt` multiplies the variance of the reading's own error. */
function innovationAgainst(
  { design }: Prepared,
  run: EnsembleRun,
  which: number,
  { value, predicted }: Reading,
  doubt: number,
): Innovation {
  const { correlationMinutes, correlatedShare } = design.measures[which]!;
  const fresh = correlationMinutes > 0 ? 1 - correlatedShare : 1;
  const { residual, spread } = innovationOf(run.ensemble, { observed: value, variance: 0, predicted });
  return { residual, spread, variance: fresh * doubt * run.deviation(which, value - residual) ** 2 };
}

/** The update itself: the gain that the reading got, and by how many deviations it was too surprising to be followed at once. */
function bringIn(
  prepared: Prepared,
  run: EnsembleRun,
  { value, predicted }: Reading,
  { residual, spread, variance: expected }: Innovation,
): { readonly gain: number; readonly surprise: number | null } {
  const { ensemble } = run;
  const sd = Math.sqrt(spread + expected);
  const variance = Math.max(expected, (sd * Math.abs(residual)) / surprise - spread);
  const before = spreadsOf(ensemble);
  squareRootUpdate(ensemble, { observed: value, variance, predicted }, taper(prepared, run, predicted));
  relaxToPriorSpread(ensemble, before, forParameters(prepared, prepared.design.restraint.relaxation));
  holdSpread(ensemble, forParameters(prepared, prepared.design.restraint.floor));
  run.clip();
  run.refresh();
  const gain = spread === 0 ? 0 : spread / (spread + variance);
  return { gain, surprise: variance === expected ? null : Math.abs(residual) / sd };
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
