import { type Kysely, sql } from "kysely";
import type { Tables } from "../tables.ts";

/** Those whose log changed since their twin was last built. */
export class WaitingQueries {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async add(subjects: readonly string[]): Promise<void> {
    if (subjects.length === 0) return;
    await sql`insert into waiting_twin (subject, changes)
      select distinct t.subject, 1 from unnest(${sql.val(subjects)}::text[]) as t(subject)
      on conflict (subject) do update set changes = waiting_twin.changes + 1`.execute(this.#db);
  }

  async all(): Promise<readonly string[]> {
    const rows = await this.#db.selectFrom("waiting_twin").select("subject").orderBy("subject").execute();
    return rows.map(({ subject }) => subject);
  }

  /** How many changes a person's twin waits for; null for none. */
  async changes(subject: string): Promise<number | null> {
    const row = await this.#db
      .selectFrom("waiting_twin")
      .select("changes")
      .where("subject", "=", subject)
      .executeTakeFirst();
    return row?.changes ?? null;
  }

  /** The twin has followed so many changes: it waits no longer, unless there were more meanwhile. */
  async remove(subject: string, changes: number | null): Promise<void> {
    if (changes === null) return;
    await this.#db
      .deleteFrom("waiting_twin")
      .where("subject", "=", subject)
      .where("changes", "=", changes)
      .execute();
  }
}
