import { openAsBlob, readdirSync, statSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ImportSummary } from "@homeostat/server";
import type { Job, Problem } from "@homeostat/server/contract";
import { failure } from "../errors/registry.ts";
import type { Progress } from "../output/console.ts";
import { ask } from "./running-server.ts";

/** Sends the files to the server that has the data folder open, and follows the job to its end. */
export async function importThroughServer(
  address: string,
  paths: readonly string[],
  progress: Progress,
): Promise<ImportSummary> {
  const form = new FormData();
  for (const { path, name } of paths.flatMap(filesIn)) form.append("files", await openAsBlob(path), name);
  let job = await ask<Job>(address, "/imports", { method: "POST", body: form });
  while (job.state === "running") {
    progress.update(job.done, job.total, job.message);
    await sleep(300);
    job = await ask<Job>(address, `/jobs/${job.id}`);
  }
  if (job.state === "done") return job.result as ImportSummary;
  const problem = job.error as Problem | null;
  const cure = problem?.cure ?? "Import again: what was stored stays, and the rest follows.";
  throw failure("HS6008", { problem: problem?.message ?? `the import is ${job.state}.`, cure });
}

function filesIn(path: string): { path: string; name: string }[] {
  if (!statSync(path).isDirectory()) return [{ path, name: basename(path) }];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ path: file, name: relative(path, file) }));
}
