import type { Kernel } from "../compile/kernel.ts";
import { failure } from "../errors/registry.ts";
import type { Reaction, System } from "../model/system.ts";
import { applyJump } from "../solve/apply-jump.ts";
import { firstAtLeast } from "../solve/ascending-times.ts";
import type { BoundSchedule } from "../solve/bound-schedule.ts";
import { InputsInForce } from "../solve/inputs-in-force.ts";
import type { Member, SolveStats, Visit } from "../solve/integrator.ts";
import { OutputGrid } from "../solve/output-grid.ts";
import { jumpMethods } from "./jump-methods.ts";
import type { JumpSettings } from "./jump-options.ts";
import { JumpPath } from "./jump-path.ts";
import { type LocalOrders, localOrders } from "./local-orders.ts";
import { type PreparedReactions, prepareReactions } from "./prepare-reactions.ts";

/**
 * Runs members of a system by its reactions, one by one, exactly (a sample of the master equation, Gillespie 1977), or in
 * leaps. The path depends on seed and member alone, not on which output is wanted. Between two edges of a schedule rates
 * change with the counts only.
 */
export class JumpCourse {
  private readonly kernel: Kernel;
  private readonly settings: JumpSettings;
  private readonly cancelled: () => boolean;
  private readonly prepared: PreparedReactions;
  private readonly orders: LocalOrders | undefined;
  private readonly inputs: InputsInForce;
  private readonly done = { events: 0, steps: 0, evaluations: 0 };

  constructor(
    { system, kernel }: { readonly system: System; readonly kernel: Kernel },
    reactions: readonly Reaction[],
    settings: JumpSettings,
    cancelled: () => boolean,
  ) {
    this.kernel = kernel;
    this.settings = settings;
    this.cancelled = cancelled;
    this.prepared = prepareReactions(system, reactions);
    this.orders = settings.method === "tau-leaping" ? localOrders(system, reactions) : undefined;
    this.inputs = new InputsInForce(kernel);
  }

  get stats(): SolveStats {
    return { ...this.done, rejected: 0 };
  }

  /**
   * Runs a member from its start to the end; `visit` as of an Integrator.
   * @throws HomeostatError HS1313, HS1409, HS1411, HS1412, HS1417
   */
  run(
    member: Member,
    schedule: BoundSchedule,
    from: number,
    to: number,
    at: Float64Array,
    visit: Visit,
  ): void {
    const { inputs, done } = this;
    const { edges } = schedule;
    const path = this.begin(member);
    const grid = new OutputGrid(at, visit, from, to);
    inputs.start(member, schedule, from);
    let edge = firstAtLeast(edges, from);
    for (let t = from; t < to; ) {
      if (edges[edge] === t) {
        this.pass(member, schedule, t);
        edge++;
      }
      this.enter(t);
      const end = edges[edge] ?? Number.POSITIVE_INFINITY;
      path.go(t, end, to, grid);
      t = end;
    }
    done.events += path.events;
    done.steps += path.moves;
    done.evaluations += path.finds;
    while (grid.next <= to) grid.give(member.y, inputs.u);
  }

  private begin(member: Member): JumpPath {
    const { settings, prepared, inputs, orders, kernel, cancelled } = this;
    const { seed, epsilon, method, mostEvents } = settings;
    const { names } = prepared;
    const changes = prepared.changesFor(member.p);
    const local = (y: Float64Array) => orders!(0, y, member.p, inputs.u);
    const reactions = { names, changes, orders: local, epsilon };
    const jumps = jumpMethods[method].start(reactions, seed, member.path ?? settings.member);
    const propensities = (t: number) => prepared.propensities(t, member.y, member.p, inputs.u);
    const { y } = member;
    const { states } = kernel;
    return new JumpPath({
      jumps,
      propensities,
      changes,
      names,
      states,
      y,
      u: inputs.u,
      mostEvents,
      cancelled,
    });
  }

  /** What a schedule does to the counts at an edge. */
  private pass(member: Member, schedule: BoundSchedule, t: number): void {
    const jump = schedule.jumps.at(t);
    if (jump !== undefined) applyJump(this.kernel, this.inputs, member, jump, t);
  }

  private enter(t: number): void {
    this.inputs.enter(t);
    if (this.inputs.vary) throw failure("HS1409", { what: "an input that follows a line" });
  }
}
