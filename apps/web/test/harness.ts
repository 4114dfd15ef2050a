import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { build } from "vite";
import { type Fixture, startFixture } from "./fixture/server.ts";

const web = join(import.meta.dirname, "..");

/** Builds the page as it is shipped, into a folder of its own. */
export const buildPage = async (): Promise<string> => {
  const outDir = mkdtempSync(join(tmpdir(), "homeostat-page-"));
  await build({ root: web, configFile: join(web, "vite.config.ts"), logLevel: "error", build: { outDir } });
  return outDir;
};

const launchArguments = ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"];

export type Started = { readonly browser: Browser } | { readonly reason: string };

/** Starts the Chromium that comes as an npm package; where it cannot run, says why. */
export const startBrowser = async (): Promise<Started> => {
  try {
    const { default: packed } = await import("@sparticuz/chromium");
    const executablePath = await packed.executablePath();
    if (!existsSync(executablePath)) return { reason: `no Chromium at ${executablePath}` };
    return { browser: await chromium.launch({ executablePath, args: launchArguments, headless: true }) };
  } catch (error) {
    return { reason: error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error) };
  }
};

export interface Opening {
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: "light" | "dark";
  /** Where the browser stands. */
  readonly zone?: string;
}

/** A clinic, a browser and the pages opened in it; what a page complains of is gathered. */
export const createHarness = async (browser: Browser, folder: string) => {
  let fixture: Fixture = await startFixture(folder);
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];
  const open = async (
    path: string,
    { width = 1440, height = 900, scheme = "light", zone = "UTC" }: Opening = {},
  ): Promise<Page> => {
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme: scheme,
      timezoneId: zone,
      locale: "en-GB",
      reducedMotion: "reduce",
    });
    contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(fixture.url + path);
    return page;
  };
  return {
    open,
    fixture: () => fixture,
    complaints,
    /** Closes what a test opened and gives the next one a clinic of its own. */
    async renew(): Promise<void> {
      await Promise.all(contexts.splice(0).map((context) => context.close()));
      await fixture.stop();
      fixture = await startFixture(folder);
    },
    async stop(): Promise<void> {
      await Promise.all(contexts.splice(0).map((context) => context.close()));
      await browser.close();
      await fixture.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

export type Harness = Awaited<ReturnType<typeof createHarness>>;
