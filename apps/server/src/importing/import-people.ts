import { basename } from "node:path";
import type { ImportSummary } from "../contract/schemas.ts";
import type { Platform } from "../platform.ts";
import { importRecords } from "./import-records.ts";

export interface PeopleProgress {
  readonly done: number;
  readonly total: number;
  readonly message: string;
}

export interface PeopleOptions {
  readonly now: number;
  readonly signal?: AbortSignal;
  readonly progress?: (progress: PeopleProgress) => void;
  /** The folder of uploads: left out of what is said about its files. */
  readonly within?: string;
}

/** Reading counts for half of the bar, building the twins of who was read for the other half. */
const SHARE = 1000;

/** Imports records and brings the twins of everybody they touch in step. */
export async function importPeople(
  platform: Platform,
  paths: readonly string[],
  { now, signal, progress, within }: PeopleOptions,
): Promise<ImportSummary> {
  const tell = (done: number, message: string) => progress?.({ done, total: 2 * SHARE, message });
  const stop = signal ? { signal } : {};
  const { summary, touched } = await importRecords(platform.store, paths, {
    now,
    ...stop,
    ...(within === undefined ? {} : { within }),
    progress: ({ done, total, name }) =>
      tell((SHARE * done) / Math.max(total, 1), `Reading ${basename(name)}`),
  });
  const unfinished = await platform.twins.candidates(touched);
  for (const [index, subject] of unfinished.entries()) {
    signal?.throwIfAborted();
    tell(SHARE + (SHARE * index) / unfinished.length, `Twin ${index + 1} of ${unfinished.length}`);
    await platform.twins.bringInStep(subject);
  }
  await platform.reloadPanel();
  tell(2 * SHARE, "Done.");
  return summary;
}
