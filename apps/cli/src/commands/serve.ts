import { type ServerOptions, startServer } from "@homeostat/server";
import type { Console } from "../output/console.ts";

interface ServeOptions {
  readonly dataDir?: string;
  readonly port?: string;
  readonly clinic: boolean;
  readonly logLevel?: string;
}

const plan = { seed: 1, firstDays: 3 };

/** Serves until it is asked to stop (Ctrl-C, SIGTERM); then flushes and frees the data folder. */
export async function serve(options: ServeOptions, console: Console): Promise<void> {
  const server = await startServer(serverOptions(options, console));
  console.line(`Homeostat is ready: ${server.address}`);
  console.note("Research use only: decision support, not a cleared device. Ctrl-C stops it.");
  await asked();
  console.note("Stopping …");
  await server.close();
}

function serverOptions(options: ServeOptions, console: Console): ServerOptions {
  const { DATABASE_URL: databaseUrl } = process.env;
  return {
    ...(options.dataDir === undefined ? {} : { dataDir: options.dataDir }),
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    ...(options.port === undefined ? {} : { port: Number(options.port) }),
    ...(options.logLevel === undefined ? {} : { logLevel: options.logLevel }),
    ...(options.clinic ? { clinic: plan } : {}),
    say: (message) => console.note(message),
  };
}

function asked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}
