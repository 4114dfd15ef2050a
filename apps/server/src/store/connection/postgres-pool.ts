import type { PostgresPool, PostgresPoolClient } from "kysely";
import pg from "pg";
import { failure } from "../../errors/registry.ts";
import { problemOf } from "./statement.ts";
import { translateProblem } from "./translate-problem.ts";

const INT8 = 20;
/** Any number that no other lock of ours has. */
const SERVING_LOCK = 5010;

/** int8 holds instants and counts, all below 2⁵³: read as numbers, as the embedded database does. */
const types = {
  getTypeParser: (oid: number, format?: "text" | "binary") =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format as "text"),
} as pg.CustomTypesConfig;

/** A PostgreSQL server's connections, with its errors in the words of the registry. */
export class ServerPool implements PostgresPool {
  readonly #pool: pg.Pool;
  #claim: pg.PoolClient | null = null;

  constructor(url: string, connections: number) {
    this.#pool = new pg.Pool({
      connectionString: url,
      max: connections,
      connectionTimeoutMillis: 10_000,
      types,
    });
    // An idle connection that breaks is replaced by the pool; the next statement reports if the server is gone.
    this.#pool.on("error", () => undefined);
  }

  async connect(): Promise<PostgresPoolClient> {
    const client = await this.#pool.connect().catch(refuse);
    const query = (sql: string, parameters: readonly unknown[]) =>
      client.query(sql, [...parameters]).catch(refuse);
    return { query, release: () => client.release() } as unknown as PostgresPoolClient;
  }

  /** Holds a lock for as long as this pool is open: the server frees it when the connection goes, however it goes. */
  async claim(): Promise<void> {
    const client = await this.#pool.connect().catch(refuse);
    const { rows } = await client
      .query("select pg_try_advisory_lock($1) as free", [SERVING_LOCK])
      .catch(refuse);
    if (rows[0].free) this.#claim = client;
    else client.release();
    if (!rows[0].free) throw failure("HS5010");
  }

  async end(): Promise<void> {
    try {
      await this.#claim?.query("select pg_advisory_unlock($1)", [SERVING_LOCK]).catch(refuse);
    } finally {
      this.#claim?.release();
      await this.#pool.end();
    }
  }
}

function refuse(error: unknown): never {
  throw translateProblem(problemOf(error), error);
}
