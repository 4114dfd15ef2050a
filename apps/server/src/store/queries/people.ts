import { type Kysely, sql } from "kysely";
import type { ContextItem } from "../../contract/schemas.ts";
import { failure } from "../../errors/registry.ts";
import type { Tables } from "../tables.ts";
import { unnest } from "./columns.ts";
import { afterAll } from "./observations.ts";

export interface Person {
  readonly subject: string;
  readonly name: string;
  readonly sex: "female" | "male" | "other" | "unknown";
  /** ISO 8601 date. */
  readonly birthDate: string | null;
  readonly origin: "virtual" | "imported";
}

/** A fact about a person that is not a series: a problem, a medication, an encounter. */
export interface StoredContext {
  readonly subject: string;
  /** Idempotency, as for observations. */
  readonly key: string;
  readonly item: ContextItem;
}

/** People, and what stands in their records besides observations. */
export class PeopleQueries {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /** Adds people; one who is known keeps the origin and takes the newer name, sex and birth date. Returns how many are new. */
  async add(people: readonly Person[], now: number): Promise<number> {
    if (people.length === 0) return 0;
    const before = await this.count();
    const rows = [...new Map(people.map((person) => [person.subject, person])).values()].map((person) => ({
      subject: person.subject,
      name: person.name,
      sex: person.sex,
      birth_date: person.birthDate,
      origin: person.origin,
      added_at: now,
    }));
    const { names, select } = unnest(rows, {
      subject: "text",
      name: "text",
      sex: "text",
      birth_date: "text",
      origin: "text",
      added_at: "int8",
    });
    await sql`insert into person (${names}) ${select} on conflict (subject) do update
      set name = excluded.name, sex = excluded.sex, birth_date = excluded.birth_date`.execute(this.#db);
    return (await this.count()) - before;
  }

  async count(): Promise<number> {
    const { n } = await this.#db
      .selectFrom("person")
      .select((e) => e.fn.countAll<number>().as("n"))
      .executeTakeFirstOrThrow();
    return Number(n);
  }

  async all(): Promise<readonly Person[]> {
    return (await this.#db.selectFrom("person").selectAll().orderBy("subject").execute()).map(personOf);
  }

  /** @throws HS5007 where there is none. */
  async get(subject: string): Promise<Person> {
    const row = await this.#db
      .selectFrom("person")
      .selectAll()
      .where("subject", "=", subject)
      .executeTakeFirst();
    if (!row) throw failure("HS5007", { subject });
    return personOf(row);
  }

  /** Adds what is not there yet; returns how many were new. */
  async addContext(items: readonly StoredContext[]): Promise<number> {
    if (items.length === 0) return 0;
    const { names, select } = unnest(items.map(rowOfContext), {
      subject: "text",
      key: "text",
      kind: "text",
      title: "text",
      system: "text",
      code: "text",
      status: "text",
      start_at: "int8",
      end_at: "int8",
      detail: "text",
      source: "text",
    });
    const { numAffectedRows } =
      await sql`insert into context_item (${names}) ${select} on conflict do nothing`.execute(this.#db);
    return Number(numAffectedRows ?? 0);
  }

  async withdrawContext(stem: string, keep: readonly string[]): Promise<void> {
    await sql`delete from context_item where key collate "C" >= ${stem} and key collate "C" < ${afterAll(stem)}
      and not key = any(${sql.val(keep)}::text[])`.execute(this.#db);
  }

  async context(subject: string): Promise<readonly ContextItem[]> {
    const rows = await this.#db
      .selectFrom("context_item")
      .selectAll()
      .where("subject", "=", subject)
      .orderBy(sql`start_at desc nulls last`)
      .orderBy("key")
      .execute();
    return rows.map(contextOf);
  }

  /** Problems that are not over, by person, newest first. */
  async openProblems(): Promise<ReadonlyMap<string, readonly string[]>> {
    const rows = await this.#db
      .selectFrom("context_item")
      .select(["subject", "title"])
      .where("kind", "=", "problem")
      .where("end_at", "is", null)
      .where((e) =>
        e.or([e("status", "is", null), e("status", "not in", ["resolved", "inactive", "remission"])]),
      )
      .orderBy(sql`start_at desc nulls last`)
      .orderBy("title")
      .execute();
    return new Map(
      [...Map.groupBy(rows, (row) => row.subject)].map(([subject, list]) => [
        subject,
        [...new Set(list.map(({ title }) => title))],
      ]),
    );
  }
}

const personOf = (row: Tables["person"]): Person => ({
  subject: row.subject,
  name: row.name,
  sex: row.sex as Person["sex"],
  birthDate: row.birth_date,
  origin: row.origin as Person["origin"],
});

const rowOfContext = ({ subject, key, item }: StoredContext): Tables["context_item"] => ({
  subject,
  key,
  kind: item.kind,
  title: item.title,
  system: item.code?.system ?? null,
  code: item.code?.code ?? null,
  status: item.status,
  start_at: item.start,
  end_at: item.end,
  detail: item.detail,
  source: item.source,
});

const contextOf = (row: Tables["context_item"]): ContextItem => ({
  kind: row.kind as ContextItem["kind"],
  title: row.title,
  code: row.system === null || row.code === null ? null : { system: row.system, code: row.code },
  status: row.status,
  start: row.start_at,
  end: row.end_at,
  detail: row.detail,
  source: row.source,
});
