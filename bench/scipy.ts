import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { anchorFolder, readNumbers } from "./anchors.ts";

/** What SciPy's LSODA took for a case, in seconds, and what it gave. */
export interface ScipyRun {
  readonly seconds: number;
  readonly values: Float64Array;
}

/** The stiff cases by SciPy, in one go; undefined where it is not installed. */
export function scipyRuns(beats: number): Readonly<Record<"tt06" | "rob", ScipyRun>> | undefined {
  const installed = hasScipy();
  if (!installed) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "homeostat-scipy-"));
  try {
    const env = { ...process.env, ANCHORS: folder };
    const options = { cwd: anchorFolder, encoding: "utf8", env } as const;
    const text = execFileSync("python3", ["b3_scipy.py", "1", String(beats)], options);
    const run = (name: string, file: string): ScipyRun => ({
      seconds: Number(new RegExp(`^${name} LSODA T ([\\d.]+)`, "m").exec(text)?.[1]),
      values: readNumbers(join(folder, file)),
    });
    return { tt06: run("tt06", "tt_LSODA.out"), rob: run("rob", "rob_LSODA.out") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function hasScipy(): boolean {
  try {
    execFileSync("python3", ["-c", "import scipy"], { stdio: "ignore" });
    return true;
  } catch {
    process.stderr.write("SciPy is not installed: its lines are left out.\n");
    return false;
  }
}
