import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";

export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

const folder = new URL("./", import.meta.url);

/** The migrations of this program, in order: one `NNNN-title.sql` file each, beside this file. */
export function ownMigrations(): readonly Migration[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".sql"))
    .sort()
    .map((file) => migration(file.slice(0, -4), readFileSync(new URL(file, folder), "utf8")));
}

export function migration(name: string, sql: string): Migration {
  return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
}
