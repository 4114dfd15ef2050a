import type { Code, Instant, Observation } from "@homeostat/twin";
import { type Kysely, sql } from "kysely";
import type { Tables } from "../tables.ts";
import { unnest } from "./columns.ts";
import { holding, withCodes } from "./holding.ts";
import { observationColumns, observationOf, rowOf } from "./observation-row.ts";

/** What an addition changed for one person. */
export interface Added {
  readonly subject: string;
  readonly count: number;
  /** Start of the earliest observation that was not there before: a twin beyond it has to go back. */
  readonly earliest: Instant;
}

export interface Span {
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
}

/** The append-only log: the same key is the same fact, corrections supersede, erasures leave tombstones. */
export class ObservationQueries {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /** Adds what is neither known nor erased; says per person what was new. */
  async add(observations: readonly Observation[]): Promise<readonly Added[]> {
    if (observations.length === 0) return [];
    const { names, select } = unnest(observations.map(rowOf), observationColumns);
    const { rows } = await sql<Added>`
      with added as (
        insert into observation (${names}) ${select}
        where not exists (select 1 from tombstone g where g.subject = t.subject and g.key = t.key)
        on conflict do nothing returning subject, start_at
      )
      select subject, count(*) as count, min(start_at) as earliest from added group by subject order by subject
    `.execute(this.#db);
    return rows;
  }

  /** Takes observations out for good: their rows go, their keys stay as tombstones, so that a copy cannot come back. */
  async erase(subject: string, keys: readonly string[], reason: string, now: Instant): Promise<number> {
    const stones = keys.map((key) => ({ subject, key, reason, erased_at: now }));
    const { names, select } = unnest(stones, {
      subject: "text",
      key: "text",
      reason: "text",
      erased_at: "int8",
    });
    await sql`insert into tombstone (${names}) ${select} on conflict do nothing`.execute(this.#db);
    const { numDeletedRows } = await this.#db
      .deleteFrom("observation")
      .where("subject", "=", subject)
      .where(sql<boolean>`key = any(${sql.val(keys)}::text[])`)
      .executeTakeFirst();
    return Number(numDeletedRows);
  }

  /** Erases what starts with a stem, but for some keys; returns whose it was. */
  async withdraw(
    stem: string,
    keep: readonly string[],
    reason: string,
    now: Instant,
  ): Promise<readonly string[]> {
    const { rows } = await sql<{ subject: string; key: string }>`
      select subject, key from observation where key collate "C" >= ${stem} and key collate "C" < ${afterAll(stem)}
        and not key = any(${sql.val(keep)}::text[])`.execute(this.#db);
    for (const [subject, list] of Map.groupBy(rows, (row) => row.subject)) {
      await this.erase(
        subject,
        list.map(({ key }) => key),
        reason,
        now,
      );
    }
    return [...new Set(rows.map(({ subject }) => subject))];
  }

  /** What held in the span, in order: superseded observations are left out; a period belongs where it overlaps. */
  async between(subject: string, span: Span, codes?: readonly Code[]): Promise<readonly Observation[]> {
    const query = holding(this.#db, subject)
      .where("start_at", "<", span.to)
      .where((e) => e.or([e("start_at", ">=", span.from), e("end_at", ">", span.from)]));
    const rows = await withCodes(query, codes)
      .selectAll()
      .orderBy("start_at")
      .orderBy("received_at")
      .orderBy(sql`key collate "C"`)
      .execute();
    return rows.map(observationOf);
  }

  /** One page of the log with its provenance, newest last; `after` is the key that the page before ended with. */
  async page(
    subject: string,
    span: Span,
    codes: readonly Code[] | undefined,
    after: string | null,
    limit: number,
  ): Promise<readonly Observation[]> {
    let query = withCodes(holding(this.#db, subject), codes)
      .where("start_at", ">=", span.from)
      .where("start_at", "<", span.to);
    if (after !== null) {
      query = query.where(
        sql<boolean>`(start_at, key collate "C") >
          (select start_at, key collate "C" from observation where subject = ${subject} and key = ${after})`,
      );
    }
    const rows = await query
      .selectAll()
      .orderBy("start_at")
      .orderBy(sql`key collate "C"`)
      .limit(limit)
      .execute();
    return rows.map(observationOf);
  }

  /** The last observation of each kind at or before an instant. */
  async latest(subject: string, codes: readonly Code[], at: Instant): Promise<readonly Observation[]> {
    const rows = await withCodes(holding(this.#db, subject), codes)
      .where("start_at", "<=", at)
      .distinctOn(["system", "code"])
      .selectAll()
      .orderBy("system")
      .orderBy("code")
      .orderBy("start_at", "desc")
      .execute();
    return rows.map(observationOf);
  }

  /**
   * Minutes that the person's clock is ahead of UTC, by the newest observation that says so; null where none does.
   * Goes from kind to kind by the index of lanes and reads the end of each.
   */
  async latestOffset(subject: string): Promise<number | null> {
    const { rows } = await sql<{ offset: number }>`
      with recursive kind as (
        (select system, code from observation where subject = ${subject} order by system, code limit 1)
        union all
        select n.system, n.code from kind k, lateral (select o.system, o.code from observation o
          where o.subject = ${subject} and (o.system, o.code) > (k.system, k.code)
          order by o.system, o.code limit 1) n
      )
      select l.offset_minutes as offset from kind k, lateral (select o.start_at, o.offset_minutes from observation o
        where o.subject = ${subject} and o.system = k.system and o.code = k.code and o.offset_minutes is not null
          and not exists (select 1 from observation c where c.subject = o.subject and c.supersedes = o.key)
        order by o.start_at desc limit 1) l
      order by l.start_at desc limit 1
    `.execute(this.#db);
    return rows[0]?.offset ?? null;
  }

  async count(subject: string): Promise<number> {
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from observation where subject = ${subject}`.execute(this.#db);
    return rows[0]!.n;
  }
}

/** The first text, by code units, that no text starting with the stem reaches. */
export const afterAll = (stem: string) =>
  stem.slice(0, -1) + String.fromCodePoint(stem.codePointAt(stem.length - 1)! + 1);
