import { existsSync, mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Kysely, PostgresDialect, type PostgresPool, sql } from "kysely";
import { failure } from "../errors/registry.ts";
import { NEW_DATABASE, requireSpace } from "./connection/disk-guard.ts";
import { EmbeddedPool } from "./connection/pglite-pool.ts";
import { ServerPool } from "./connection/postgres-pool.ts";
import { type FolderLock, takeLock } from "./lock/lock-file.ts";
import { migrate } from "./migrations/migrate.ts";
import { ownMigrations } from "./migrations/migrations.ts";
import { queriesOn, type Store } from "./store.ts";
import type { Tables } from "./tables.ts";
import { Upkeep } from "./upkeep.ts";

/** Where the data is: a folder of this machine, a PostgreSQL server, or memory (gone when closed). */
export type StorePlace =
  | { readonly kind: "folder"; readonly folder: string }
  | { readonly kind: "server"; readonly url: string }
  | { readonly kind: "memory" };

/**
 * Opens the store and brings its tables up to date.
 * @throws HS5001 where the folder is in use, HS5003 where the server does not answer, HS5005/HS5006 on migrations.
 */
export async function openStore(place: StorePlace): Promise<Store> {
  if (place.kind === "server") return ready(new ServerPool(place.url, 8), null);
  if (place.kind === "memory") return openEmbedded(null, null);
  const folder = makeFolder(place.folder);
  const lock = takeLock(folder);
  try {
    return await openEmbedded(join(folder, "database"), lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function openEmbedded(folder: string | null, lock: FolderLock | null): Promise<Store> {
  if (folder !== null) await requireSpace(dirname(folder), existsSync(folder) ? undefined : NEW_DATABASE);
  const pool = new EmbeddedPool(folder);
  await pool.ready();
  return ready(pool, lock);
}

async function ready(pool: PostgresPool, lock: FolderLock | null): Promise<Store> {
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrate(db, ownMigrations());
  } catch (error) {
    await db.destroy();
    throw error;
  }
  const upkeep = pool instanceof EmbeddedPool ? new Upkeep(db) : null;
  return {
    ...queriesOn(db),
    transaction: (work) => db.transaction().execute((trx) => work(queriesOn(trx))),
    ping: async () => {
      await sql`select 1`.execute(db);
      upkeep?.check();
    },
    claim: async () => {
      if (pool instanceof ServerPool) await pool.claim();
    },
    announce: (address) => lock?.announce(address),
    close: async () => {
      await upkeep?.stop();
      await db.destroy();
      lock?.release();
    },
  };
}

function makeFolder(folder: string): string {
  const full = resolve(folder);
  try {
    mkdirSync(full, { recursive: true, mode: 0o700 });
    return full;
  } catch (error) {
    throw failure("HS5009", { folder: full, problem: (error as Error).message }, { source: full }, error);
  }
}
