import { type Intake, readRecords } from "@homeostat/connect";
import type { ImportSummary } from "../contract/schemas.ts";
import type { Added } from "../store/queries/observations.ts";
import type { Person } from "../store/queries/people.ts";
import type { Queries, Store } from "../store/store.ts";
import { Tally } from "./tally.ts";

interface ImportProgress {
  readonly done: number;
  readonly total: number;
  /** The file at hand. */
  readonly name: string;
}

export interface ImportOptions {
  /** The reader's clock: records from later than this are refused. */
  readonly now: number;
  readonly progress?: (progress: ImportProgress) => void;
  readonly signal?: AbortSignal;
  /** The folder of uploads: left out of what is said about its files. */
  readonly within?: string;
  /** Hears whose log changed, once that is stored: their twins have to follow. */
  readonly changed?: (subjects: readonly string[]) => void;
}

/**
 * Brings records into the store, each chunk in a transaction of its own: what a chunk brought stands, whatever happens
 * to the next; the same records again add nothing.
 * @throws the signal's reason when it is aborted; HS50xx of the store.
 */
export async function importRecords(
  store: Store,
  paths: readonly string[],
  options: ImportOptions,
): Promise<ImportSummary> {
  const tally = new Tally(options.within);
  for await (const items of readRecords(paths, options)) {
    options.signal?.throwIfAborted();
    const { rows, subjects } = await store.transaction((queries) => storeChunk(queries, items, options.now));
    tally.read(items);
    tally.stored(rows);
    options.changed?.(subjects);
  }
  return tally.summary();
}

async function storeChunk(queries: Queries, items: readonly Intake[], now: number) {
  const people = await queries.people.add(items.flatMap(personIn), now);
  const withdrawn = await withdrawAll(queries, items, now);
  const added = await queries.observations.add(
    items.flatMap((item) => (item.kind === "observation" ? [item.observation] : [])),
  );
  const context = await queries.people.addContext(
    items.flatMap((item) =>
      item.kind === "context" ? [{ subject: item.subject, key: item.key, item: item.item }] : [],
    ),
  );
  const observations = added.reduce((sum: number, { count }: Added) => sum + count, 0);
  const told = context > 0 ? items.flatMap((item) => (item.kind === "context" ? [item.subject] : [])) : [];
  const subjects = [...new Set([...added.map(({ subject }) => subject), ...withdrawn, ...told])];
  await queries.waiting.add(subjects);
  return { rows: people + observations + context, subjects };
}

/** Returns whose observations were withdrawn. */
async function withdrawAll(
  queries: Queries,
  items: readonly Intake[],
  now: number,
): Promise<readonly string[]> {
  const subjects: string[] = [];
  for (const item of items) {
    if (item.kind !== "withdrawal") continue;
    const { stem, keep, reason } = item.withdrawal;
    subjects.push(...(await queries.observations.withdraw(stem, keep, reason, now)));
    await queries.people.withdrawContext(stem, keep);
  }
  return subjects;
}

const personIn = (item: Intake): readonly Person[] => {
  if (item.kind !== "person") return [];
  const { id, name, sex, birthDate } = item.person;
  return [{ subject: id, name, sex, birthDate, origin: "imported" }];
};
