import type { Locator, Page } from "playwright-core";

/** The panel of people, as a reader uses it. */
export const panelPage = (page: Page) => {
  const panel = page.getByRole("complementary", { name: "People" });
  const rows = panel.locator("[data-person]");
  return {
    panel,
    search: page.getByRole("searchbox", { name: "Search people" }),
    row: (id: string): Locator => panel.locator(`[data-person="${id}"]`),
    ready: () => rows.first().waitFor(),
    ids: () => rows.evaluateAll((all) => all.map((one) => one.getAttribute("data-person") ?? "")),
    groups: async () =>
      (await panel.getByRole("heading", { level: 2 }).allInnerTexts()).map((text) =>
        text.replaceAll(/\s+/g, " "),
      ),
    /** Waits until the panel starts with this person. */
    startsWith: (id: string) =>
      panel
        .locator("[data-person]")
        .first()
        .and(page.locator(`[data-person="${id}"]`))
        .waitFor(),
  };
};
