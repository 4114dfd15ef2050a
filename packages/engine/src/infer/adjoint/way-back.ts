import { InputsInForce } from "../../solve/inputs-in-force.ts";
import type { Member } from "../../solve/integrator.ts";
import type { AdjointKernels } from "./adjoint-kernels.ts";
import { ReturnCourse } from "./return-course.ts";
import type { Leg } from "./trajectory.ts";
import type { WayThere } from "./way-there.ts";

/** From the last observation to the start: observations add to the adjoint, events and starts pull it through. */
export class WayBack {
  private readonly there: WayThere;
  private readonly kernels: AdjointKernels;
  private readonly inputs: InputsInForce;
  private readonly course: ReturnCourse;

  constructor(there: WayThere, kernels: AdjointKernels, directions: number, method: ReturnMethod) {
    this.there = there;
    this.kernels = kernels;
    this.inputs = new InputsInForce(there.kernel);
    const settings = { ...there.settings, method };
    this.course = new ReturnCourse(kernels, this.inputs, there.kernel.states, directions, settings);
  }

  get steps(): number {
    return this.course.steps;
  }

  /** The gradient, where `slopes` are the loss's derivatives in what was observed, and `member` is as it started. */
  run(member: Member, slopes: readonly Float64Array[]): Float64Array {
    const { course, there } = this;
    const { trajectory } = there;
    course.start(member.p);
    let next = there.times.length - 1;
    for (let index = trajectory.ends.length - 2; index >= 0; index--) {
      const leg = trajectory.leg(index);
      this.enter(member, leg);
      let t = leg.to;
      for (; next >= 0 && there.times[next]! >= leg.from; next--) {
        course.back(t, there.times[next]!, trajectory.scale);
        t = there.times[next]!;
        this.observe(t, next, slopes, member.p);
      }
      course.back(t, leg.from, trajectory.scale);
      if (leg.to > leg.from) this.undoEvents(member, leg);
    }
    this.undoStart(member);
    return course.gradient.slice();
  }

  private enter(member: Member, leg: Leg): void {
    this.inputs.start(member, this.there.schedule, leg.from);
    this.inputs.enter(leg.from);
    this.course.enter(leg);
  }

  private observe(t: number, index: number, slopes: readonly Float64Array[], p: Float64Array): void {
    const { course, kernels } = this;
    course.look(t);
    const n = course.adjoint.length;
    slopes.forEach((column, output) => {
      course.point[n + output] = column[index]!;
    });
    course.gain(kernels.outputs(t, course.point, p, course.u), "adds");
  }

  /** Additions by a schedule leave the adjoint as it is; each event that fired is pulled through, the last first. */
  private undoEvents(member: Member, { from, before }: Leg): void {
    const { course, inputs, kernels, there } = this;
    const fires = there.schedule.jumps.at(from)?.fires ?? [];
    if (fires.length === 0) return;
    inputs.start(member, there.schedule, from);
    inputs.beforeInfusions(from);
    course.readInputs();
    const y = before.slice();
    const befores = fires.map((event) => {
      const state = y.slice();
      there.kernel.fire(event, from, y, member.p, inputs.u);
      return state;
    });
    for (const [i, event] of [...fires.entries()].toReversed()) {
      course.stand(befores[i]!);
      course.gain(kernels.events[event]!(from, course.point, member.p, course.u), "replaces");
    }
  }

  private undoStart(member: Member): void {
    const { course, inputs, kernels, there } = this;
    const [from] = there.trajectory.ends;
    inputs.start(member, there.schedule, from!);
    inputs.enter(from!);
    course.readInputs();
    course.stand(member.y);
    course.gain(kernels.starts(from!, course.point, member.p, course.u), "replaces");
  }
}

type ReturnMethod = ConstructorParameters<typeof ReturnCourse>[4]["method"];
