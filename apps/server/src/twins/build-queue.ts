import type { Job } from "../contract/schemas.ts";
import type { JobContext, Jobs } from "../jobs/jobs.ts";
import type { TwinService } from "./twin-service.ts";

interface Parts {
  readonly twins: TwinService;
  readonly jobs: Jobs;
  /** Everybody, in the order in which they stand in the panel. */
  readonly order: () => readonly string[];
  /** Called after a person's turn: their row may say something else now. */
  readonly afterOne: (subject: string) => Promise<void>;
  /** Hears of a twin that could not be built. */
  readonly onProblem: (error: unknown) => void;
}

export const BUILD_JOB = "twins";

/**
 * Builds the twins of those whose log changed, one by one in the background: first who is looked at, then in the order of
 * the panel. Who is opened meanwhile does not wait for it. A stop or a cancel loses nobody: who waits is in the store.
 */
export class BuildQueue {
  readonly #parts: Parts;
  #wanted: readonly string[] = [];
  #started: Promise<Job> | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Goes on with whoever waits; `id` takes up the job that a stop cut short. */
  async start(id?: string): Promise<void> {
    const { twins, jobs } = this.#parts;
    if (this.#started !== null || (id === undefined && twins.waiting.size === 0)) return;
    const named = id === undefined ? {} : { id };
    this.#started = jobs.start({
      ...named,
      kind: BUILD_JOB,
      title: "Twins of those whose data changed",
      beside: true,
      work: (context) => this.#work(context),
    });
    await this.#started;
  }

  /** These first: they are on somebody's screen. */
  first(subjects: readonly string[]): void {
    this.#wanted = subjects;
  }

  /** Settles when no building is under way: all are built, or it was cancelled. */
  async idle(): Promise<void> {
    while (this.#started !== null) await this.#parts.jobs.finished((await this.#started).id);
  }

  async #work({ signal, progress }: JobContext): Promise<{ readonly built: number }> {
    try {
      let built = 0;
      for (let subject = this.#next(); subject !== null; subject = this.#next()) {
        signal.throwIfAborted();
        const { size } = this.#parts.twins.waiting;
        progress(built, built + size, size === 1 ? "One to go" : `${size} to go`);
        await this.#build(subject);
        built++;
      }
      return { built };
    } finally {
      this.#started = null;
    }
  }

  #next(): string | null {
    const { twins, order } = this.#parts;
    const waiting = twins.waiting;
    const waits = (subject: string) => waiting.has(subject);
    return this.#wanted.find(waits) ?? order().find(waits) ?? waiting.keys().next().value ?? null;
  }

  async #build(subject: string): Promise<void> {
    const { twins, afterOne, onProblem } = this.#parts;
    try {
      await twins.load(subject);
    } catch (error) {
      onProblem(error);
    } finally {
      twins.hadItsTurn(subject);
    }
    await afterOne(subject);
  }
}
