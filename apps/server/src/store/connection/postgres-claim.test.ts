import { expect, test } from "vitest";
import { openStore } from "../open-store.ts";
import { startPostgres } from "../test/stores.ts";

test("a second server on one PostgreSQL database is refused until the first has gone", async (context) => {
  const started = await startPostgres();
  if ("absent" in started) return context.skip(`skipped: ${started.absent}`);
  const place = { kind: "server", url: started.url } as const;
  const [first, second] = [await openStore(place), await openStore(place)];
  await first.claim();
  await expect(second.claim()).rejects.toMatchObject({ code: "HS5010" });
  await first.close();
  await second.claim();
  await second.close();
  await started.stop();
  await expect(openStore(place)).rejects.toMatchObject({ code: "HS5003" });
});
