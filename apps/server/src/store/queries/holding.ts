import type { Code } from "@homeostat/twin";
import { type Kysely, type SelectQueryBuilder, sql } from "kysely";
import type { Tables } from "../tables.ts";

type Select = SelectQueryBuilder<Tables, "observation", object>;

/** A person's observations that hold: those that nothing supersedes. */
export function holding(db: Kysely<Tables>, subject: string): Select {
  return db
    .selectFrom("observation")
    .where("observation.subject", "=", subject)
    .where(
      sql<boolean>`not exists (select 1 from observation c
        where c.subject = observation.subject and c.supersedes = observation.key)`,
    );
}

export function withCodes(query: Select, codes: readonly Code[] | undefined): Select {
  if (codes === undefined) return query;
  return query.where((e) =>
    e.or(
      codes.map(({ system, code }) => e.and([e("system", "=", system), e("observation.code", "=", code)])),
    ),
  );
}
