import { readFileSync } from "node:fs";
import { access, constants, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { PGlite } from "@electric-sql/pglite";

/*
 * An empty database takes seconds to make and a third of a second to copy: the first one made by this installation is
 * kept beside its packages, and later ones start from it.
 */
const packages = fileURLToPath(new URL("../../../../../node_modules/", import.meta.url));

function templateFile(): string {
  const home = dirname(dirname(createRequire(import.meta.url).resolve("@electric-sql/pglite")));
  const { version } = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as { version: string };
  return join(packages, ".cache", "homeostat", `pglite-${version}.tar`);
}

const allowed = (path: string, mode: number) =>
  access(path, mode).then(
    () => true,
    () => false,
  );

/** An empty database as a tar, or null where none was kept yet. */
export async function readTemplate(): Promise<Blob | null> {
  const file = templateFile();
  return (await allowed(file, constants.R_OK)) ? new Blob([await readFile(file)]) : null;
}

/** Keeps an empty database as the template; an installation that cannot be written to goes without. */
export async function writeTemplate(empty: PGlite): Promise<void> {
  if (!(await allowed(packages, constants.W_OK))) return;
  const file = templateFile();
  const dump = await empty.dumpDataDir("none");
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, Buffer.from(await dump.arrayBuffer()));
  await rename(draft, file);
}
