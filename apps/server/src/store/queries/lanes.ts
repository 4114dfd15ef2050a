import type { Code, Instant, Observation } from "@homeostat/twin";
import { type Kysely, sql } from "kysely";
import type { Tables } from "../tables.ts";
import { holding, withCodes } from "./holding.ts";
import type { Span } from "./observations.ts";

export interface LaneCount {
  readonly code: Code;
  readonly unit: string | null;
  readonly count: number;
  readonly first: Instant;
  readonly last: Instant;
}

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

/** The log as it is drawn: numbers by kind, without their provenance. */
export class LaneQueries {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /** What kinds of numbers a person has, and from when to when. */
  async of(subject: string): Promise<readonly LaneCount[]> {
    const { rows } = await sql<Omit<LaneCount, "code"> & Code>`
      select system, code, unit, count(*) as count,
        min(start_at) as first, max(coalesce(end_at, start_at)) as last
      from observation where subject = ${subject} and value is not null
      group by system, code, unit order by system, code, unit
    `.execute(this.#db);
    return rows.map(({ system, code, ...lane }) => ({ code: { system, code }, ...lane }));
  }

  /** The numbers of a span as they are drawn, in order; periods belong where they overlap. What the twin refused or doubted says so. */
  async series(subject: string, span: Span, codes?: readonly Code[]): Promise<readonly SeriesPoint[]> {
    const query = withCodes(holding(this.#db, subject), codes)
      .where("value", "is not", null)
      .where("start_at", "<", span.to)
      .where((e) => e.or([e("start_at", ">=", span.from), e("end_at", ">", span.from)]));
    const rows = await query
      .leftJoin("twin_note", (join) =>
        join
          .onRef("twin_note.subject", "=", "observation.subject")
          .onRef("twin_note.key", "=", "observation.key")
          .on("twin_note.outcome", "in", ["refused", "down-weighted"]),
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
      .select(sql<string>`${judgedQuality}`.as("quality"))
      .select(sql<string | null>`coalesce(twin_note.reason, detail->'quality'->>'reason')`.as("reason"))
      .orderBy("system")
      .orderBy("observation.code")
      .orderBy("start_at")
      .execute();
    return rows as readonly SeriesPoint[];
  }

  /**
   * Some people's points over the last stretch before the newest of the kinds that are followed: those, and what may
   * explain them.
   */
  async tails(
    subjects: readonly string[],
    followed: readonly Code[],
    explaining: readonly Code[],
    milliseconds: number,
  ): Promise<ReadonlyMap<string, readonly TailPoint[]>> {
    const { rows } = await sql<TailPoint & { subject: string }>`
      with followed as (${kinds(followed)}), kind as (${kinds([...followed, ...explaining])}), newest as (
        select p.subject, max(l.last) as last from unnest(${sql.val(subjects)}::text[]) as p(subject)
        cross join followed k, lateral (select max(start_at) as last from observation o
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
}

/** A twin's own doubt goes before the source's, but never lifts its refusal. */
const judgedQuality = sql`case
  when twin_note.outcome = 'refused' then 'refused'
  when twin_note.outcome = 'down-weighted' and quality = 'ok' then 'suspect'
  else quality end`;

const kinds = (codes: readonly Code[]) => {
  const systems = codes.map(({ system }) => system);
  const names = codes.map(({ code }) => code);
  return sql`select * from unnest(${sql.val(systems)}::text[], ${sql.val(names)}::text[]) as k(system, code)`;
};
