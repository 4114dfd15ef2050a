import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { PGlite } from "@electric-sql/pglite";
import { readTemplate, writeTemplate } from "./pglite-template.ts";

/** Opens the embedded database in a folder, making it first where it is absent; null: in memory, gone when closed. */
export async function openEmbedded(folder: string | null): Promise<PGlite> {
  if (folder === null) return makeDatabase("memory://");
  if (!existsSync(folder)) await makeFolder(folder);
  return PGlite.create({ dataDir: folder });
}

/** Made under another name and then renamed: a process killed half-way leaves no half-made database behind. */
async function makeFolder(folder: string): Promise<void> {
  const draft = `${folder}.making`;
  await rm(draft, { recursive: true, force: true });
  const database = await makeDatabase(draft);
  await database.close();
  await rename(draft, folder);
}

async function makeDatabase(dataDir: string): Promise<PGlite> {
  const template = await readTemplate();
  if (template !== null) return PGlite.create({ dataDir, loadDataDir: template });
  const database = await PGlite.create({ dataDir });
  await writeTemplate(database);
  return database;
}
