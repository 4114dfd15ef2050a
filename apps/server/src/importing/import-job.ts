import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Job } from "../contract/schemas.ts";
import { failure } from "../errors/registry.ts";
import type { JobContext } from "../jobs/jobs.ts";
import type { Platform } from "../platform.ts";
import { BUILD_JOB } from "../twins/build-queue.ts";
import { importPeople } from "./import-people.ts";

export interface ImportOrder {
  readonly id?: string;
  readonly title: string;
  readonly paths: readonly string[];
  /** A folder of uploads that is no longer wanted when the import is over. */
  readonly removeAfter: string;
}

/** Starts an import as a job; a server that stops half-way takes it up again from the uploaded files. */
export function startImport(
  platform: Platform,
  { id, title, paths, removeAfter }: ImportOrder,
): Promise<Job> {
  const work = async ({ signal, progress }: JobContext) => {
    const summary = await importPeople(platform, paths, {
      now: Date.now(),
      signal,
      within: removeAfter,
      progress: ({ done, total, message }) => progress(done, total, message),
    }).finally(() => platform.builds.start());
    await rm(removeAfter, { recursive: true, force: true });
    return summary;
  };
  return platform.jobs.start({ ...(id === undefined ? {} : { id }), kind: "import", title, work });
}

/**
 * What an earlier run of the server left unfinished goes on: imports as far as their files are still there, and the
 * building of twins.
 */
export async function takeUpJobs(platform: Platform): Promise<void> {
  for (const job of await platform.jobs.leftOver()) {
    if (job.kind === BUILD_JOB) {
      await platform.builds.start(job.id);
      continue;
    }
    const folder = join(platform.uploads, job.id);
    if (job.kind !== "import" || !existsSync(folder)) await platform.jobs.close(job, failure("HS5203"));
    else await startImport(platform, { id: job.id, title: job.title, paths: [folder], removeAfter: folder });
  }
  await platform.builds.start();
}
