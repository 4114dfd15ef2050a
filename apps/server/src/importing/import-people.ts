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

/** Imports records. The twins of everybody whose log changed wait to be brought in step: see `BuildQueue`. */
export async function importPeople(
  platform: Platform,
  paths: readonly string[],
  { now, signal, progress, within }: PeopleOptions,
): Promise<ImportSummary> {
  try {
    return await importRecords(platform.store, paths, {
      now,
      ...(signal ? { signal } : {}),
      ...(within === undefined ? {} : { within }),
      progress: ({ done, total, name }) =>
        progress?.({ done, total: Math.max(total, 1), message: `Reading ${basename(name)}` }),
      changed: (subjects) => platform.twins.changed(subjects),
    });
  } finally {
    await platform.reloadPanel();
  }
}
