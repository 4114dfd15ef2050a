import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join, resolve } from "node:path";
import type { HomeostatError } from "@homeostat/engine";
import { failure } from "../../errors/registry.ts";
import { isAlive, processBirth } from "./process-identity.ts";

/** What the lock file of a data folder says about its owner. */
export interface LockHolder {
  readonly pid: number;
  readonly host: string;
  readonly birth: string | null;
  /** Where its server listens, once it does. */
  readonly address: string | null;
  /** ISO 8601. */
  readonly started: string;
}

export interface FolderLock {
  announce(address: string): void;
  release(): void;
}

const held = new Set<string>();
const lockFile = (folder: string) => join(resolve(folder), "homeostat.lock");

/**
 * Takes a data folder for this process: PGlite itself takes no lock and a second opener would corrupt it.
 * A lock whose process has died (kill -9, power) is taken over.
 * @throws HS5001 with the owner's address where the folder is in use.
 */
export function takeLock(folder: string): FolderLock {
  const file = lockFile(folder);
  let holder: LockHolder = {
    pid: process.pid,
    host: hostname(),
    birth: processBirth(process.pid),
    address: null,
    started: new Date().toISOString(),
  };
  if (!create(file, holder)) takeOver(folder, file, holder);
  held.add(file);
  return {
    announce: (address) => {
      holder = { ...holder, address };
      replace(file, holder);
    },
    release: () => {
      held.delete(file);
      rmSync(file, { force: true });
    },
  };
}

/** Who has the folder open now, or null. */
export function lockHolder(folder: string): LockHolder | null {
  const file = lockFile(folder);
  const holder = read(file);
  return holder !== null && isHeld(file, holder) ? holder : null;
}

/** Two that find the same dead lock must not both win: the one that makes the second file replaces the first. */
function takeOver(folder: string, file: string, holder: LockHolder): void {
  const turn = `${file}.takeover`;
  const other = read(file);
  if (other !== null && isHeld(file, other)) throw inUse(folder, file, other);
  if (!create(turn, holder)) {
    const rival = read(turn);
    if (rival !== null && isHeld(turn, rival)) throw inUse(folder, file, rival);
    rmSync(turn, { force: true });
    if (!create(turn, holder)) throw inUse(folder, file, rival ?? holder);
  }
  try {
    const now = read(file);
    if (now !== null && isHeld(file, now)) throw inUse(folder, file, now);
    replace(file, holder);
  } finally {
    rmSync(turn, { force: true });
  }
}

/** A process on another machine cannot be looked at: its lock holds until a person deletes the file. */
function isHeld(file: string, { pid, host, birth }: LockHolder): boolean {
  if (host !== hostname()) return true;
  if (pid === process.pid && birth === processBirth(pid)) return held.has(file);
  return isAlive(pid) && (birth === null || birth === processBirth(pid));
}

function inUse(folder: string, file: string, { pid, host, address, started }: LockHolder): HomeostatError {
  const where = address === null ? "" : ` (${address})`;
  return failure("HS5001", { folder, pid, host, address: where, started, file }, { source: file });
}

/** Linked whole into place: whoever reads the file reads all of it. */
function create(file: string, holder: LockHolder): boolean {
  const draft = `${file}.${process.pid}.new`;
  writeFileSync(draft, JSON.stringify(holder));
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function replace(file: string, holder: LockHolder): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(holder));
  renameSync(draft, file);
}

/** Null where there is none, or where it is not ours to read. */
function read(file: string): LockHolder | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as LockHolder;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
