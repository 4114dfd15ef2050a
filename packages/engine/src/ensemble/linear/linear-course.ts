import { allFinite } from "../../solve/all-finite.ts";
import { applyJump } from "../../solve/apply-jump.ts";
import type { BoundSchedule } from "../../solve/bound-schedule.ts";
import { InputsInForce } from "../../solve/inputs-in-force.ts";
import type { EnsembleWork, Started } from "../ensemble-work.ts";
import type { LinearCode } from "./linear-code.ts";
import { type LinearPlan, linearPlan } from "./linear-plan.ts";
import { PropagatorTable } from "./propagator-table.ts";

/** Takes the members of one ensemble from the start to the end, stretch by stretch. */
export class LinearCourse {
  private readonly work: EnsembleWork;
  private readonly code: LinearCode;
  private readonly inputs: InputsInForce;
  private readonly table: PropagatorTable;
  private readonly plans = new WeakMap<BoundSchedule, LinearPlan>();

  constructor(work: EnsembleWork, code: LinearCode) {
    const { kernel } = work.simulation;
    this.work = work;
    this.code = code;
    this.inputs = new InputsInForce(kernel);
    this.table = new PropagatorTable(kernel, this.inputs, code);
  }

  /** False where the member has no finite coefficients or states: then nothing that it wrote counts. */
  run(index: number, { member, schedule }: Started): boolean {
    const { work, inputs, table } = this;
    const { times, columns, simulation } = work;
    const { y, p } = member;
    const plan = this.planOf(schedule);
    const row = index * times.length;
    table.follow(plan);
    inputs.start(member, schedule, work.from);
    const sweep = { y, p, u: inputs.u, offset: table.offset, table: table.values, times, columns, row };
    for (const { start, fires, first, last, needs } of plan.stretches) {
      if (fires.length > 0) applyJump(simulation.kernel, inputs, member, { fires, adds: [] }, start);
      inputs.enter(start);
      if (!table.take(start)) return false;
      table.prepare(needs);
      this.code.sweep(sweep, plan, first, last, table.driven);
    }
    const given = plan.outputs.at(-1) ?? 0;
    for (let j = given; j < times.length; j++) work.write(index, j, times[j]!, y, p, inputs.u);
    return allFinite(y);
  }

  private planOf(schedule: BoundSchedule): LinearPlan {
    const { from, to, times } = this.work;
    const plan = this.plans.get(schedule) ?? linearPlan(schedule, from, to, times, this.code.stride);
    this.plans.set(schedule, plan);
    return plan;
  }
}
