import type { Code } from "@homeostat/twin";
import type { Forecast, ParameterTelling, Scenario, TwinCard, WhatIf } from "../contract/schemas.ts";
import { failure } from "../errors/registry.ts";
import type { StoredTwin } from "../store/queries/twins.ts";
import type { Store } from "../store/store.ts";
import { type Choice, chooseFor } from "./choose-design.ts";
import type { ComputeThread } from "./compute-thread.ts";
import type { TwinUpdate } from "./protocol.ts";
import { seedOf } from "./seed.ts";
import { storeUpdates } from "./store-update.ts";

const WHAT_IF_MINUTES = 240;
/** Imported twins that stay loaded; those of the clinic always do. */
const MOST_LOADED = 100;

/** Twins of the clinic and all others are computed apart, so that a long record that is followed holds up no stride. */
interface Threads {
  readonly clinic: ComputeThread;
  readonly others: ComputeThread;
}

const always = { from: -8.64e15, to: 8.64e15 };

/** Keeps one twin a person: loads it, brings it in step with the log, asks it. */
export class TwinService {
  readonly #store: Store;
  readonly #threads: Threads;
  /** The newest state of every twin, also where the store has an older one. */
  readonly #standing = new Map<string, StoredTwin>();
  readonly #loaded = new Map<string, Promise<boolean>>();
  readonly #pinned = new Set<string>();
  readonly #fallen = new Map<string, Error>();
  /** Whose log has gone on without their twin, and how many changes it waits for. */
  readonly #waiting = new Map<string, number>();
  #truths: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map();

  constructor(store: Store, threads: Threads) {
    this.#store = store;
    this.#threads = threads;
  }

  async open(): Promise<void> {
    for (const twin of await this.#store.twins.all()) this.#standing.set(twin.subject, twin);
    for (const subject of await this.#store.waiting.all()) this.#waiting.set(subject, 1);
    await this.readTruths();
  }

  /** The parameters that truly made a virtual person's data. */
  async readTruths(): Promise<void> {
    const truths = Map.groupBy(await this.#store.twins.truths(), ({ subject }) => subject);
    this.#truths = new Map(
      [...truths].map(([subject, list]) => [subject, new Map(list.map(({ name, value }) => [name, value]))]),
    );
  }

  hasFallen(subject: string): boolean {
    return this.#fallen.has(subject);
  }

  standing(subject: string): StoredTwin | null {
    return this.#standing.get(subject) ?? null;
  }

  allStanding(): readonly StoredTwin[] {
    return [...this.#standing.values()];
  }

  truthOf(subject: string): ReadonlyMap<string, number> | undefined {
    return this.#truths.get(subject);
  }

  /**
   * Leaves people to the clinic: it loads their twins (`stays`) between two of its strides, so that none of what it
   * brings forth passes them by; nobody else does.
   */
  leaveToClinic(subjects: Iterable<string>): void {
    for (const subject of subjects) this.#pinned.add(subject);
  }

  /** A twin that could not follow: it stays as it was until the server starts again or its data change. */
  fell(subject: string, error: Error): void {
    this.#loaded.set(subject, Promise.reject(error));
    this.#loaded.get(subject)!.catch(() => undefined);
    this.#fallen.set(subject, error);
  }

  /** Why a person has no twin, in plain words. */
  async whyNone(subject: string): Promise<string> {
    const fallen = this.#fallen.get(subject);
    if (fallen) return `The twin could not follow the data: ${fallen.message}`;
    const choice = await chooseFor(this.#store, subject);
    return "why" in choice ? choice.why : "Its twin is being built.";
  }

  /** Why a person's twin is of its kind, and what data would give another; null where the data carry none any more. */
  async whyThis(subject: string): Promise<string | null> {
    const choice = await chooseFor(this.#store, subject);
    return "design" in choice ? choice.because : null;
  }

  async inputCodes(subject: string): Promise<readonly Code[]> {
    const { design } = await this.#choice(subject);
    return design.takes.map(({ code }) => code);
  }

  /** Builds a person's twin, or takes it up where it was; false where the data carry none. */
  load(subject: string, { stays = false } = {}): Promise<boolean> {
    const known = this.#loaded.get(subject);
    if (!known && !stays && this.#pinned.has(subject)) return Promise.resolve(false);
    this.#loaded.delete(subject);
    const loading = known ?? this.#adopt(subject);
    this.#loaded.set(subject, loading);
    this.#letGo();
    loading.then(
      (carried) => carried || this.#loaded.delete(subject),
      (error: Error) => this.#fallen.set(subject, error),
    );
    return loading;
  }

  /** After their logs changed (and `store.waiting` says so): their twins are brought in step when next they are loaded. */
  changed(subjects: Iterable<string>): void {
    for (const subject of subjects) {
      this.#loaded.delete(subject);
      this.#fallen.delete(subject);
      this.#waiting.set(subject, (this.#waiting.get(subject) ?? 0) + 1);
    }
  }

  /** Whose log has gone on without their twin. */
  get waiting(): Pick<ReadonlyMap<string, number>, "has" | "size" | "keys"> {
    return this.#waiting;
  }

  /** A twin that cannot be built is not tried again before the server starts anew. */
  hadItsTurn(subject: string): void {
    this.#waiting.delete(subject);
  }

  /** Takes note of what became of a twin; returns it as pages show it. */
  note({ subject, design, watermark, digest, card, forecast }: TwinUpdate): StoredTwin {
    const before = this.#standing.get(subject)?.forecast ?? null;
    const twin = {
      subject,
      design,
      watermark,
      digest,
      card: this.#withTruth(subject, card),
      forecast: forecast ?? before,
    };
    this.#standing.set(subject, twin);
    return twin;
  }

  async forecast(subject: string, horizonMinutes?: number): Promise<Forecast> {
    await this.#need(subject);
    const standing = this.#standing.get(subject)?.forecast;
    if (horizonMinutes === undefined && standing) return standing;
    return this.#threadOf(subject).ask("forecast", {
      subject,
      horizonMinutes: horizonMinutes ?? WHAT_IF_MINUTES,
    });
  }

  async whatIf(subject: string, scenario: Scenario, horizonMinutes = WHAT_IF_MINUTES): Promise<WhatIf> {
    await this.#need(subject);
    return this.#threadOf(subject).ask("whatIf", { subject, scenario, horizonMinutes });
  }

  /** What would tell a person's parameters more closely. */
  async tellings(subject: string): Promise<readonly ParameterTelling[]> {
    await this.#need(subject);
    return this.#threadOf(subject).ask("tellings", { subject });
  }

  async snapshot(subject: string): Promise<{ bytes: Uint8Array; digest: string }> {
    await this.#need(subject);
    return this.#threadOf(subject).ask("snapshot", { subject });
  }

  async #need(subject: string): Promise<void> {
    if (await this.load(subject)) return;
    throw failure("HS5109", { why: await this.whyNone(subject) });
  }

  async #choice(subject: string): Promise<Extract<Choice, { design: unknown }>> {
    const choice = await chooseFor(this.#store, subject);
    if ("why" in choice) throw failure("HS5109", { why: choice.why });
    return choice;
  }

  #threadOf(subject: string): ComputeThread {
    return this.#pinned.has(subject) ? this.#threads.clinic : this.#threads.others;
  }

  async #adopt(subject: string): Promise<boolean> {
    const waited = this.#waiting.get(subject);
    const changes = await this.#store.waiting.changes(subject);
    const choice = await chooseFor(this.#store, subject);
    if ("design" in choice) await this.#build(subject, choice, changes);
    else await this.#store.waiting.remove(subject, changes);
    if (this.#waiting.get(subject) === waited) this.#waiting.delete(subject);
    return "design" in choice;
  }

  async #build(
    subject: string,
    choice: Extract<Choice, { design: unknown }>,
    changes: number | null,
  ): Promise<void> {
    const { design, born } = choice;
    const codes = [...design.measures, ...design.takes].map(({ code }) => code);
    const [checkpoints, observations] = await Promise.all([
      this.#store.twins.checkpoints(subject, design.id),
      this.#store.observations.between(subject, { ...always, from: born }, codes),
    ]);
    const update = await this.#threadOf(subject).ask("adopt", {
      subject,
      design,
      seed: seedOf(subject),
      born,
      checkpoints: checkpoints.map(({ watermark, bytes }) => ({ through: watermark, bytes })),
      observations,
    });
    const standing = this.note(update);
    await this.#store.transaction(async (queries) => {
      await storeUpdates(queries, [update]);
      await queries.twins.put(standing);
      await queries.waiting.remove(subject, changes);
    });
  }

  #withTruth(subject: string, card: TwinCard): TwinCard {
    const truths = this.#truths.get(subject);
    if (!truths) return card;
    const learned = card.learned.map((one) => ({ ...one, truth: truths.get(one.name) ?? null }));
    return { ...card, learned };
  }

  #letGo(): void {
    for (const subject of this.#loaded.keys()) {
      if (this.#loaded.size <= MOST_LOADED) return;
      if (this.#pinned.has(subject)) continue;
      this.#loaded.delete(subject);
      void this.#threads.others.ask("release", { subject });
    }
  }
}
