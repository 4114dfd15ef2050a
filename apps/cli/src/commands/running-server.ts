import { DEFAULT_DATA_DIR, lockHolder } from "@homeostat/server";
import type { Problem } from "@homeostat/server/contract";
import { failure } from "../errors/registry.ts";
import type { StoreOptions } from "./with-platform.ts";

/** The address of the server that has the data folder open, or null: a folder has one owner at a time. */
export function runningServer({ dataDir }: StoreOptions): string | null {
  if (process.env.DATABASE_URL !== undefined) return null;
  return lockHolder(dataDir ?? DEFAULT_DATA_DIR)?.address ?? null;
}

/** Asks a running server. @throws HS6008 with what it says when it refuses */
export async function ask<T>(address: string, path: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(`${address}/api${path}`, init);
  const body: unknown = await response.json();
  if (!response.ok)
    throw failure("HS6008", { problem: (body as Problem).message, cure: (body as Problem).cure });
  return body as T;
}
