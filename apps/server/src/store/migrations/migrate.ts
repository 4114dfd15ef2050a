import { type Kysely, sql } from "kysely";
import { failure } from "../../errors/registry.ts";
import type { Tables } from "../tables.ts";
import type { Migration } from "./migrations.ts";

/** Any number: the lock that keeps two programs from migrating one database at once. */
const MIGRATION_LOCK = 5006;

/**
 * Brings the tables up to date in one transaction: either all missing migrations have run or none.
 * @returns the names of those that ran.
 * @throws HS5005 where a migration that has run was edited, HS5006 where the store is newer than the program.
 */
export function migrate(db: Kysely<Tables>, migrations: readonly Migration[]): Promise<readonly string[]> {
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK}::int8)`.execute(trx);
    await sql`create table if not exists migration (name text primary key, checksum text not null)`.execute(
      trx,
    );
    const done = await trx.selectFrom("migration").selectAll().orderBy("name").execute();
    checkHistory(done, migrations);
    const missing = migrations.slice(done.length);
    for (const { name, sql: text, checksum } of missing) {
      await sql.raw(text).execute(trx);
      await trx.insertInto("migration").values({ name, checksum }).execute();
    }
    return missing.map(({ name }) => name);
  });
}

function checkHistory(done: readonly { name: string; checksum: string }[], own: readonly Migration[]): void {
  for (const [index, { name, checksum }] of done.entries()) {
    const mine = own[index];
    if (mine?.name !== name) throw failure("HS5006", { name });
    if (mine.checksum !== checksum) throw failure("HS5005", { name });
  }
}
