import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import { failure } from "./errors/registry.ts";
import { requireLoopback } from "./http/host-guard.ts";
import { makeLog } from "./http/log.ts";
import { makeServer } from "./http/make-server.ts";
import { buildPage, pageFolder, pageIsStale } from "./http/page.ts";
import { takeUpJobs } from "./importing/import-job.ts";
import { openPlatform, type PlatformOptions } from "./open-platform.ts";
import type { Platform } from "./platform.ts";

export interface ServerOptions extends PlatformOptions {
  /** Loopback only: 127.0.0.1 (the default), ::1 or localhost. */
  readonly host?: string;
  /** Default 4600; 0 takes any free one. */
  readonly port?: number;
  /** Default true: serve the page, building it first where it is missing or older than its sources. */
  readonly page?: boolean;
  /** pino's level; default "warn". */
  readonly logLevel?: string;
  /** Hears what takes time before the address is there. */
  readonly say?: (message: string) => void;
}

export interface RunningServer {
  readonly address: string;
  readonly platform: Platform;
  /** Stops the clock, ends streams and jobs, stores what is under way, frees the data folder. */
  close(): Promise<void>;
}

export const DEFAULT_PORT = 4600;

/**
 * Opens the platform and serves it on this machine.
 * @throws HS5103 for a host that is not this machine, HS5110 for a taken port, HS5115, HS50xx
 */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const host = options.host ?? "127.0.0.1";
  requireLoopback(host);
  const log = makeLog(options.logLevel ?? "warn");
  const onProblem = (err: unknown) => log.error({ err }, "a twin or the clinic has stopped");
  const [platform, page] = await bothOrNone(
    openPlatform({ onProblem, serving: true, ...options }),
    readyPage(options),
  );
  try {
    const server = await makeServer(platform, log as FastifyBaseLogger, page);
    const address = await listen(server, host, options.port ?? DEFAULT_PORT);
    platform.store.announce(address);
    await takeUpJobs(platform);
    platform.clinic?.run();
    return { address, platform, close: () => closeAll(server, platform) };
  } catch (error) {
    await platform.close();
    throw error;
  }
}

/** The store and the page are made ready side by side; where one fails the other is not left open. */
async function bothOrNone(opening: Promise<Platform>, page: Promise<string | null>) {
  const [platform, built] = await Promise.allSettled([opening, page]);
  if (platform.status === "rejected") throw platform.reason;
  if (built.status === "fulfilled") return [platform.value, built.value] as const;
  await platform.value.close();
  throw built.reason;
}

async function readyPage({ page = true, say = () => undefined }: ServerOptions): Promise<string | null> {
  if (!page) return null;
  if (pageIsStale()) {
    say("Building the page (once; later starts are faster) …");
    await buildPage();
  }
  return pageFolder;
}

async function listen(server: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    return await server.listen({ host, port });
  } catch (error) {
    await server.close();
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") throw failure("HS5110", { port }, {}, error);
    throw error;
  }
}

/** Streams end first: a server waits for its open connections. */
async function closeAll(server: FastifyInstance, platform: Platform): Promise<void> {
  const closed = platform.close();
  await server.close();
  await closed;
}
