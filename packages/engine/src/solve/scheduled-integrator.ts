import type { Kernel, LinearPartKernel } from "../compile/kernel.ts";
import { failure } from "../errors/registry.ts";
import { HybridCourse } from "../hybrid/course.ts";
import type { DoseSpec } from "../model/model-spec.ts";
import { AdaptiveLoop, type Dense, type InputsAt } from "./adaptive-loop.ts";
import { applyJump } from "./apply-jump.ts";
import { firstAtLeast } from "./ascending-times.ts";
import { bindSchedule } from "./bind-schedule.ts";
import type { BoundSchedule } from "./bound-schedule.ts";
import { FixedStepper } from "./fixed-stepper.ts";
import { InputsInForce } from "./inputs-in-force.ts";
import type { Advance, Integrator, Member, Opening, Visit } from "./integrator.ts";
import { ExactStates } from "./linear/exact-states.ts";
import { LinearByDifferences } from "./linear-by-differences.ts";
import { LinearInForce } from "./linear-in-force.ts";
import { stepperOf } from "./methods/methods.ts";
import { OutputGrid } from "./output-grid.ts";
import { PartlyLinearStepper } from "./partly-linear-stepper.ts";
import type { Schedule } from "./schedule.ts";
import type { SolverSettings } from "./solver-settings.ts";
import type { Problem, Stepper } from "./stepper.ts";
import { makeStochastic, type Stepped } from "./stochastic/make-stochastic.ts";
import { turnWatch } from "./turn-watch.ts";
import { wholeAttempts } from "./whole-attempts.ts";

type See = (from: number, to: number, dense: Dense, degree: number) => void;

const noTimes = new Float64Array(0);
const noVisit: Visit = () => {};

/** From edge to edge of a schedule, and within them from event to event where the model has triggers. */
export class ScheduledIntegrator implements Integrator {
  private readonly kernel: Kernel;
  private readonly doses: Readonly<Record<string, DoseSpec>>;
  private readonly settings: SolverSettings;
  private readonly loop: AdaptiveLoop;
  private readonly inputs: InputsInForce;
  private readonly inputsAtTime: InputsAt;
  private readonly exact: ExactStates | undefined;
  private readonly course: HybridCourse | undefined;
  private readonly see: See | undefined;
  private takePath: (member: Member) => void = () => {};

  /** `see` is told each accepted step of a model without triggers, delays and constraints. */
  constructor(
    kernel: Kernel,
    doses: Readonly<Record<string, DoseSpec>>,
    settings: SolverSettings,
    see?: See,
  ) {
    const inputs = new InputsInForce(kernel);
    this.see = see;
    this.kernel = kernel;
    this.doses = doses;
    this.settings = settings;
    this.inputs = inputs;
    this.inputsAtTime = (t) => inputs.at(t);
    this.exact = settings.linearPart && new ExactStates(partOf(kernel), inputs, kernel.states);
    this.course = kernel.hybrid && new HybridCourse(kernel, kernel.hybrid, inputs, shortestStepOf(settings));
    this.loop = this.course === undefined ? this.plainLoop() : this.hybridLoop(this.course);
  }

  get stats() {
    const { steps, rejected, evaluations } = this.loop;
    return { steps, rejected, evaluations };
  }

  bind(schedule: Schedule): BoundSchedule {
    return bindSchedule(schedule, { ...this.kernel, doses: this.doses });
  }

  advance(
    member: Member,
    schedule: BoundSchedule,
    from: number,
    to: number,
    at: Float64Array = noTimes,
    visit: Visit = noVisit,
  ): Advance {
    if (!(from <= to)) throw failure("HS1306", { from, to });
    const { edges } = schedule;
    const { course, inputs, loop } = this;
    const walker = course?.walker ?? member;
    const grid = new OutputGrid(at, this.completing(visit), from, to);
    this.start(member, schedule, from);
    let edge = firstAtLeast(edges, from);
    let isOpen = false;
    for (let t = from; t < to; t = loop.time) {
      if (edges[edge] === t) {
        this.jump(member, schedule, t);
        course?.interrupt();
        edge++;
        isOpen = false;
      }
      if (!isOpen) this.open(t);
      isOpen = true;
      const end = Math.min(edges[edge] ?? to, to, this.nextWithin(t));
      const reason = loop.segment(walker, t, end, grid, inputs.u, this.inputsAtTime);
      course?.arrive(loop.time);
      if (reason !== "done" && reason !== "watched") return { reason, time: loop.time, ...this.suspect() };
    }
    inputs.at(to);
    while (grid.next <= to) grid.give(walker.y, inputs.u);
    return { reason: "done", time: to };
  }

  inputsAt(member: Member, schedule: BoundSchedule, t: number): Float64Array {
    this.inputs.start(member, schedule, t);
    this.inputs.enter(t);
    if (member.memory !== undefined) this.course?.recall(member, t);
    return this.inputs.u;
  }

  opening(member: Member, schedule: BoundSchedule, from: number): Opening {
    const { inputs, loop } = this;
    const probe = { ...member, y: member.y.slice() };
    inputs.start(probe, schedule, from);
    this.jump(probe, schedule, from);
    inputs.enter(from);
    const opened = { inputs: inputs.u.slice(), rest: inputs.rest.slice() };
    loop.begin(probe, from);
    return { step: probe.step, ...opened };
  }

  private plainLoop(): AdaptiveLoop {
    const { kernel, inputs, settings } = this;
    const size = kernel.states.length;
    const evaluate =
      this.exact?.evaluate ??
      ((t: number, y: Float64Array, dy: Float64Array) => {
        if (inputs.vary) inputs.refresh(t);
        kernel.derivatives(t, y, inputs.constants, dy);
      });
    const linear = () => new LinearInForce(kernel, inputs);
    const problem = { ...settings, size, evaluate, linear, whole: wholeAttempts(kernel, inputs, settings) };
    const stepper = this.stepper(
      problem,
      (state) => state,
      (_, y) => y,
    );
    const { see } = this;
    const turns = turnWatch(kernel, inputs);
    const watch = (from: number, to: number, dense: Dense) => {
      turns?.(from, to, dense);
      see?.(from, to, dense, stepper.degree);
      return undefined;
    };
    return new AdaptiveLoop(size, stepper, settings, see || turns ? watch : undefined);
  }

  private hybridLoop(course: HybridCourse): AdaptiveLoop {
    const { inputs, kernel, settings } = this;
    const size = course.moving.count;
    const absolute = new Float64Array(size);
    course.moving.gather(settings.absolute, absolute);
    const problem = { ...settings, absolute, size, evaluate: course.evaluate.bind(course) };
    const whole = () => new LinearInForce(kernel, inputs);
    const linear = () => course.linear(whole) ?? new LinearByDifferences(problem);
    const stepper = this.stepper(
      { ...problem, linear },
      (state) => course.moving.place(state),
      (t, y) => course.completed(t, y),
    );
    return new AdaptiveLoop(size, stepper, settings, (from, to, dense) =>
      course.watch(from, to, dense, stepper.degree),
    );
  }

  private stepper(problem: Problem, place: Stepped["place"], whole: Stepped["whole"]): Stepper {
    const { kernel, inputs, settings } = this;
    const { noise } = settings;
    const stepped = { names: kernel.states, place, whole, inputs };
    if (noise === undefined || kernel.noise === undefined) return this.deterministic(problem, stepped);
    if (this.exact !== undefined)
      throw failure("HS1316", { why: "noise moves the others in steps of its own" });
    const { stepper, wiener } = makeStochastic(kernel.noise, noise, problem, stepped);
    this.takePath = (member) => wiener.take(member.path ?? noise.member);
    return stepper;
  }

  private deterministic(problem: Problem, stepped: Stepped): Stepper {
    const { exact } = this;
    const { method, fixedStep } = this.settings;
    const make = stepperOf(method);
    const stepper =
      exact === undefined ? make(problem) : new PartlyLinearStepper(make, problem, exact, stepped);
    return fixedStep === undefined ? stepper : new FixedStepper(stepper, fixedStep);
  }

  private suspect(): Pick<Advance, "state"> {
    const { suspect } = this.loop;
    if (suspect === undefined) return {};
    return { state: this.course?.moving.slot(suspect) ?? suspect };
  }

  private start(member: Member, schedule: BoundSchedule, from: number): void {
    const { course, inputs } = this;
    this.takePath(member);
    inputs.start(member, schedule, from);
    if (course === undefined) return;
    inputs.enter(from);
    course.take(member, from);
  }

  /** Goes on from an edge, or from where a member was taken up. */
  private open(t: number): void {
    const { course, inputs, loop, settings } = this;
    inputs.enter(t);
    loop.allow();
    course?.afterEdge(t);
    loop.longest = Math.min(settings.longestStep, course?.shortestDelay ?? Number.POSITIVE_INFINITY);
  }

  /** When, before the next edge, something is due that the state has set off. */
  private nextWithin(t: number): number {
    const { course, settings } = this;
    return course?.next(t, shortestStepOf(settings)) ?? Number.POSITIVE_INFINITY;
  }

  private completing(visit: Visit): Visit {
    const { course } = this;
    if (course === undefined) return visit;
    return (index, t, moving, u) => visit(index, t, course.completed(t, moving), u);
  }

  private jump(member: Member, schedule: BoundSchedule, t: number): void {
    const jump = schedule.jumps.at(t);
    if (jump !== undefined) applyJump(this.kernel, this.inputs, member, jump, t);
  }
}

function partOf({ linearPart }: Kernel): LinearPartKernel {
  if (linearPart === undefined) throw failure("HS1316", { why: "the kernel knows of none" });
  return linearPart();
}

/** Delays that change and are shorter than this count as this long when steps are chosen: a share of the longest step, where there is one. */
function shortestStepOf({ longestStep }: SolverSettings): number {
  return Number.isFinite(longestStep) ? 1e-5 * longestStep : 1e-9;
}
