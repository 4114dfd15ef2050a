import { expect, it } from "vitest";
import type { Harness } from "../harness.ts";
import { panelPage } from "../pages/panel-page.ts";

export const panelSuite = (harness: () => Harness): void => {
  it("shows people in groups, who needs attention first", async () => {
    const panel = panelPage(await harness().open("/"));
    await panel.ready();
    expect(await panel.groups()).toEqual(["Needs you now 2", "Watch 5", "Steady 21", "Not live 3"]);
    expect((await panel.ids()).slice(0, 2)).toEqual(["v-001", "v-002"]);
    expect(await panel.row("v-002").innerText()).toContain("no bolus with the last meal");
  });

  it("moves a row on a live event, but not under the pointer", async () => {
    const page = await harness().open("/");
    const panel = panelPage(page);
    await panel.ready();
    const { clinic, push } = harness().fixture();
    const steady = clinic.rowOf("v-020");
    if (!steady) throw new Error("The fixture has nobody called v-020.");
    const news = {
      ...steady,
      attention: { level: "now" as const, score: 99, headline: "Low now", why: ["no meal"] },
    };
    await panel.row("v-003").hover();
    push({ type: "row", row: news });
    await panel.row("v-020").getByText("Low now").waitFor();
    expect((await panel.ids())[0]).toBe("v-001");
    await page.mouse.move(900, 500);
    await panel.startsWith("v-020");
  });

  it("is searched and walked by keyboard, and the address says where one is", async () => {
    const page = await harness().open("/");
    const panel = panelPage(page);
    await panel.ready();
    await page.keyboard.press("/");
    await page.keyboard.type("guadalupe");
    await panel.row("v-001").waitFor({ state: "detached" });
    expect(await panel.ids()).toEqual(["syn-1"]);
    expect(new URL(page.url()).searchParams.get("q")).toBe("guadalupe");
    await page.getByRole("button", { name: "Clear search" }).click();
    await panel.row("v-001").waitFor();
    await page.keyboard.press("Escape");
    await page.locator("main").click();
    await page.keyboard.press("j");
    await page.waitForURL("**/patients/v-001*");
    await page.keyboard.press("j");
    await page.waitForURL("**/patients/v-002*");
    await page.keyboard.press("k");
    await page.waitForURL("**/patients/v-001*");
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keyboard" }).waitFor();
  });

  it("is a page of its own on a phone", async () => {
    const page = await harness().open("/", { width: 390, height: 844 });
    const panel = panelPage(page);
    await panel.ready();
    await panel.row("v-001").click();
    await page.getByRole("heading", { level: 1, name: "Amara Okafor" }).waitFor();
    expect(await panel.panel.isVisible()).toBe(false);
    await page.getByRole("link", { name: "All people" }).click();
    await panel.ready();
    expect(await page.evaluate("document.documentElement.scrollWidth <= 390")).toBe(true);
  });
};
