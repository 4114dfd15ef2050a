import type { Kysely } from "kysely";
import type { SavedPlan } from "../../contract/schemas.ts";
import { failure } from "../../errors/registry.ts";
import type { Tables } from "../tables.ts";
import { json } from "./columns.ts";

/** Scenarios that somebody kept. */
export class PlanQueries {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async add({ id, subject, scenario, savedAt, forecastId }: SavedPlan): Promise<void> {
    await this.#db
      .insertInto("plan")
      .values({ id, subject, scenario: json(scenario), saved_at: savedAt, forecast_id: forecastId })
      .execute();
  }

  async of(subject: string): Promise<readonly SavedPlan[]> {
    const rows = await this.#db
      .selectFrom("plan")
      .selectAll()
      .where("subject", "=", subject)
      .orderBy("saved_at")
      .execute();
    return rows.map((row) => ({
      id: row.id,
      subject: row.subject,
      scenario: row.scenario as SavedPlan["scenario"],
      savedAt: row.saved_at,
      forecastId: row.forecast_id,
    }));
  }

  /** @throws HS5111 where there is none. */
  async remove(subject: string, plan: string): Promise<void> {
    const { numDeletedRows } = await this.#db
      .deleteFrom("plan")
      .where("subject", "=", subject)
      .where("id", "=", plan)
      .executeTakeFirst();
    if (numDeletedRows === 0n) throw failure("HS5111", { plan });
  }
}
