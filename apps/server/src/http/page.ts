import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { failure } from "../errors/registry.ts";

const home = fileURLToPath(new URL("../../../../", import.meta.url));
const web = join(home, "apps", "web");
export const pageFolder = join(web, "dist");

/** What the built page is made of. */
const sources = [
  "apps/web/src",
  "apps/web/public",
  "packages/engine/src",
  "packages/models/src",
  "packages/twin/src",
];
const files = ["apps/web/index.html", "apps/web/vite.config.ts", "package-lock.json"];

/** Whether the page has to be built: it is missing, or something it is made of is newer. */
export function pageIsStale(): boolean {
  const built = join(pageFolder, "index.html");
  if (!existsSync(built)) return true;
  const when = statSync(built).mtimeMs;
  const newer = (path: string) => existsSync(path) && statSync(path).mtimeMs > when;
  return (
    files.some((file) => newer(join(home, file))) ||
    sources.some((folder) => anyNewer(join(home, folder), when))
  );
}

function anyNewer(folder: string, when: number): boolean {
  if (!existsSync(folder)) return false;
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.some(
    (entry) =>
      entry.isFile() &&
      !/\.test\.tsx?$/.test(entry.name) &&
      statSync(join(entry.parentPath, entry.name)).mtimeMs > when,
  );
}

/** Builds the page with Vite in a process of its own. @throws HS5115 with what Vite said. */
export async function buildPage(): Promise<void> {
  const vite = createRequire(join(web, "package.json")).resolve("vite/package.json");
  const tool = join(dirname(vite), "bin", "vite.js");
  const { code, said } = await finished(spawn(process.execPath, [tool, "build"], { cwd: web }));
  if (code !== 0) throw failure("HS5115", { problem: said.trim().slice(-2000) }, { source: "apps/web" });
}

function finished(child: ChildProcess): Promise<{ code: number | null; said: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ code: number | null; said: string }>();
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (said += chunk));
  child.on("error", reject);
  child.on("close", (code) => resolve({ code, said }));
  return promise;
}
