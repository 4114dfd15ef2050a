import axe from "axe-core";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import type { Harness } from "../harness.ts";

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

const seriousIn = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe.source);
  const found = (await page.evaluate(
    "axe.run(document, { resultTypes: ['violations'] }).then((r) => r.violations)",
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

/** axe-core finds nothing serious, in light and in dark. */
export const accessSuite = (harness: () => Harness): void => {
  for (const scheme of ["light", "dark"] as const)
    it(`has nothing that keeps people out, in ${scheme} colours`, async () => {
      const found: string[] = [];
      for (const { path, ready } of places) {
        const page = await harness().open(path, { scheme });
        await page.locator(ready).first().waitFor();
        await page.locator("h1").first().waitFor();
        found.push(...(await seriousIn(page)).map((text) => `${path} ${text}`));
      }
      expect(found).toEqual([]);
    });
};
