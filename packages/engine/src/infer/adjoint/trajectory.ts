import type { Kernel } from "../../compile/kernel.ts";
import { failure } from "../../errors/registry.ts";
import type { Past, Stretch } from "../../hybrid/past.ts";
import type { Dense } from "../../solve/adaptive-loop.ts";
import type { BoundSchedule } from "../../solve/bound-schedule.ts";
import type { Member, Visit } from "../../solve/integrator.ts";
import type { ScheduledIntegrator } from "../../solve/scheduled-integrator.ts";
import { stopCodes } from "../../solve/simulation.ts";

/** A smooth piece of a course: from one edge of the schedule to the next. */
export interface Leg {
  readonly from: number;
  readonly to: number;
  /** Before whatever happens at `from`. */
  readonly before: Float64Array;
  readonly past: Past & { readonly stretches: Stretch[] };
}

/** Numbers of dense output that are kept at once, 32 MB; what does not fit is computed again from a checkpoint. */
const usualMost = 4_000_000;

interface Checkpoint {
  readonly leg: number;
  readonly member: Member;
}

/**
 * A course that can be looked at backward. It is run once from edge to edge, keeping its dense output while that fits,
 * and else checkpoints, from which it is run again, bit for bit, piece by piece (Griewank 1992, Optim Methods Softw 1:35).
 */
export class Trajectory {
  /** The ends of the legs. */
  readonly ends: Float64Array;
  /** How large each state has been at the ends of steps; 1 for one that was 0. */
  readonly scale: Float64Array;
  private readonly kernel: Kernel;
  private readonly schedule: BoundSchedule;
  private readonly integrator: ScheduledIntegrator;
  private readonly most: number;
  private checkpoints: Checkpoint[] = [];
  private legs = new Map<number, Leg>();
  private kept = 0;
  private recorded: Leg["past"]["stretches"] = [];

  /** `integrator` tells its steps to `see` of this. */
  constructor(
    kernel: Kernel,
    integrator: ScheduledIntegrator,
    schedule: BoundSchedule,
    [from, to]: readonly [number, number],
    most = usualMost,
  ) {
    this.kernel = kernel;
    this.integrator = integrator;
    this.schedule = schedule;
    this.most = most;
    this.scale = new Float64Array(kernel.states.length);
    this.ends = Float64Array.of(from, ...schedule.edges.filter((edge) => edge > from && edge < to), to);
  }

  /** How often a piece was begun from a stored state. */
  get pieces(): number {
    return this.checkpoints.length;
  }

  /** Keeps an accepted step. */
  see(from: number, to: number, dense: Dense, degree: number): void {
    const size = this.kernel.states.length;
    const states = Array.from({ length: degree + 1 }, (_, i) => {
      const sample = new Float64Array(size);
      dense(i === degree ? to : from + (i / degree) * (to - from), sample);
      return sample;
    });
    this.recorded.push({ from, to, states, inputs: [nothing, nothing] });
    this.kept += size * (degree + 1);
    for (let i = 0; i < size; i++) {
      const largest = Math.max(Math.abs(states[0]![i]!), Math.abs(states[degree]![i]!));
      if (largest > this.scale[i]!) this.scale[i] = largest;
    }
  }

  /** Runs the whole, from a member at its start. @throws HS131x where it cannot go on */
  run(member: Member, at: Float64Array, visit: Visit): void {
    this.checkpoints = [];
    this.scale.fill(0);
    this.begin(0, member);
    let next = 0;
    for (let leg = 0; leg + 1 < this.ends.length; leg++) {
      if (this.kept > this.most) this.begin(leg, member);
      const first = next;
      const last = leg + 2 === this.ends.length;
      while (next < at.length && (last || at[next]! < this.ends[leg + 1]!)) next++;
      this.pass(leg, member, at.subarray(first, next), (i, t, y, u) => visit(first + i, t, y, u));
    }
    for (let i = 0; i < this.scale.length; i++) if (this.scale[i] === 0) this.scale[i] = 1;
  }

  leg(index: number): Leg {
    const known = this.legs.get(index);
    if (known !== undefined) return known;
    const place = this.checkpoints.findLastIndex(({ leg }) => leg <= index);
    const { leg: first, member } = this.checkpoints[place]!;
    const end = this.checkpoints[place + 1]?.leg ?? this.ends.length - 1;
    const again = copyOf(member);
    this.legs.clear();
    for (let leg = first; leg < end; leg++) this.pass(leg, again, nothing, () => {});
    return this.legs.get(index)!;
  }

  private begin(leg: number, member: Member): void {
    this.checkpoints.push({ leg, member: copyOf(member) });
    this.legs.clear();
    this.kept = 0;
  }

  private pass(index: number, member: Member, at: Float64Array, visit: Visit): void {
    const [from, to] = [this.ends[index]!, this.ends[index + 1]!];
    const before = member.y.slice();
    this.recorded = [];
    const end = this.integrator.advance(member, this.schedule, from, to, at, visit);
    if (end.reason !== "done") throw this.stopped(end, member);
    const past = { states: before, inputs: nothing, stretches: this.recorded };
    this.legs.set(index, { from, to, before, past });
  }

  private stopped({ reason, time, state }: ReturnType<ScheduledIntegrator["advance"]>, { y }: Member) {
    const suspect =
      state ??
      Math.max(
        0,
        y.findIndex((value) => !Number.isFinite(value)),
      );
    return failure(stopCodes[reason as keyof typeof stopCodes], {
      time,
      state: this.kernel.states[suspect]!,
    });
  }
}

const nothing = new Float64Array(0);

function copyOf({ y, p, step, mode, rest }: Member): Member {
  const more = { ...(mode === undefined ? {} : { mode }), ...(rest === undefined ? {} : { rest }) };
  return { y: y.slice(), p, step, ...more };
}
