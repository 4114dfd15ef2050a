import axe from "axe-core";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import type { Harness } from "../harness.ts";

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

const seriousIn = async (page: Page, options: string): Promise<string[]> => {
  const found = (await page.evaluate(
    `axe.run(document, ${options}).then((r) => r.violations)`,
  )) as Violation[];
  return found
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(
      ({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)} ${nodes[0]?.failureSummary.slice(0, 300)}`,
    );
};

const places = [
  { path: "/patients/v-001?try=%5B%5D", ready: "[data-branch-state=ready]" },
  { path: "/patients/syn-1", ready: "[data-ready=true]" },
  { path: "/accuracy", ready: "svg[role=img]" },
  { path: "/models/uva-padova-s2008", ready: "pre" },
  { path: "/import", ready: "section" },
] as const;

const everything = "{ resultTypes: ['violations'] }";
/** All else is the same in the dark. */
const contrast = "{ resultTypes: ['violations'], runOnly: ['color-contrast'] }";

/** axe-core finds nothing serious, in light and in dark. */
export const accessSuite = (harness: () => Harness): void => {
  const opened = async (path: string, ready: string, scheme: "light" | "dark"): Promise<Page> => {
    const page = await harness().open(path, { scheme });
    await page.locator(ready).first().waitFor();
    await page.locator("h1").first().waitFor();
    await page.evaluate(axe.source);
    return page;
  };
  for (const { path, ready } of places)
    it(`has nothing at ${path} that keeps people out, in light or dark colours`, async () => {
      expect(await seriousIn(await opened(path, ready, "light"), everything)).toEqual([]);
      expect(await seriousIn(await opened(path, ready, "dark"), contrast)).toEqual([]);
    });
};
