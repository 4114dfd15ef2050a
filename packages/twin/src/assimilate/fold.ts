import { HomeostatError } from "@homeostat/engine";
import { ended, withFinding } from "../findings/finding.ts";
import { gainBelief, sensorDrift } from "../findings/sensor-drift.ts";
import { missingMeal, unexplainedAfter, withRecorded } from "../findings/missing-meal.ts";
import { afterSilence } from "../forecast/silence.ts";
import { isDue, keepForecast, scoreForecasts, withoutReadings } from "../forecast/track.ts";
import { addDigest, digestObservation } from "../observation/digest.ts";
import type { Instant, Observation } from "../observation/observation.ts";
import { compareInputs, openInputs, takenInput } from "../twin/inputs.ts";
import { measureOf, type Prepared, takeOf } from "../twin/prepare.ts";
import type { BloodMemory, SensorMemory, TakenInput, Twin } from "../twin/twin.ts";
import { EnsembleRun } from "./ensemble-run.ts";
import { measure } from "./measure.ts";
import { type Filtered, type Note, note } from "./notes.ts";
import { findingsAfter } from "./sightings.ts";

export interface Assimilated {
  readonly twin: Twin;
  readonly notes: readonly Note[];
  /** The belief after each measurement. */
  readonly filtered: readonly Filtered[];
}

/** Sees a run just before and just after all measurements of one instant. */
export interface Witness {
  before(run: EnsembleRun): void;
  after(run: EnsembleRun): void;
}

/** Records that were received long after what they tell, by an import, count as received when it happened. */
const longAfter = 12 * 3_600_000;
/** A record that takes a little to arrive is not hindsight; a rate in force follows a programme that was known before. */
const transmission = 60_000;
const programmed = 10 * 60_000;

const knownAt = ({ start, received }: Pick<Observation, "start" | "received">, allowed = 0): Instant =>
  received - start > longAfter || received - start <= allowed ? start : received;

const withDrop = (before: BloodMemory | null, { start, offsetMinutes }: Observation): BloodMemory => ({
  count: (before?.count ?? 0) + 1,
  first: before?.first ?? start,
  last: start,
  offsetMinutes,
});

/** One batch on its way into a twin: scratch. */
export class Fold {
  readonly #prepared: Prepared;
  readonly #twin: Twin;
  readonly #run: EnsembleRun;
  readonly #witness: Witness | undefined;
  readonly #notes: Note[] = [];
  readonly #filtered: Filtered[] = [];
  readonly #sensors: Twin["sensors"][number][];
  #inputs: readonly TakenInput[];
  #findings: Twin["findings"];
  #meals: Twin["meals"];
  #blood: Twin["blood"];
  #tracking: Twin["tracking"];
  #data: Twin["data"];
  #observations: number;
  #refused: number;

  constructor(prepared: Prepared, twin: Twin, witness: Witness | undefined) {
    this.#prepared = prepared;
    this.#twin = twin;
    this.#witness = witness;
    this.#run = new EnsembleRun(prepared, twin);
    this.#inputs = twin.inputs;
    this.#tracking = twin.tracking;
    this.#sensors = [...twin.sensors];
    this.#findings = twin.findings;
    this.#meals = twin.meals;
    this.#blood = twin.blood;
    this.#data = twin.data;
    this.#observations = twin.observations;
    this.#refused = twin.refused;
  }

  /** Takes the inputs in, and gives back the measurements that are still to come. */
  takeInputs(batch: readonly Observation[]): readonly Observation[] {
    const inputs: TakenInput[] = [];
    const measurements: Observation[] = [];
    const { design } = this.#prepared;
    for (const observation of batch) {
      const take = takeOf(design, observation.code);
      if (take >= 0) this.#take(observation, take, inputs);
      else if (measureOf(design, observation.code) >= 0) this.#queue(observation, measurements);
    }
    if (inputs.length > 0) this.#inputs = [...this.#inputs, ...inputs].sort(compareInputs);
    return measurements;
  }

  /** Moves to the next instant with measurements and brings them in. */
  measureAll(group: readonly Observation[]): void {
    const { start: at } = group[0]!;
    this.#leave();
    this.#rememberMeals(this.#run.at, at);
    this.#run.advanceTo(at, this.#inputs);
    for (const input of this.#inputs) if (input.start < at) this.#learnedOf(input, this.#allowed(input));
    this.#inputs = openInputs(this.#prepared, this.#inputs, at);
    this.#witness?.before(this.#run);
    for (const observation of group) this.#measure(observation);
    this.#witness?.after(this.#run);
  }

  done(): Assimilated {
    const twin: Twin = {
      ...this.#twin,
      design: this.#prepared.design,
      watermark: this.#run.at,
      members: this.#run.members,
      inputs: this.#inputs,
      sensors: this.#sensors,
      findings: this.#findings,
      meals: this.#meals,
      blood: this.#blood,
      data: this.#data,
      observations: this.#observations,
      refused: this.#refused,
      lost: this.#twin.lost + this.#run.lost,
      tracking: this.#tracking,
    };
    return { twin, notes: this.#notes, filtered: this.#filtered };
  }

  #take(observation: Observation, take: number, inputs: TakenInput[]): void {
    if (observation.start < this.#run.at) {
      this.#late(observation);
      return;
    }
    this.#count(observation);
    if (observation.quality.status === "refused") {
      this.#refused++;
      this.#notes.push(note(observation, "refused", "HS3063", { reason: observation.quality.reason ?? "" }));
      return;
    }
    try {
      inputs.push(takenInput(this.#prepared, take, observation));
    } catch (error) {
      if (!(error instanceof HomeostatError)) throw error;
      this.#notes.push(note(observation, "unused", error.code as Note["code"]));
    }
  }

  #queue(observation: Observation, measurements: Observation[]): void {
    const measured = this.#twin.sensors.some((memory) => memory !== null);
    const { at } = this.#run;
    if (observation.start < at || (observation.start === at && measured)) this.#late(observation);
    else measurements.push(observation);
  }

  #late(observation: Observation): void {
    const unborn = observation.start < this.#twin.born;
    this.#notes.push(unborn ? note(observation, "unused", "HS3058") : note(observation, "late", "HS3059"));
  }

  #measure(observation: Observation): void {
    const which = measureOf(this.#prepared.design, observation.code);
    this.#count(observation);
    this.#learnedOf(observation, transmission);
    const memory = this.#sensors[which]!;
    if (which === this.#prepared.forecastBy && memory)
      this.#tracking = afterSilence(this.#tracking, observation.start - memory.at);
    this.#renewSensor(which, memory, observation);
    const measured = measure(this.#prepared, this.#run, which, observation, memory);
    const blood = this.#prepared.design.measures[which]!.of === "blood";
    if (blood && measured.used) this.#blood = withDrop(this.#blood, observation);
    if (!blood) this.#findings = findingsAfter(this.#findings, observation, measured, memory);
    this.#sensors[which] = measured.memory;
    if (!measured.used) this.#refused++;
    if (measured.note) this.#notes.push(measured.note);
    if (which === this.#prepared.forecastBy && measured.wrongSince !== null)
      this.#tracking = withoutReadings(this.#tracking, measured.wrongSince);
    this.#lookForDrift(observation);
    if (which !== this.#prepared.forecastBy || !measured.filtered) return;
    this.#filtered.push(measured.filtered);
    this.#lookForMeal(observation);
    const { memory: now, remembered } = measured;
    const { start, quality } = observation;
    if (quality.status === "ok" && now)
      this.#tracking = scoreForecasts(this.#prepared, this.#tracking, start, now.value, remembered);
  }

  /** What blood told of the old sensor says nothing of a new one. */
  #renewSensor(which: number, memory: SensorMemory | null, { start }: Observation): void {
    const { gain } = this.#prepared.design.measures[which]!;
    if (gain === undefined || memory === null) return;
    if (start - memory.latest.at < gain.renewedAfterMinutes * 60_000) return;
    this.#run.renewSensor();
    this.#blood = null;
  }

  #lookForDrift(observation: Observation): void {
    const told = this.#findings.some(({ kind, going }) => kind === "sensor drift" && going);
    if (this.#blood === null && !told) return;
    const belief = gainBelief(this.#prepared, this.#run.ensemble);
    const found = sensorDrift(this.#prepared, belief, this.#blood, told, observation);
    if (found) this.#findings = withFinding(this.#findings, found, true);
    else if (told) this.#findings = ended(this.#findings, ["sensor drift"]);
  }

  /** Meals eaten from one measurement on and before the next, whenever their record came in. */
  #rememberMeals(from: Instant, to: Instant): void {
    const code = this.#prepared.design.missingMeals?.code;
    if (code === undefined) return;
    const take = takeOf(this.#prepared.design, code);
    for (const { take: kind, start, amount } of this.#inputs)
      if (kind === take && start >= from && start < to)
        this.#meals = withRecorded(this.#meals, start, amount);
  }

  #lookForMeal({ start, offsetMinutes }: Observation): void {
    this.#meals = unexplainedAfter(this.#prepared, this.#meals, this.#run.ensemble, start);
    const found = missingMeal(this.#prepared, this.#meals, offsetMinutes);
    if (found) this.#findings = withFinding(this.#findings, found, true);
    else if (this.#meals.rise === null) this.#findings = ended(this.#findings, ["missing meal"]);
  }

  /**
   * Before the members leave an instant, the twin makes the forecast that it will be held to. Not before: until then
   * what was taken at this very instant may still come in.
   */
  #leave(): void {
    const at = this.#run.at;
    const memory = this.#sensors[this.#prepared.forecastBy];
    if (memory?.at !== at || !isDue(this.#prepared, this.#twin.born, this.#tracking.made, at)) return;
    const known = this.#inputs.filter(({ start }) => start <= at);
    for (const input of known) this.#learnedOf(input, this.#allowed(input));
    if (this.#tracking.knownAt > at) {
      this.#tracking = { ...this.#tracking, made: at, hindsight: this.#tracking.hindsight + 1 };
      return;
    }
    const start = { ...this.#twin, watermark: at, members: this.#run.members };
    this.#tracking = keepForecast(this.#prepared, this.#tracking, start, known, memory.value);
  }

  #learnedOf(record: Pick<Observation, "start" | "received">, allowed: number): void {
    const known = knownAt(record, allowed);
    if (known > this.#tracking.knownAt) this.#tracking = { ...this.#tracking, knownAt: known };
  }

  #allowed({ take }: TakenInput): number {
    const { as } = this.#prepared.design.takes[take]!;
    return "holds" in as && as.holds ? programmed : transmission;
  }

  #count(observation: Observation): void {
    this.#data = addDigest(this.#data, digestObservation(observation));
    this.#observations++;
  }
}
