import { type Kysely, sql } from "kysely";
import type { Forecast, TwinCard } from "../../contract/schemas.ts";
import type { Tables } from "../tables.ts";
import { json, lastOfEach, unnest } from "./columns.ts";
import type { Span } from "./observations.ts";

/** The newest state of a person's twin, as pages show it. */
export interface StoredTwin {
  readonly subject: string;
  readonly design: string;
  readonly watermark: number;
  readonly digest: string;
  readonly card: TwinCard;
  /** The one forecast from its watermark; null before its first measurement. */
  readonly forecast: Forecast | null;
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

export interface StoredNote {
  readonly subject: string;
  readonly key: string;
  readonly at: number;
  readonly outcome: string;
  readonly code: string;
  readonly reason: string;
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

  async put({ subject, design, watermark, digest, card, forecast }: StoredTwin): Promise<void> {
    const documents = { card: json(card), forecast: json(forecast) };
    await this.#db
      .insertInto("twin")
      .values({ subject, design, watermark, digest, ...documents })
      .onConflict((c) => c.column("subject").doUpdateSet({ design, watermark, digest, ...documents }))
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

  /** Ascending in time. */
  async checkpoints(subject: string, design: string): Promise<readonly Checkpoint[]> {
    return this.#db
      .selectFrom("twin_checkpoint")
      .selectAll()
      .where("subject", "=", subject)
      .where("design", "=", design)
      .orderBy("watermark")
      .execute();
  }

  /** Keeps these checkpoints and drops the others. */
  async keepCheckpoints(subject: string, design: string, watermarks: readonly number[]): Promise<void> {
    await this.#db
      .deleteFrom("twin_checkpoint")
      .where("subject", "=", subject)
      .where((e) =>
        e.or([e("design", "<>", design), sql<boolean>`not watermark = any(${sql.val(watermarks)}::int8[])`]),
      )
      .execute();
  }

  /** Late data: what the twin said from here on is no longer what it would say. Past forecasts stand. */
  async rewind(subject: string, to: number): Promise<void> {
    await this.#db
      .deleteFrom("twin_checkpoint")
      .where("subject", "=", subject)
      .where("watermark", ">=", to)
      .execute();
    await this.#db.deleteFrom("twin_note").where("subject", "=", subject).where("at", ">=", to).execute();
    await this.#db
      .deleteFrom("filtered_point")
      .where("subject", "=", subject)
      .where("at", ">=", to)
      .execute();
  }

  async addFiltered(points: readonly FilteredPoint[]): Promise<void> {
    if (points.length === 0) return;
    const { names, select } = unnest(
      lastOfEach(points, ({ subject, at }) => `${at} ${subject}`),
      {
        subject: "text",
        at: "int8",
        median: "float8",
        low80: "float8",
        high80: "float8",
      },
    );
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

  /** A forecast is stored as it was shown, with the record that it had then. */
  async addForecasts(
    forecasts: readonly Forecast[],
    purpose: "standing" | "plan" = "standing",
  ): Promise<void> {
    if (forecasts.length === 0) return;
    const rows = forecasts.map((body) => ({
      subject: body.subject,
      id: body.id,
      made_at: body.madeAt,
      purpose,
      body,
    }));
    const { names, select } = unnest(rows, {
      subject: "text",
      id: "text",
      made_at: "int8",
      purpose: "text",
      body: "jsonb",
    });
    await sql`insert into forecast (${names}) ${select} on conflict do nothing`.execute(this.#db);
  }

  async forecasts(subject: string, { from, to }: Span, limit: number): Promise<readonly Forecast[]> {
    const rows = await this.#db
      .selectFrom("forecast")
      .select("body")
      .where("subject", "=", subject)
      .where("made_at", ">=", from)
      .where("made_at", "<", to)
      .where("purpose", "=", "standing")
      .orderBy("made_at", "desc")
      .limit(limit)
      .execute();
    return rows.map(({ body }) => body as Forecast).reverse();
  }

  async addNotes(notes: readonly StoredNote[]): Promise<void> {
    if (notes.length === 0) return;
    const { names, select } = unnest(
      lastOfEach(notes, ({ subject, key }) => `${subject} ${key}`),
      {
        subject: "text",
        key: "text",
        at: "int8",
        outcome: "text",
        code: "text",
        reason: "text",
      },
    );
    await sql`insert into twin_note (${names}) ${select} on conflict (subject, key) do update
      set outcome = excluded.outcome, code = excluded.code, reason = excluded.reason`.execute(this.#db);
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
