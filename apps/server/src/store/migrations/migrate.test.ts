import { Kysely, PostgresDialect, sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EmbeddedPool } from "../connection/pglite-pool.ts";
import type { Tables } from "../tables.ts";
import { migrate } from "./migrate.ts";
import { migration, ownMigrations } from "./migrations.ts";

let db: Kysely<Tables>;
beforeAll(async () => {
  const pool = new EmbeddedPool(null);
  await pool.ready();
  db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
});
afterAll(() => db.destroy());

const first = migration("0001-a", "create table a (x int4); insert into a values (1)");
const second = migration("0002-b", "create table b (y int4)");
const tables = async () => {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' order by 1`.execute(db);
  return rows.map(({ name }) => name);
};

test("migrations run once, in order, all or none", async () => {
  expect(await migrate(db, [first])).toEqual(["0001-a"]);
  const broken = migration("0003-c", "create table c (z int4); select nonsense");
  await expect(migrate(db, [first, second, broken])).rejects.toMatchObject({ code: "HS5008" });
  expect(await tables()).toEqual(["a", "migration"]);
  expect(await migrate(db, [first, second])).toEqual(["0002-b"]);
  expect(await migrate(db, [first, second])).toEqual([]);
});

test("an edited migration is refused, and so is a store of a newer program", async () => {
  const edited = migration("0001-a", "create table a (x int8)");
  await expect(migrate(db, [edited, second])).rejects.toMatchObject({ code: "HS5005" });
  await expect(migrate(db, [first])).rejects.toMatchObject({ code: "HS5006" });
});

test("the program's own migrations stand in order, each with a number of its own", () => {
  const names = ownMigrations().map(({ name }) => name);
  expect(names.map((name) => Number(name.slice(0, 4)))).toEqual(names.map((_, i) => i + 1));
});
