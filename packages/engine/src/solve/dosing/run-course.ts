import { administration } from "./administration.ts";
import type { Course, CourseRecord, Dose } from "./course.ts";
import { type Administered, Doser } from "./doser.ts";
import { constant, type Dual, shifted } from "./dual.ts";
import type { Flow } from "./flow.ts";
import { PendingQueue } from "./pending.ts";
import { startSteadyState } from "./steady-state.ts";

/** Called at each observed record with all outputs, then their derivatives direction by direction (scratch: read, do not keep). */
export type Observe = (record: number, outputs: Float64Array) => void;

/**
 * Runs a person's record through a flow: covariates, doses with lag and bioavailability, infusions, repeated doses,
 * steady states and resets, with exact derivatives, also by times that depend on parameters (a jump of the slope at
 * such a time moves the sensitivities). Records of one time are taken in their order; doses that were scheduled before
 * (repeated, delayed) come before the records of their time.
 * @throws HS1601, HS1602, HS1603, HS1605, HS1606
 */
export function runCourse(flow: Flow, course: Course, parameters: Float64Array, observe: Observe): void {
  flow.begin(parameters);
  const run = new CourseRun(flow, course);
  course.records.forEach((record, index) => {
    run.reach(record, index === 0 || record.reset);
    if (record.dose !== undefined) run.give(record, record.dose);
    if (record.observed) observe(index, run.outputs());
  });
}

class CourseRun {
  private readonly flow: Flow;
  private readonly course: Course;
  private readonly pending = new PendingQueue();
  private readonly doser: Doser;
  private readonly observed: Float64Array;
  private time = 0;

  constructor(flow: Flow, course: Course) {
    this.flow = flow;
    this.course = course;
    this.doser = new Doser(flow);
    this.observed = new Float64Array(flow.observed);
  }

  reach(record: CourseRecord, anew: boolean): void {
    if (anew) {
      this.pending.clear();
      this.doser.stopRates();
      this.enter(record);
      this.flow.rest(record.time);
      this.time = record.time;
      return;
    }
    if (this.course.inputsFrom === "next") this.enter(record);
    this.passTo(record.time);
    if (this.course.inputsFrom === "last") this.enter(record);
  }

  private enter({ inputs }: CourseRecord): void {
    this.flow.inputs.set(inputs);
    this.flow.inputsChanged();
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

  give(record: CourseRecord, dose: Dose): void {
    const given = this.administered(record, dose);
    if (dose.steadyState !== "no") {
      if (dose.steadyState === "replaces") this.pending.clear();
      startSteadyState(this.flow, this.doser, this.pending, given, dose, this.time);
      if (given.constantRate) return;
    }
    const start = shifted(given.lag, this.time);
    this.begin(given, start, dose.additional, dose.interval);
    this.passTo(this.time);
  }

  private administered(record: CourseRecord, dose: Dose): Administered {
    const { flow, course } = this;
    const name = String(dose.state + 1);
    const properties = course.doseProperties[dose.state] ?? {};
    const constantRate = dose.steadyState !== "no" && dose.amount === 0;
    const given = administration(record.time, dose, name, properties, this.outputs(), flow.directions);
    return { ...given, constantRate };
  }

  /** The first of a row of doses; each brings the next, so that long rows stay short in memory. */
  private begin(given: Administered, at: Dual, left: number, interval: number): void {
    const apply = () => {
      this.doser.start(given);
      if (given.infusion !== undefined) this.end(given, at);
      if (left > 0) this.begin(given, shifted(at, interval), left - 1, interval);
    };
    this.pending.add({ at, apply });
  }

  private end(given: Administered, from: Dual): void {
    const { duration } = given.infusion ?? { duration: constant(0, this.flow.directions) };
    const at = from.map((value, i) => value + duration[i]!);
    this.pending.add({ at, apply: () => this.doser.stop(given) });
  }
}
