import type { Kysely } from "kysely";
import { ClinicQueries } from "./queries/clinic.ts";
import { JobQueries } from "./queries/jobs.ts";
import { LaneQueries } from "./queries/lanes.ts";
import { ObservationQueries } from "./queries/observations.ts";
import { PeopleQueries } from "./queries/people.ts";
import { PlanQueries } from "./queries/plans.ts";
import { SettingQueries } from "./queries/settings.ts";
import { TwinQueries } from "./queries/twins.ts";
import { WaitingQueries } from "./queries/waiting.ts";
import type { Tables } from "./tables.ts";

/** Everything that can be asked of the store, inside a transaction or outside one. */
export interface Queries {
  readonly people: PeopleQueries;
  readonly observations: ObservationQueries;
  readonly lanes: LaneQueries;
  readonly twins: TwinQueries;
  readonly waiting: WaitingQueries;
  readonly clinic: ClinicQueries;
  readonly plans: PlanQueries;
  readonly jobs: JobQueries;
  readonly settings: SettingQueries;
}

/** The one store: the same SQL on the embedded database and on a PostgreSQL server. */
export interface Store extends Queries {
  /**
   * All of it or nothing. Ask only the queries that `work` is given: the embedded database has one connection, which
   * the transaction holds.
   */
  transaction<Result>(work: (queries: Queries) => Promise<Result>): Promise<Result>;
  /**
   * Makes this the one program that keeps twins and clinic of the database in step; a folder is its opener's anyway.
   * @throws HS5010
   */
  claim(): Promise<void>;
  /** Answers when the database does. */
  ping(): Promise<void>;
  /** Tells others who try to open the same data folder where its server is. */
  announce(address: string): void;
  close(): Promise<void>;
}

export function queriesOn(db: Kysely<Tables>): Queries {
  return {
    people: new PeopleQueries(db),
    observations: new ObservationQueries(db),
    lanes: new LaneQueries(db),
    twins: new TwinQueries(db),
    waiting: new WaitingQueries(db),
    clinic: new ClinicQueries(db),
    plans: new PlanQueries(db),
    jobs: new JobQueries(db),
    settings: new SettingQueries(db),
  };
}
