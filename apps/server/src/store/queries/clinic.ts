import type { Kysely } from "kysely";
import type { Tables } from "../tables.ts";

/** Where the virtual clinic stands: written in the transaction of the observations that it made. */
export interface ClinicState {
  readonly id: string;
  readonly now: number;
  readonly state: Uint8Array;
}

export class ClinicQueries {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async put({ id, now, state }: ClinicState): Promise<void> {
    await this.#db
      .insertInto("clinic")
      .values({ id, now_at: now, state })
      .onConflict((c) => c.column("id").doUpdateSet({ now_at: now, state }))
      .execute();
  }

  async get(id: string): Promise<ClinicState | null> {
    const row = await this.#db.selectFrom("clinic").selectAll().where("id", "=", id).executeTakeFirst();
    return row ? { id: row.id, now: row.now_at, state: row.state } : null;
  }
}
