import type { Code, Instant, Observation } from "@homeostat/twin";
import { type Kysely, type SelectQueryBuilder, sql } from "kysely";
import type { Tables } from "../tables.ts";
import { unnest } from "./columns.ts";
import { observationColumns, observationOf, rowOf } from "./observation-row.ts";

/** What an addition changed for one person. */
export interface Added {
  readonly subject: string;
  readonly count: number;
  /** Start of the earliest observation that was not there before: a twin beyond it has to go back. */
  readonly earliest: Instant;
}

export interface LaneCount {
  readonly code: Code;
  readonly unit: string | null;
  readonly count: number;
  readonly first: Instant;
  readonly last: Instant;
}

export interface Span {
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
}

type Select = SelectQueryBuilder<Tables, "observation", object>;

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

  async lanes(subject: string): Promise<readonly LaneCount[]> {
    const { rows } = await sql<Omit<LaneCount, "code"> & Code>`
      select system, code, unit, count(*) as count,
        min(start_at) as first, max(coalesce(end_at, start_at)) as last
      from observation where subject = ${subject} and value is not null
      group by system, code, unit order by system, code, unit
    `.execute(this.#db);
    return rows.map(({ system, code, ...lane }) => ({ code: { system, code }, ...lane }));
  }

  /** What held in the span, in order: superseded observations are left out; a period belongs where it overlaps. */
  async between(subject: string, span: Span, codes?: readonly Code[]): Promise<readonly Observation[]> {
    const query = this.#holding(subject)
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

  /** The numbers of a span as they are drawn, in order; periods belong where they overlap. What the twin refused says so. */
  async series(subject: string, span: Span, codes?: readonly Code[]): Promise<readonly SeriesPoint[]> {
    const query = withCodes(this.#holding(subject), codes)
      .where("value", "is not", null)
      .where("start_at", "<", span.to)
      .where((e) => e.or([e("start_at", ">=", span.from), e("end_at", ">", span.from)]));
    const rows = await query
      .leftJoin("twin_note", (join) =>
        join
          .onRef("twin_note.subject", "=", "observation.subject")
          .onRef("twin_note.key", "=", "observation.key")
          .on("twin_note.outcome", "=", "refused"),
      )
      .select([
        "system",
        "observation.code",
        "unit",
        "observation.key",
        "start_at as start",
        "end_at as end",
        "value",
      ])
      .select(sql<string>`case when twin_note.key is null then quality else 'refused' end`.as("quality"))
      .select(sql<string | null>`coalesce(twin_note.reason, detail->'quality'->>'reason')`.as("reason"))
      .orderBy("system")
      .orderBy("observation.code")
      .orderBy("start_at")
      .execute();
    return rows as readonly SeriesPoint[];
  }

  /** One page of the log with its provenance, newest last; `after` is the key that the page before ended with. */
  async page(
    subject: string,
    span: Span,
    codes: readonly Code[] | undefined,
    after: string | null,
    limit: number,
  ): Promise<readonly Observation[]> {
    let query = withCodes(this.#holding(subject), codes)
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
    const rows = await withCodes(this.#holding(subject), codes)
      .where("start_at", "<=", at)
      .distinctOn(["system", "code"])
      .selectAll()
      .orderBy("system")
      .orderBy("code")
      .orderBy("start_at", "desc")
      .execute();
    return rows.map(observationOf);
  }

  /** Some people's points of some kinds, over the last stretch before each one's newest: for the panel. */
  async tails(
    subjects: readonly string[],
    codes: readonly Code[],
    milliseconds: number,
  ): Promise<ReadonlyMap<string, readonly TailPoint[]>> {
    const systems = codes.map(({ system }) => system);
    const names = codes.map(({ code }) => code);
    const { rows } = await sql<TailPoint & { subject: string }>`
      with kind as (select * from unnest(${sql.val(systems)}::text[], ${sql.val(names)}::text[]) as k(system, code)),
      newest as (
        select p.subject, max(l.last) as last from unnest(${sql.val(subjects)}::text[]) as p(subject)
        cross join kind k, lateral (select max(start_at) as last from observation o
          where o.subject = p.subject and o.system = k.system and o.code = k.code) l
        group by p.subject
      )
      select n.subject, k.system, k.code, t.* from newest n cross join kind k, lateral (
        select o.start_at as at, o.end_at as "end", o.value, o.unit, o.quality from observation o
        where o.subject = n.subject and o.system = k.system and o.code = k.code and o.value is not null
          and o.start_at > n.last - ${milliseconds}::int8
          and not exists (select 1 from observation c where c.subject = o.subject and c.supersedes = o.key)
      ) t order by n.subject, t.at
    `.execute(this.#db);
    return Map.groupBy(rows, ({ subject }) => subject);
  }

  /** How many observations of each person since an instant were not believed. */
  async refusals(since: Instant): Promise<ReadonlyMap<string, number>> {
    const { rows } = await sql<{ subject: string; n: number }>`
      select subject, count(distinct key) as n from (
        select subject, key from observation where quality = 'refused' and start_at >= ${since}
        union all select subject, key from twin_note where outcome = 'refused' and at >= ${since}
      ) as refused group by subject`.execute(this.#db);
    return new Map(rows.map(({ subject, n }) => [subject, n]));
  }

  async count(subject: string): Promise<number> {
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from observation where subject = ${subject}`.execute(this.#db);
    return rows[0]!.n;
  }

  #holding(subject: string): Select {
    return this.#db
      .selectFrom("observation")
      .where("observation.subject", "=", subject)
      .where(
        sql<boolean>`not exists (select 1 from observation c
          where c.subject = observation.subject and c.supersedes = observation.key)`,
      );
  }
}

/** The first text, by code units, that no text starting with the stem reaches. */
export const afterAll = (stem: string) =>
  stem.slice(0, -1) + String.fromCodePoint(stem.codePointAt(stem.length - 1)! + 1);

export interface SeriesPoint extends Code {
  readonly key: string;
  readonly unit: string | null;
  readonly start: Instant;
  readonly end: Instant | null;
  readonly value: number;
  readonly quality: Observation["quality"]["status"];
  readonly reason: string | null;
}

export interface TailPoint extends Code {
  readonly at: Instant;
  readonly end: Instant | null;
  readonly value: number;
  readonly unit: string;
  readonly quality: string;
}

function withCodes(query: Select, codes: readonly Code[] | undefined): Select {
  if (codes === undefined) return query;
  return query.where((e) =>
    e.or(
      codes.map(({ system, code }) => e.and([e("system", "=", system), e("observation.code", "=", code)])),
    ),
  );
}
