import { type Kysely, sql } from "kysely";
import type { Tables } from "./tables.ts";

const CHECKPOINT_EVERY = 60_000;
const CHECKPOINTS_PER_VACUUM = 10;

/**
 * What a server's background processes would do: the embedded database has none, so its log of changes would grow
 * for ever, and with it the time to open after a crash.
 */
export class Upkeep {
  readonly #db: Kysely<Tables>;
  readonly #timer: NodeJS.Timeout;
  #running: Promise<void> = Promise.resolve();
  #count = 0;
  #problem: unknown = null;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
    this.#timer = setInterval(() => this.#turn(), CHECKPOINT_EVERY).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  /** Throws what went wrong in the background, so that a health check tells it. */
  check(): void {
    if (this.#problem !== null) throw this.#problem;
  }

  #turn(): void {
    this.#count++;
    const vacuum = this.#count % CHECKPOINTS_PER_VACUUM === 0;
    const statement = sql.raw(vacuum ? "vacuum analyze" : "checkpoint");
    this.#running = statement.execute(this.#db).then(
      () => this.#note(null),
      (error: unknown) => this.#note(error),
    );
  }

  #note(problem: unknown): void {
    this.#problem = problem;
  }
}
