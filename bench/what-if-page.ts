/**
 * npm run bench:page [-- --rounds N]: a what-if in Chromium, from the question to the answer in the page: 200 members
 * of UVA/Padova through 24 hours, output every 5 minutes, on one worker and on two, with shared memory and without.
 */
import { rmSync } from "node:fs";
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import type { InPage } from "../apps/web/test/engine/asked.ts";
import { buildEnginePage } from "../apps/web/test/engine/build.ts";
import { type Site, serve } from "../apps/web/test/engine/serve.ts";
import { startBrowser } from "../apps/web/test/harness.ts";
import { median } from "./measure.ts";

declare const inPage: InPage;

const { values } = parseArgs({ options: { rounds: { type: "string", default: "31" } } });
const rounds = Number(values.rounds);
const started = await startBrowser();
if ("reason" in started) throw new Error(`Chromium cannot start here: ${started.reason}`);
const { browser } = started;
const { folder, page: script } = await buildEnginePage();
const server = await serve(folder, script);

async function measure(site: Site, workers: number): Promise<void> {
  const page = await browser.newPage();
  await page.goto(server.url(site));
  await page.waitForFunction(() => "inPage" in globalThis);
  const [first = Number.NaN, ...times] = await page.evaluate(([count, asks]) => inPage.whatIf(count, asks), [
    workers,
    rounds,
  ] as const);
  await page.close();
  const warm = times.slice(Math.floor(times.length / 2));
  const figures = `median ${median(warm).toFixed(1)} ms, best ${Math.min(...warm).toFixed(1)} ms, first ${first.toFixed(0)} ms`;
  console.log(`${site.padEnd(9)} ${workers} workers  ${figures}  (load ${loadavg()[0]!.toFixed(1)})`);
}

try {
  for (const site of ["isolated", "plain"] as const)
    for (const workers of [1, 2]) await measure(site, workers);
} finally {
  await browser.close();
  server.stop();
  rmSync(folder, { recursive: true });
}
