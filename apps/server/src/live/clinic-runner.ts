import { HomeostatError, hearError } from "@homeostat/engine";
import { cast } from "../clinic/index.ts";
import type { Clock, ClockChange } from "../contract/schemas.ts";
import type { Store } from "../store/store.ts";
import type { ComputeThread } from "../twins/compute-thread.ts";
import type { ClinicStride } from "../twins/protocol.ts";
import type { TwinService } from "../twins/twin-service.ts";
import type { LiveBus } from "./bus.ts";
import { type ClockState, changed, clockOf, DEFAULT_SPEED, nextStride, reached } from "./clock.ts";
import { CLINIC, eventsOf, StrideKeeper } from "./keep-stride.ts";
import { settle } from "./settle-clinic.ts";

const TICK = 1000;
const DAY = 86_400_000;
/** While catching up, forecasts are made this often in the clinic's time. */
const FORETELL_EVERY = 2 * 3_600_000;

export interface ClinicPlan {
  readonly seed: number;
  /** Days that a new clinic lives before its clock runs freely. */
  readonly firstDays: number;
  readonly speed?: number;
}

interface Stored {
  readonly start: number;
  readonly speed: number;
  readonly paused: boolean;
  readonly goal: number | null;
}

/** Lets the virtual clinic live: strides, stores, tells. One stride is under way at a time. */
export class ClinicRunner {
  readonly #store: Store;
  readonly #thread: ComputeThread;
  readonly #twins: TwinService;
  readonly #keeper: StrideKeeper;
  readonly #bus: LiveBus;
  readonly #afterStride: () => Promise<void>;
  readonly #onProblem: (error: unknown) => void;
  readonly start: number;
  #clock: ClockState;
  #actualSpeed: number | null = null;
  #stopped = false;
  #ahead: { readonly to: number; readonly stride: Promise<ClinicStride> } | null = null;
  #wake: () => void = () => undefined;
  #running: Promise<void> = Promise.resolve();
  #problem: unknown = null;

  private constructor(parts: Parts, start: number, clock: ClockState) {
    this.#store = parts.store;
    this.#thread = parts.thread;
    this.#twins = parts.twins;
    this.#keeper = new StrideKeeper(parts.store, parts.twins);
    this.#bus = parts.bus;
    this.#afterStride = parts.afterStride;
    this.#onProblem = parts.onProblem;
    this.start = start;
    this.#clock = clock;
  }

  /** Opens the stored clinic, or founds one whose first days end now; it stands still until `run`. */
  static async open(parts: Parts, plan: ClinicPlan, realNow: number): Promise<ClinicRunner> {
    const { store, thread } = parts;
    const [kept, settings] = await Promise.all([
      store.clinic.get(CLINIC),
      store.settings.get<Stored>(CLINIC),
    ]);
    const start = settings?.start ?? realNow - plan.firstDays * DAY;
    const opened = await thread.ask("openClinic", { seed: plan.seed, start, state: kept?.state ?? null });
    if (kept === null) await settle(store, opened);
    await parts.twins.readTruths();
    parts.twins.leaveToClinic(cast.map(({ id }) => id));
    const { now } = opened;
    const goal = settings ? settings.goal : realNow;
    const clock: ClockState = {
      now,
      speed: settings?.speed ?? plan.speed ?? DEFAULT_SPEED,
      paused: settings?.paused ?? false,
      goal: goal !== null && goal > now ? { from: now, to: goal, startedReal: realNow } : null,
    };
    const runner = new ClinicRunner(parts, start, clock);
    await runner.#saveSettings();
    return runner;
  }

  run(): void {
    this.#running = this.#live().catch((error: unknown) => {
      if (this.#stopped && error instanceof HomeostatError && error.code === "HS5205") return;
      this.#problem = error;
      this.#onProblem(error);
    });
  }

  /** Throws what stopped the clinic, for a health check to tell. */
  check(): void {
    if (this.#problem !== null) throw this.#problem;
  }

  now(): number {
    return this.#clock.now;
  }

  clock(): Clock {
    return clockOf(this.#clock, Date.now(), this.#actualSpeed);
  }

  async change(change: ClockChange): Promise<Clock> {
    this.#clock = changed(this.#clock, change, Date.now());
    this.#actualSpeed = null;
    await this.#saveSettings();
    this.#wake();
    const clock = this.clock();
    this.#bus.publish({ type: "clock", clock });
    return clock;
  }

  /** Ends after the stride under way, which is stored; one that is cut short is lived again at the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake();
    await this.#running;
  }

  async #live(): Promise<void> {
    let last = performance.now();
    await this.#loadTwins();
    while (!this.#stopped) {
      const begun = performance.now();
      const to = this.#ahead?.to ?? nextStride(this.#clock, begun - last);
      last = begun;
      if (to !== null && to > this.#clock.now) await this.#stride(to);
      if (this.#clock.goal === null) await this.#rest(TICK - (performance.now() - begun));
    }
    await this.#ahead?.stride;
    await this.#keeper.writeTwins();
  }

  /** Those whose data carry one by now; the others are asked again later. */
  async #loadTwins(): Promise<void> {
    for (const { subject, origin } of await this.#store.people.all()) {
      if (this.#stopped) return;
      if (origin === "virtual" && !this.#twins.hasFallen(subject)) await this.#loadTwin(subject);
    }
  }

  async #loadTwin(subject: string): Promise<void> {
    try {
      await this.#twins.load(subject, { stays: true });
    } catch (error) {
      if (!this.#stopped) this.#onProblem(error);
    }
  }

  async #stride(to: number): Promise<void> {
    const before = this.#clock;
    const begun = performance.now();
    const stride = await (this.#ahead?.stride ?? this.#ask(before, to));
    this.#ahead = null;
    const twinsAreDue = crosses(before.now, to, FORETELL_EVERY);
    if (!twinsAreDue) this.#goAhead(reached(before, to));
    await this.#keeper.keep(stride);
    this.#clock = reached(this.#clock, to);
    this.#noteSpeed(to - before.now, performance.now() - begun);
    if (before.goal !== null && this.#clock.goal === null) await this.#saveSettings();
    if (this.#clock.goal === null) for (const event of eventsOf(stride)) this.#bus.publish(event);
    this.#bus.publish({ type: "clock", clock: this.clock() });
    for (const { subject, error } of stride.fallen) {
      this.#twins.fell(subject, hearError(error));
      this.#onProblem(hearError(error));
    }
    await this.#afterStride();
    if (twinsAreDue) await this.#loadTwins();
  }

  #ask({ now, goal }: ClockState, to: number): Promise<ClinicStride> {
    const foretell = goal === null || goal.to === to || crosses(now, to, FORETELL_EVERY);
    return this.#thread.ask("advanceClinic", { to, foretell });
  }

  /** While catching up, the next stride is computed as this one is stored. */
  #goAhead(clock: ClockState): void {
    const to = clock.goal === null || this.#stopped ? null : nextStride(clock, 0);
    if (to === null) return;
    const stride = this.#ask(clock, to);
    // What goes wrong is met where the stride is awaited; that may be late, or never where storing fails first.
    stride.catch(() => undefined);
    this.#ahead = { to, stride };
  }

  /** Told only where the machine is clearly behind. */
  #noteSpeed(simulated: number, real: number): void {
    const possible = simulated / Math.max(real, 1);
    const { speed, goal } = this.#clock;
    this.#actualSpeed = goal === null && real > 1.2 * TICK && possible < 0.9 * speed ? possible : null;
  }

  #saveSettings(): Promise<void> {
    const { speed, paused, goal } = this.#clock;
    return this.#store.settings.put(CLINIC, { start: this.start, speed, paused, goal: goal?.to ?? null });
  }

  async #rest(milliseconds: number): Promise<void> {
    if (milliseconds <= 0 || this.#stopped) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, milliseconds);
    this.#wake = resolve;
    await promise;
    clearTimeout(timer);
  }
}

interface Parts {
  readonly store: Store;
  readonly thread: ComputeThread;
  readonly twins: TwinService;
  readonly bus: LiveBus;
  /** Called when a stride is stored and told. */
  readonly afterStride: () => Promise<void>;
  /** Hears of a twin that fell, and of what stops the clinic. */
  readonly onProblem: (error: unknown) => void;
}

const crosses = (from: number, to: number, every: number) =>
  Math.floor(from / every) !== Math.floor(to / every);
