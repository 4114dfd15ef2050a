import type { PostgresPool, PostgresPoolClient } from "kysely";
import pg from "pg";
import { problemOf } from "./statement.ts";
import { translateProblem } from "./translate-problem.ts";

const INT8 = 20;

/** int8 holds instants and counts, all below 2⁵³: read as numbers, as the embedded database does. */
const types = {
  getTypeParser: (oid: number, format?: "text" | "binary") =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format as "text"),
} as pg.CustomTypesConfig;

/** A PostgreSQL server's connections, with its errors in the words of the registry. */
export class ServerPool implements PostgresPool {
  readonly #pool: pg.Pool;

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

  end(): Promise<void> {
    return this.#pool.end();
  }
}

function refuse(error: unknown): never {
  throw translateProblem(problemOf(error), error);
}
