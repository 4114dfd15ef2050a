import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import { pino } from "pino";
import { openPlatform, type PlatformOptions } from "../../open-platform.ts";
import type { Platform } from "../../platform.ts";
import { readings } from "../../store/test/samples.ts";
import { makeServer } from "../make-server.ts";

export interface Served {
  readonly server: FastifyInstance;
  readonly platform: Platform;
  end(): Promise<void>;
}

/** A server on a store of its own that leaves nothing behind; requests are injected. */
export async function serve(options: PlatformOptions = {}, log?: FastifyBaseLogger): Promise<Served> {
  const platform = await openPlatform({ ephemeral: true, ...options });
  const server = await makeServer(platform, log ?? (pino({ level: "silent" }) as FastifyBaseLogger), null);
  const end = async () => {
    const closed = platform.close();
    await server.close();
    await closed;
  };
  return { server, platform, end };
}

/** Somebody whose sensor has read for 16 hours and 40 minutes. */
export async function addSensorPerson({ store }: Platform, subject: string): Promise<void> {
  const person = {
    subject,
    name: "Grace Example",
    sex: "female",
    birthDate: "1980-06-01",
    origin: "imported",
  } as const;
  await store.people.add([person], 0);
  await store.observations.add(readings(subject, 200));
}
