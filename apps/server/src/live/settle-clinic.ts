import { type CastMember, cast, medications, problems, type RecordEntry } from "../clinic/index.ts";
import type { ContextItem } from "../contract/schemas.ts";
import type { StoredContext } from "../store/queries/people.ts";
import type { Store } from "../store/store.ts";
import type { OpenedClinic } from "../twins/protocol.ts";

/** Puts the clinic's people, their records and what truly makes them into the store. */
export async function settle(store: Store, { now, truths }: OpenedClinic): Promise<void> {
  await store.transaction(async ({ people, twins }) => {
    await people.add(cast.map(personOf), now);
    await people.addContext(cast.flatMap(recordOf));
    await twins.addTruths(truths);
  });
}

const personOf = ({ id, name, sex, birthDate }: CastMember) =>
  ({ subject: id, name, sex, birthDate, origin: "virtual" }) as const;

function recordOf({ id, problems: ill, medications: takes }: CastMember): StoredContext[] {
  return [
    ...ill.map((name) => entry(id, "problem", name, problems[name])),
    ...takes.map((name) => entry(id, "medication", name, medications[name])),
  ];
}

function entry(
  subject: string,
  kind: ContextItem["kind"],
  key: string,
  { title, code }: RecordEntry,
): StoredContext {
  const item = {
    kind,
    title,
    code,
    status: "active",
    start: null,
    end: null,
    detail: null,
    source: "virtual-clinic",
  };
  return { subject, key: `${kind}/${key}`, item };
}
