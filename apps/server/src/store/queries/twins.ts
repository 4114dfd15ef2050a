import { type Kysely, sql } from "kysely";
import type { CalibrationRecord, Forecast, TwinCard } from "../../contract/schemas.ts";
import type { Tables } from "../tables.ts";
import { json, unnest } from "./columns.ts";
import type { Span } from "./observations.ts";

/** The newest state of a person's twin, as pages show it. */
export interface StoredTwin {
  readonly subject: string;
  readonly design: string;
  readonly watermark: number;
  readonly digest: string;
  /** The card without its record, which is counted from the scores. */
  readonly card: Omit<TwinCard, "record">;
}

export interface Checkpoint {
  readonly subject: string;
  readonly design: string;
  readonly watermark: number;
  readonly digest: string;
  readonly bytes: Uint8Array;
}

export interface FilteredPoint {
  readonly subject: string;
  readonly at: number;
  readonly median: number;
  readonly low80: number;
  readonly high80: number;
}

/** One forecast held against what then happened. */
export interface Score {
  readonly subject: string;
  readonly design: string;
  readonly horizonMinutes: number;
  readonly madeAt: number;
  readonly forTime: number;
  readonly actual: number;
  readonly median: number;
  readonly persistence: number;
  readonly crps: number;
  readonly in50: boolean;
  readonly in80: boolean;
  readonly in95: boolean;
}

export interface Truth {
  readonly subject: string;
  readonly name: string;
  readonly value: number;
}

/** Twins: their newest state, their checkpoints, what they said and how that fared. */
export class TwinQueries {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async put({ subject, design, watermark, digest, card }: StoredTwin): Promise<void> {
    await this.#db
      .insertInto("twin")
      .values({ subject, design, watermark, digest, card: json(card) })
      .onConflict((c) => c.column("subject").doUpdateSet({ design, watermark, digest, card: json(card) }))
      .execute();
  }

  async get(subject: string): Promise<StoredTwin | null> {
    const row = await this.#db
      .selectFrom("twin")
      .selectAll()
      .where("subject", "=", subject)
      .executeTakeFirst();
    return row ? (row as StoredTwin) : null;
  }

  async all(): Promise<readonly StoredTwin[]> {
    return (await this.#db.selectFrom("twin").selectAll().orderBy("subject").execute()) as StoredTwin[];
  }

  async putCheckpoint(checkpoint: Checkpoint): Promise<void> {
    const { digest, bytes } = checkpoint;
    await this.#db
      .insertInto("twin_checkpoint")
      .values({ ...checkpoint })
      .onConflict((c) => c.columns(["subject", "design", "watermark"]).doUpdateSet({ digest, bytes }))
      .execute();
  }

  /** The newest checkpoint at or before an instant. */
  async checkpoint(subject: string, design: string, before: number): Promise<Checkpoint | null> {
    const row = await this.#db
      .selectFrom("twin_checkpoint")
      .selectAll()
      .where("subject", "=", subject)
      .where("design", "=", design)
      .where("watermark", "<=", before)
      .orderBy("watermark", "desc")
      .limit(1)
      .executeTakeFirst();
    return row ?? null;
  }

  async checkpointTimes(subject: string, design: string): Promise<readonly number[]> {
    const rows = await this.#db
      .selectFrom("twin_checkpoint")
      .select("watermark")
      .where("subject", "=", subject)
      .where("design", "=", design)
      .orderBy("watermark")
      .execute();
    return rows.map(({ watermark }) => watermark);
  }

  async dropCheckpoints(subject: string, design: string, watermarks: readonly number[]): Promise<void> {
    await this.#db
      .deleteFrom("twin_checkpoint")
      .where("subject", "=", subject)
      .where("design", "=", design)
      .where(sql<boolean>`watermark = any(${sql.val(watermarks)}::int8[])`)
      .execute();
  }

  /** Late data: what the twin said from here on is no longer what it would say. Past forecasts and their scores stand. */
  async rewind(subject: string, to: number): Promise<void> {
    await this.#db
      .deleteFrom("twin_checkpoint")
      .where("subject", "=", subject)
      .where("watermark", ">=", to)
      .execute();
    await this.#db
      .deleteFrom("filtered_point")
      .where("subject", "=", subject)
      .where("at", ">=", to)
      .execute();
  }

  async addFiltered(points: readonly FilteredPoint[]): Promise<void> {
    if (points.length === 0) return;
    const { names, select } = unnest(points, {
      subject: "text",
      at: "int8",
      median: "float8",
      low80: "float8",
      high80: "float8",
    });
    await sql`insert into filtered_point (${names}) ${select} on conflict (subject, at) do update
      set median = excluded.median, low80 = excluded.low80, high80 = excluded.high80`.execute(this.#db);
  }

  async filtered(subject: string, { from, to }: Span): Promise<readonly Omit<FilteredPoint, "subject">[]> {
    return this.#db
      .selectFrom("filtered_point")
      .select(["at", "median", "low80", "high80"])
      .where("subject", "=", subject)
      .where("at", ">=", from)
      .where("at", "<", to)
      .orderBy("at")
      .execute();
  }

  /** A forecast is stored as it was shown; its record is counted again whenever it is read. */
  async addForecasts(forecasts: readonly Forecast[]): Promise<void> {
    if (forecasts.length === 0) return;
    const rows = forecasts.map((body) => ({
      subject: body.subject,
      id: body.id,
      made_at: body.madeAt,
      body,
    }));
    const { names, select } = unnest(rows, { subject: "text", id: "text", made_at: "int8", body: "jsonb" });
    await sql`insert into forecast (${names}) ${select} on conflict do nothing`.execute(this.#db);
  }

  async forecasts(subject: string, { from, to }: Span, limit: number): Promise<readonly Forecast[]> {
    const rows = await this.#db
      .selectFrom("forecast")
      .select("body")
      .where("subject", "=", subject)
      .where("made_at", ">=", from)
      .where("made_at", "<", to)
      .orderBy("made_at", "desc")
      .limit(limit)
      .execute();
    return rows.map(({ body }) => body as Forecast).reverse();
  }

  /** Each person's newest forecast. */
  async newestForecasts(): Promise<ReadonlyMap<string, Forecast>> {
    const { rows } = await sql<{ subject: string; body: Forecast }>`
      select p.subject, f.body from person p, lateral (
        select body from forecast f where f.subject = p.subject order by made_at desc limit 1) f
    `.execute(this.#db);
    return new Map(rows.map(({ subject, body }) => [subject, body]));
  }

  async addScores(scores: readonly Score[]): Promise<void> {
    if (scores.length === 0) return;
    const rows = scores.map(({ horizonMinutes, madeAt, forTime, ...rest }) => ({
      ...rest,
      horizon_minutes: horizonMinutes,
      made_at: madeAt,
      for_time: forTime,
    }));
    const { names, select } = unnest(rows, {
      subject: "text",
      design: "text",
      horizon_minutes: "int4",
      made_at: "int8",
      for_time: "int8",
      actual: "float8",
      median: "float8",
      persistence: "float8",
      crps: "float8",
      in50: "bool",
      in80: "bool",
      in95: "bool",
    });
    await sql`insert into score (${names}) ${select} on conflict do nothing`.execute(this.#db);
  }

  /** Calibration counted from the scores: of everybody together ("all"), or of each person. */
  async records(of: "all" | "each"): Promise<ReadonlyMap<string, readonly CalibrationRecord[]>> {
    const who = of === "all" ? sql`'all'` : sql`subject`;
    const { rows } = await sql<CalibrationRecord & { who: string }>`
      select ${who} as who, horizon_minutes as "horizonMinutes", count(*) as count,
        avg(in50::int4)::float8 as "covered50", avg(in80::int4)::float8 as "covered80",
        avg(in95::int4)::float8 as "covered95", sqrt(avg((actual - median) ^ 2)) as "rmse",
        sqrt(avg((actual - persistence) ^ 2)) as "persistenceRmse", avg(crps) as "meanCrps"
      from score s where ${of === "all" ? sql`subject in (select subject from truth)` : sql`true`}
      group by 1, 2 order by 1, 2
    `.execute(this.#db);
    return groupRecords(rows);
  }

  async record(subject: string): Promise<readonly CalibrationRecord[]> {
    return (await this.records("each")).get(subject) ?? [];
  }

  async addTruths(truths: readonly Truth[]): Promise<void> {
    if (truths.length === 0) return;
    const { names, select } = unnest(truths, { subject: "text", name: "text", value: "float8" });
    await sql`insert into truth (${names}) ${select} on conflict do nothing`.execute(this.#db);
  }

  async truths(): Promise<readonly Truth[]> {
    return this.#db.selectFrom("truth").selectAll().orderBy("subject").orderBy("name").execute();
  }
}

function groupRecords(
  rows: readonly (CalibrationRecord & { who: string })[],
): ReadonlyMap<string, readonly CalibrationRecord[]> {
  const groups = Map.groupBy(rows, ({ who }) => who);
  return new Map([...groups].map(([who, list]) => [who, list.map(({ who: _, ...record }) => record)]));
}
