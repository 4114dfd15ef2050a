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

  async lanes(subject: string): Promise<readonly LaneCount[]> {
    const { rows } = await sql<Omit<LaneCount, "code"> & Code>`
      select system, code, max(unit) as unit, count(*) as count,
        min(start_at) as first, max(coalesce(end_at, start_at)) as last
      from observation where subject = ${subject} and value is not null
      group by system, code order by system, code
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

  /** The last observation of each kind at or before an instant: settings in force, the newest weight. */
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

  /** The points of one kind from each person's last ones, newest span first: for the panel. */
  async tails(
    codes: readonly Code[],
    milliseconds: number,
  ): Promise<ReadonlyMap<string, readonly TailPoint[]>> {
    const kinds = codes.map(({ system, code }) => `${system}|${code}`);
    const { rows } = await sql<TailPoint & { subject: string }>`
      with newest as (
        select p.subject, max(l.last) as last from person p, unnest(${sql.val(kinds)}::text[]) as k(kind),
        lateral (select max(o.start_at) as last from observation o where o.subject = p.subject
          and o.system = split_part(k.kind, '|', 1) and o.code = split_part(k.kind, '|', 2)) l
        group by p.subject
      )
      select o.subject, o.start_at as at, o.value, o.unit, o.quality from newest n
      join observation o on o.subject = n.subject and o.start_at > n.last - ${milliseconds}::int8
        and (o.system || '|' || o.code) = any(${sql.val(kinds)}::text[])
      where n.last is not null and o.value is not null order by o.subject, o.start_at
    `.execute(this.#db);
    return Map.groupBy(rows, ({ subject }) => subject);
  }

  async count(subject: string): Promise<number> {
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from observation where subject = ${subject}`.execute(this.#db);
    return rows[0]!.n;
  }

  #holding(subject: string): Select {
    return this.#db
      .selectFrom("observation")
      .where("subject", "=", subject)
      .where(
        sql<boolean>`not exists (select 1 from observation c
          where c.subject = observation.subject and c.supersedes = observation.key)`,
      );
  }
}

export interface TailPoint {
  readonly at: Instant;
  readonly value: number;
  readonly unit: string;
  readonly quality: string;
}

function withCodes(query: Select, codes: readonly Code[] | undefined): Select {
  if (codes === undefined) return query;
  return query.where((e) =>
    e.or(codes.map(({ system, code }) => e.and([e("system", "=", system), e("code", "=", code)]))),
  );
}
