import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockHolder, startServer } from "../index.ts";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "homeostat-restart-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const options = () => ({
  dataDir,
  port: 0,
  page: false,
  logLevel: "silent",
  clinic: { seed: 7, firstDays: 0.05 },
});
const always = { from: 0, to: Number.MAX_SAFE_INTEGER };

test("a server that stops gives the folder back within seconds, and goes on where it was", async () => {
  const first = await startServer(options());
  expect(lockHolder(dataDir)?.address).toBe(first.address);
  await expect(startServer(options())).rejects.toMatchObject({ code: "HS5001" });
  while (first.platform.clock()!.catchingUp !== null) await new Promise((resolve) => setTimeout(resolve, 50));
  const begun = performance.now();
  await first.close();
  expect(performance.now() - begun).toBeLessThan(5000);
  expect(lockHolder(dataDir)).toBeNull();

  const second = await startServer({ ...options(), clinic: { seed: 8, firstDays: 3 } });
  const { store, now } = second.platform;
  expect(now()).toBeGreaterThanOrEqual((await store.clinic.get("clinic"))!.now);
  expect(second.platform.clinic!.start).toBe(first.platform.clinic!.start);
  const log = await store.observations.between("clinic-01", always);
  expect(log.length).toBeGreaterThan(5);
  expect(Math.max(...log.map(({ received }) => received))).toBeLessThanOrEqual(now());
  await second.close();
});

test("only this machine can be listened on", async () => {
  await expect(startServer({ ...options(), host: "0.0.0.0" })).rejects.toMatchObject({ code: "HS5103" });
});
