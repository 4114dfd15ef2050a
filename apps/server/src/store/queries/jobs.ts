import type { Kysely } from "kysely";
import type { Job } from "../../contract/schemas.ts";
import type { Tables } from "../tables.ts";
import { json } from "./columns.ts";

/** Long work, as it was last heard of. */
export class JobQueries {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async put(job: Job, startedAt: number): Promise<void> {
    const { id, kind, title, state } = job;
    await this.#db
      .insertInto("job")
      .values({ id, kind, title, state, started_at: startedAt, body: json(job) })
      .onConflict((c) => c.column("id").doUpdateSet({ title, state, body: json(job) }))
      .execute();
  }

  /** The newest first. */
  async newest(limit: number): Promise<readonly Job[]> {
    const rows = await this.#db
      .selectFrom("job")
      .select("body")
      .orderBy("started_at", "desc")
      .limit(limit)
      .execute();
    return rows.map(({ body }) => body as Job);
  }

  async get(id: string): Promise<Job | null> {
    const row = await this.#db.selectFrom("job").select("body").where("id", "=", id).executeTakeFirst();
    return row ? (row.body as Job) : null;
  }

  async running(): Promise<readonly Job[]> {
    const rows = await this.#db.selectFrom("job").select("body").where("state", "=", "running").execute();
    return rows.map(({ body }) => body as Job);
  }
}
