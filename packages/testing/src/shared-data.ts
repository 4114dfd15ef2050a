import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");
const shared = process.env.HOMEOSTAT_SHARED ?? join(root, "..", "shared");

/** Path of a file or folder of the shared data that lies beside a checkout, or null where it is absent. */
export function sharedData(...path: readonly string[]): string | null {
  const full = join(shared, "data", ...path);
  return existsSync(full) ? full : null;
}

/** A test's context, as far as skipping goes. */
interface Skippable {
  skip(note: string): never;
}

/** The path, or the test is skipped and says which data it misses. */
export function needData(test: Skippable, ...path: readonly string[]): string {
  return (
    sharedData(...path) ?? test.skip(`skipped: shared data ${path.join("/")} is not beside this checkout`)
  );
}
