import { statfs } from "node:fs/promises";
import { failure } from "../../errors/registry.ts";

const MEGABYTE = 1024 ** 2;
/** More than any statement of ours writes, with the next 16 MB segment of the database's log. */
const RESERVE = 64 * MEGABYTE;
/** An empty database takes 40 MB, and again while it is made. */
export const NEW_DATABASE = 160 * MEGABYTE;
const READS = /^\s*(select|commit|rollback|release|show)\b/i;

/** Refuses a statement that writes while the disk is nearly full; see `requireSpace`. */
export async function requireSpaceFor(sql: string, folder: string): Promise<void> {
  if (!READS.test(sql)) await requireSpace(folder);
}

/**
 * The embedded database does not survive a write that fails half-way (it spins for ever), so it is never let into one.
 * @throws HS5002 where less is free than is wanted
 */
export async function requireSpace(folder: string, wanted = RESERVE): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free >= wanted) return;
  const [left, least] = [free, wanted].map((bytes) => Math.floor(bytes / MEGABYTE));
  throw failure("HS5002", { problem: `${left} MB are free, ${least} MB are needed` }, { source: folder });
}
