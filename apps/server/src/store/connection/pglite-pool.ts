import { Worker } from "node:worker_threads";
import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from "kysely";
import { requireSpaceFor } from "./disk-guard.ts";
import type { Answer, DatabaseProblem } from "./statement.ts";
import { translateProblem } from "./translate-problem.ts";
import { Turns } from "./turns.ts";

interface Waiting {
  readonly resolve: (answer: { rows: readonly unknown[]; affected: number }) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The embedded database behind the shape of a connection pool: it has one connection, which is handed out in turns,
 * so that a transaction is never mixed with another's statements.
 */
export class EmbeddedPool implements PostgresPool {
  readonly #folder: string | null;
  readonly #worker: Worker;
  readonly #turns = new Turns();
  readonly #waiting = new Map<number, Waiting>();
  readonly #ready = Promise.withResolvers<void>();
  readonly #closed = Promise.withResolvers<void>();
  #next = 1;
  #stopped: Error | null = null;

  constructor(folder: string | null) {
    this.#folder = folder;
    this.#worker = new Worker(new URL("./pglite.worker.ts", import.meta.url), { workerData: { folder } });
    this.#worker.on("message", (answer: Answer) => this.#hear(answer));
    this.#worker.on("error", (error) => this.#stop({ message: error.message, sqlState: null }));
    this.#worker.on("exit", () => this.#stop({ message: "its thread has ended", sqlState: null }));
  }

  ready(): Promise<void> {
    return this.#ready.promise;
  }

  async connect(): Promise<PostgresPoolClient> {
    const release = await this.#turns.take();
    const query = (sql: string, parameters: readonly unknown[]) => this.#run(sql, parameters);
    return { query, release } as PostgresPoolClient;
  }

  async end(): Promise<void> {
    if (this.#stopped !== null) return;
    const release = await this.#turns.take();
    this.#worker.postMessage("close");
    await this.#closed.promise;
    release();
  }

  async #run(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<unknown>> {
    if (this.#stopped !== null) throw this.#stopped;
    if (this.#folder !== null) await requireSpaceFor(sql, this.#folder);
    const { promise, resolve, reject } = Promise.withResolvers<{
      rows: readonly unknown[];
      affected: number;
    }>();
    const id = this.#next++;
    this.#waiting.set(id, { resolve, reject });
    this.#worker.postMessage({ id, sql, parameters });
    const { rows, affected } = await promise;
    return { command: commandOf(sql), rowCount: affected, rows: [...rows] };
  }

  #hear(answer: Answer): void {
    if (answer.kind === "ready") this.#ready.resolve();
    else if (answer.kind === "failed") this.#stop(answer.problem);
    else if (answer.kind === "closed") this.#closed.resolve();
    else if (answer.kind === "rows") this.#take(answer.id)?.resolve(answer);
    else this.#take(answer.id)?.reject(translateProblem(answer.problem));
  }

  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  #stop(problem: DatabaseProblem): void {
    this.#stopped ??= translateProblem({ ...problem, sqlState: null });
    this.#ready.reject(this.#stopped);
    this.#closed.resolve();
    for (const { reject } of this.#waiting.values()) reject(this.#stopped);
    this.#waiting.clear();
  }
}

const commandOf = (sql: string) =>
  /^\s*(\w+)/.exec(sql)?.[1]?.toUpperCase() as PostgresQueryResult<unknown>["command"];
