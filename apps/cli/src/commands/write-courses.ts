import { renameSync, rmSync } from "node:fs";
import type { EnsembleBlock } from "@homeostat/engine";
import { failure } from "../errors/registry.ts";
import type { Console } from "../output/console.ts";
import { noteFailures, toldFailures } from "../output/member-failures.ts";
import { untilInterrupted } from "../output/until-interrupted.ts";
import { kindOfResults, openResults } from "../results/open-results.ts";
import { headerOf } from "../results/results-file.ts";
import { type EnsembleFlags, type EnsembleRun, reportOf } from "./ensemble-run.ts";

/** Every course, in a file. Ctrl-C stops the workers; what was being written is taken away. Throws HS6007, HS6010. */
export async function writeCourses(
  run: EnsembleRun,
  { out, json }: EnsembleFlags,
  console: Console,
): Promise<void> {
  if (out === undefined) throw failure("HS6010", { members: run.members });
  const kind = kindOfResults(out);
  const part = `${out}.part`;
  const failures: EnsembleBlock["failures"][number][] = [];
  try {
    const file = await openResults(part, kind, headerOf(run.model, run.provenance));
    await untilInterrupted(async (signal) => {
      try {
        for await (const block of run.blocks(signal)) {
          await file.write(block);
          failures.push(...block.failures);
        }
      } finally {
        await file.close();
      }
    });
    renameSync(part, out);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
  const report = reportOf(run);
  if (json) console.json({ ...report, failures: toldFailures(failures), out });
  else {
    const { members, workers, hash } = report;
    console.note(`${members} members in ${out} (${workers} workers, model ${hash.slice(0, 12)})`);
    noteFailures(failures, console);
  }
}
