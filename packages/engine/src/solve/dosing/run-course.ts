import { administration } from "./administration.ts";
import type { Course, CourseRecord, Dose, DoseProperties } from "./course.ts";
import { type Administered, Doser } from "./doser.ts";
import { constant, type Dual, dualAt, shifted, sum } from "./dual.ts";
import type { Flow } from "./flow.ts";
import { ModelledRates } from "./modelled-rates.ts";
import { outputsAt } from "./outputs-at.ts";
import { PendingQueue } from "./pending.ts";
import { startSteadyState } from "./steady-state.ts";

/** Called at each observed record with all outputs, then their derivatives direction by direction (scratch: read, do not keep). */
export type Observe = (record: number, outputs: Float64Array) => void;

/**
 * Runs a person's record through a flow: covariates, doses with lag and bioavailability, infusions, repeated doses,
 * steady states and resets, with exact derivatives, also by times that depend on parameters (a jump of the slope at
 * such a time moves the sensitivities), and by switches. Records of one time are taken in their order; doses that were scheduled before
 * (repeated, delayed) come before the records of their time. A lag is that of the dose's record; bioavailability and
 * duration are those in force when the dose enters, which for repeated and delayed doses may be those of a later
 * record; a modelled rate changes with the inputs (NONMEM Users Guide VI, III.B.2 and III.F). A dose at steady state
 * and those before it are all as its record says.
 * @throws HS1601, HS1602, HS1603, HS1605, HS1606
 */
export function runCourse(flow: Flow, course: Course, parameters: Float64Array, observe: Observe): void {
  flow.begin(parameters, largestDose(course));
  const run = new CourseRun(flow, course);
  course.records.forEach((record, index) => {
    run.reach(record, index === 0 || record.reset);
    if (record.dose !== undefined) run.give(record.dose);
    if (record.observed) observe(index, run.outputs());
  });
}

function largestDose({ records }: Course): number {
  const most = records.reduce((largest, { dose }) => Math.max(largest, dose?.amount ?? 0), 0);
  return most > 0 ? most : 1;
}

class CourseRun {
  private readonly flow: Flow;
  private readonly course: Course;
  private readonly pending = new PendingQueue();
  private readonly doser: Doser;
  private readonly modelled: ModelledRates;
  private readonly observed: Float64Array;
  /** By state; undefined where the model says nothing of its doses. */
  private readonly properties: readonly (DoseProperties | undefined)[];
  /** By switch: 1 where its time has passed. */
  private readonly past: Float64Array;
  private time = 0;

  constructor(flow: Flow, course: Course) {
    this.flow = flow;
    this.course = course;
    this.doser = new Doser(flow);
    this.modelled = new ModelledRates(this.doser, this.pending);
    this.observed = new Float64Array(flow.observed);
    this.past = new Float64Array(course.switches?.length ?? 0);
    this.properties = course.doseProperties.map((given) =>
      Object.values(given).every((slot) => slot === undefined) ? undefined : given,
    );
  }

  reach(record: CourseRecord, anew: boolean): void {
    if (anew) {
      this.forget();
      this.doser.stopRates();
      this.past.fill(0);
      this.enter(record);
      this.flow.rest(record.time);
      this.time = record.time;
      this.planSwitches();
      return;
    }
    if (this.course.inputsFrom === "next") this.enter(record);
    this.passTo(record.time);
    if (this.course.inputsFrom === "last") this.enter(record);
  }

  private forget(): void {
    this.pending.clear();
    this.modelled.clear();
  }

  private enter({ inputs }: CourseRecord): void {
    this.flow.inputs.set(inputs);
    this.course.switches?.forEach(({ flag }, i) => {
      this.flow.inputs[flag] = this.past[i]!;
    });
    this.flow.inputsChanged();
    this.modelled.takeRates(this.time, (state) => this.rateNow(state));
  }

  /** Those that are still to come. */
  private planSwitches(): void {
    const { switches = [] } = this.course;
    if (switches.length === 0) return;
    const outputs = this.outputs();
    switches.forEach(({ time, flag }, i) => {
      if (this.past[i] !== 0) return;
      const apply = () => {
        this.past[i] = 1;
        this.flow.inputs[flag] = 1;
        this.flow.inputsChanged();
      };
      const at = this.read(outputs, time);
      if (at[0]! <= this.time) apply();
      else this.pending.add({ at, apply });
    });
  }

  private rateNow(state: number): Dual | undefined {
    const rate = this.properties[state]?.rate;
    return rate === undefined ? undefined : this.read(this.outputs(), rate);
  }

  private read(outputs: Float64Array, slot: number): Dual {
    const { directions, observed } = this.flow;
    return dualAt(outputs, slot, observed / (directions + 1), directions);
  }

  private passTo(time: number): void {
    for (let next = this.pending.takeUpTo(time); next !== undefined; next = this.pending.takeUpTo(time)) {
      this.advance(Math.max(this.time, next.at[0]!));
      this.doser.jump(this.time, next.at, next.apply);
    }
    this.advance(time);
  }

  private advance(time: number): void {
    this.flow.advance(this.time, time);
    this.time = time;
  }

  outputs(): Float64Array {
    this.flow.observe(this.time, this.observed);
    return this.observed;
  }

  give(dose: Dose): void {
    const given = this.administered(dose, () => this.outputs());
    const settled = dose.steadyState !== "no";
    if (settled) {
      if (dose.steadyState === "replaces") {
        this.forget();
        this.planSwitches();
      }
      startSteadyState(this.flow, this.doser, this.pending, given, dose, this.time);
      if (given.constantRate) return;
    }
    const entersNow = settled || given.lag[0] === 0;
    this.begin(dose, shifted(given.lag, this.time), dose.additional, entersNow ? given : undefined);
    this.passTo(this.time);
  }

  private administered(dose: Dose, outputs: () => Float64Array): Administered {
    const name = String(dose.state + 1);
    const constantRate = dose.steadyState !== "no" && dose.amount === 0;
    const properties = this.properties[dose.state];
    const seen = properties && outputs();
    const property = (of: keyof DoseProperties) => {
      const slot = properties?.[of];
      return seen === undefined || slot === undefined ? undefined : this.read(seen, slot);
    };
    const given = administration(this.time, dose, name, property, this.flow.directions);
    return { ...given, constantRate };
  }

  /**
   * The first of a row of doses; each brings the next, so that long rows stay short in memory. Where the model says
   * nothing of such doses they are all alike.
   */
  private begin(dose: Dose, at: Dual, left: number, given?: Administered): void {
    const apply = () => {
      const entering =
        given ?? this.administered(dose, () => outputsAt(this.flow, this.time, at, this.observed));
      const alike = this.properties[dose.state] === undefined ? entering : undefined;
      this.doser.start(entering);
      if (dose.rate === "modelled rate") this.modelled.start(entering, at);
      else if (entering.infusion !== undefined) this.end(entering, at);
      if (left > 0) this.begin(dose, shifted(at, dose.interval), left - 1, alike);
    };
    this.pending.add({ at, apply });
  }

  private end(given: Administered, from: Dual): void {
    const { duration } = given.infusion ?? { duration: constant(0, this.flow.directions) };
    this.pending.add({ at: sum(from, duration), apply: () => this.doser.stop(given) });
  }
}
