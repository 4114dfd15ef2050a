import type { Kysely } from "kysely";
import type { Tables } from "../tables.ts";
import { json } from "./columns.ts";

/** Small values by name: the clock's speed, the clinic's seed. */
export class SettingQueries {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async put(name: string, value: unknown): Promise<void> {
    await this.#db
      .insertInto("setting")
      .values({ name, value: json(value) })
      .onConflict((c) => c.column("name").doUpdateSet({ value: json(value) }))
      .execute();
  }

  /** Null where it was never set. */
  async get<Value>(name: string): Promise<Value | null> {
    const row = await this.#db
      .selectFrom("setting")
      .select("value")
      .where("name", "=", name)
      .executeTakeFirst();
    return row ? (row.value as Value) : null;
  }
}
