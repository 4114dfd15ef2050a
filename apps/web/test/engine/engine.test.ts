/**
 * The engine in a worker of a real browser: the bits of Node, with shared memory and without, and where a site's policy
 * forbids WebAssembly and generated code; and the engine's own tests, run there.
 */
import { rmSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it, type TestContext } from "vitest";
import { startBrowser } from "../harness.ts";
import type { InPage } from "./asked.ts";
import { bitsOfEngine, chanceBits, cohort, type engineHere } from "./bits.ts";
import { buildEnginePage } from "./build.ts";
import { type Site, serve } from "./serve.ts";

let browser: Browser | undefined;
let reason = "";
let built: Awaited<ReturnType<typeof buildEnginePage>>;
let server: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  const started = await startBrowser();
  if ("reason" in started) {
    reason = `Chromium cannot start here: ${started.reason}`;
    return;
  }
  browser = started.browser;
  built = await buildEnginePage();
  server = await serve(built.folder, built.page);
});

beforeEach((context: TestContext) => {
  if (browser === undefined) context.skip(`skipped: ${reason}`);
});

afterAll(async () => {
  if (browser === undefined) return;
  await browser.close();
  server.stop();
  rmSync(built.folder, { recursive: true });
});

declare const inPage: InPage;

async function open(site: Site): Promise<Page> {
  const page = await browser!.newPage();
  await page.goto(server.url(site));
  await page.waitForFunction(() => "inPage" in globalThis);
  return page;
}

const expected = {
  plain: { kernel: "javascript", ranBy: { wasm: cohort.members, javascript: 0 }, shared: false },
  isolated: { kernel: "javascript", ranBy: { wasm: cohort.members, javascript: 0 }, shared: true },
  strict: { kernel: "interpreter", ranBy: { wasm: 0, javascript: cohort.members }, shared: false },
} as const satisfies Record<Site, ReturnType<typeof engineHere>>;

const nodeBits = bitsOfEngine();
const nodeChance = chanceBits();

describe.each(["plain", "isolated", "strict"] as const)("on a %s site", (site) => {
  it("computes the bits of Node in a worker", async () => {
    const page = await open(site);
    const answer = await page.evaluate(() => inPage.bits());
    expect(answer.here).toEqual(expected[site]);
    expect(answer.bits).toEqual(nodeBits);
    await page.close();
  });

  it.each([1, 2, 3])("runs ensembles on %i workers to the same bits", async (workers) => {
    const page = await open(site);
    const { digest, shared, ranBy } = await page.evaluate((count) => inPage.ensemble(count), workers);
    expect(shared).toBe(expected[site].shared);
    expect(ranBy).toEqual(expected[site].ranBy);
    expect(digest).toBe(nodeBits["ensemble wasm"]);
    await page.close();
  });

  it.each([1, 2])("moves members by chance on %i workers to the same bits", async (workers) => {
    const page = await open(site);
    expect(await page.evaluate((count) => inPage.chance(count), workers)).toEqual(nodeChance);
    await page.close();
  });
});

it("passes the engine's own tests in a worker", async () => {
  const page = await open("isolated");
  const outcomes = await page.evaluate((file) => inPage.suite(file), `./${built.suite}`);
  // What a contract skips, it skips in Node too, by name.
  const failed = outcomes.filter(({ state }) => state !== "pass" && state !== "skip");
  expect(failed).toEqual([]);
  expect(outcomes.filter(({ state }) => state === "pass").length).toBeGreaterThan(100);
  await page.close();
});
