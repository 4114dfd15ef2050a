import { innovationOf, quantilesOf, usedReading } from "@homeostat/engine/infer";
import { isDayOnly } from "../observation/day-only.ts";
import type { Observation } from "../observation/observation.ts";
import { factorOf, type Prepared } from "../twin/prepare.ts";
import type { WatchedFault } from "../twin/design.ts";
import type { SensorMemory } from "../twin/twin.ts";
import type { EnsembleRun } from "./ensemble-run.ts";
import { type Measured, unused, used } from "./measured.ts";
import { type Filtered, note } from "./notes.ts";
import { refusedFault, refusedStuck } from "./refuse.ts";
import { doubted, judgeSensor, type SensorVerdict } from "./sensor.ts";
import { notedBelow, refusedBelow, type Sighting, sightingOf } from "./sightings.ts";
import { bringIn, type Reading, takeBack } from "./update.ts";
import { type Innovation, watchReading } from "./watch.ts";

const bandLevels = [0.1, 0.5, 0.9];

/** Brings one measurement into a run that stands at its time; in place. */
export function measure(
  prepared: Prepared,
  run: EnsembleRun,
  which: number,
  observation: Observation,
  memory: SensorMemory | null,
): Measured {
  const measures = prepared.design.measures[which]!;
  const value = numberOf(observation) * factorOf(measures, observation.code)!;
  if (Number.isNaN(value)) return unused(memory, note(observation, "unused", "HS3054"));
  if (observation.quality.status === "refused")
    return unused(
      memory,
      note(observation, "refused", "HS3063", { reason: observation.quality.reason ?? "" }),
    );
  if (measures.of === "blood" && isDayOnly(observation))
    return unused(memory, note(observation, "unused", "HS3072"));
  if (measures.of === "blood") return bloodBroughtIn(prepared, run, which, observation, value);
  const verdict = judgeSensor(measures, memory, observation, value);
  if (verdict.doubt === null) return unused(verdict.memory, verdict.note!, [jump]);
  const predicted = run.predict(which);
  const { censored } = observation.quality;
  if (censored && agreesWithBound(predicted, run.ensemble.weights, value, censored))
    return { ...used(verdict), filtered: filteredBand(run, which) };
  return judged(prepared, run, observation, memory, verdict, { which, value, predicted });
}

const numberOf = ({ value }: Observation) => (value.kind === "quantity" ? value.value : Number.NaN);

/** A drop of blood: no series whose silences, jumps and repeats would tell something. One that its source doubts counts as having twice the error. */
function bloodBroughtIn(
  prepared: Prepared,
  run: EnsembleRun,
  which: number,
  observation: Observation,
  value: number,
): Measured {
  const { start: at, quality } = observation;
  const latest = { at, value, repeats: 1, every: null };
  const pairs = { count: 0, equal: 0 };
  const memory = { at, value, latest, pairs, stuck: 0, refused: null, belief: null };
  const doubt = quality.status === "suspect" ? doubted : 1;
  const reading = { which, value, predicted: run.predict(which) };
  const { surprise } = bringIn(prepared, run, reading, innovationAgainst(prepared, run, reading, doubt));
  const why = surprise === null ? null : surprised(observation, value, surprise);
  return {
    memory,
    used: true,
    note: why,
    filtered: null,
    sightings: [],
    disproved: null,
    remembered: null,
    wrongSince: null,
  };
}

const jump: Sighting = { kind: "wild reading", code: "HS3060", chance: 1 };

/** Holds a reading against its forecast, then uses it as far as its sensor is believed to work. */
function judged(
  prepared: Prepared,
  run: EnsembleRun,
  observation: Observation,
  memory: SensorMemory | null,
  verdict: SensorVerdict,
  reading: Reading,
): Measured {
  if (verdict.stuck >= refusedBelow) return refusedStuck(observation, memory, verdict);
  const { which } = reading;
  const { watch } = prepared.design.measures[which]!;
  const against = innovationAgainst(prepared, run, reading, verdict.doubt!);
  const moves = 1 - verdict.stuck;
  if (watch === undefined || observation.quality.censored) {
    const { surprise } = bringIn(prepared, run, reading, against, moves);
    const why = surprise === null ? verdict.note : surprised(observation, reading.value, surprise);
    return { ...used(verdict), note: why, filtered: filteredBand(run, which) };
  }
  const doubtful = { ...against, variance: against.variance / moves };
  const seen = watchReading(watch, verdict.memory.belief, observation, doubtful);
  const { working, belief } = seen;
  const sighting = sightingOf(seen);
  const chance = `${Math.round(100 * (1 - working))} %`;
  if (working < refusedBelow) {
    const why = note(observation, "refused", sighting!.code, { chance });
    const left = takeBack(prepared, run, reading, belief);
    return refusedFault(memory, { ...verdict.memory, belief: left }, why, sighting!);
  }
  const { gain, surprise } = bringIn(prepared, run, reading, against, working * moves);
  const own = used(verdict);
  const filtered = filteredBand(run, which);
  const why = sighting
    ? note(observation, "down-weighted", sighting.code, { chance })
    : surprise === null
      ? own.note
      : surprised(observation, reading.value, surprise);
  return {
    ...own,
    memory: { ...verdict.memory, belief: usedReading(watch, belief, gain) },
    note: why,
    filtered,
    sightings: sighting ? [...own.sightings, sighting] : own.sightings,
    remembered: working * moves < notedBelow ? filtered.median : null,
    disproved: seen.disproved as WatchedFault["name"] | null,
  };
}

const surprised = (observation: Observation, value: number, sds: number) =>
  note(observation, "down-weighted", "HS3064", { value, sds: Math.round(sds * 10) / 10 });

/** `doubt` multiplies the variance of the reading's own error. */
function innovationAgainst(
  { design }: Prepared,
  run: EnsembleRun,
  { which, value, predicted }: Reading,
  doubt: number,
): Innovation {
  const { correlationMinutes, correlatedShare } = design.measures[which]!;
  const fresh = correlationMinutes > 0 ? 1 - correlatedShare : 1;
  const { residual, spread } = innovationOf(run.ensemble, { observed: value, variance: 0, predicted });
  return { residual, spread, variance: fresh * doubt * run.deviation(which, value - residual) ** 2 };
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
