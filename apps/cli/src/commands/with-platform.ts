import { openPlatform, type Platform } from "@homeostat/server";

export interface StoreOptions {
  readonly dataDir?: string;
}

/** Opens the store for one piece of work, without HTTP and without the clinic living on. */
export async function withPlatform<T>(
  options: StoreOptions,
  work: (platform: Platform) => Promise<T>,
): Promise<T> {
  const { DATABASE_URL: databaseUrl } = process.env;
  const platform = await openPlatform({
    ...(options.dataDir === undefined ? {} : { dataDir: options.dataDir }),
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
  });
  try {
    return await work(platform);
  } finally {
    await platform.close();
  }
}
