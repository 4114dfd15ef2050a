import type { Page } from "playwright-core";

/** A person's page: timeline and what-if. */
export const patientPage = (page: Page) => {
  const dock = page.getByRole("region", { name: "What if" });
  const turn = async () => Number(await dock.getAttribute("data-branch-turn"));
  const pixels = (lane: string) =>
    page
      .locator(`[data-lane="${lane}"] canvas`)
      .evaluate((canvas) => (canvas as unknown as { toDataURL(): string }).toDataURL());
  return {
    dock,
    turn,
    ready: () => page.locator("[data-ready=true]").waitFor(),
    lane: (id: string) => page.locator(`[data-lane="${id}"]`),
    /** The glucose lane as it is drawn. */
    glucoseInk: () => pixels("glucose"),
    ghost: (kind: string) => page.locator(`[data-ghost="${kind}"]`),
    grip: (kind: string) => page.locator(`[data-ghost="${kind}"]`).getByRole("slider"),
    openWhatIf: async () => {
      await page.keyboard.press("w");
      await page.locator("[data-branch-state=ready]").waitFor();
    },
    /** Waits for an answer of the twin that came after the given one. */
    answeredAfter: (before: number) =>
      page.waitForFunction(
        `Number(document.querySelector("[data-branch-turn]")?.dataset.branchTurn) > ${before}`,
        undefined,
        { polling: 20 },
      ),
    computed: async () => Number(await dock.getAttribute("data-branch-computed-ms")),
    milliseconds: async () => Number(await dock.getAttribute("data-branch-ms")),
    spanPressed: () => page.locator("[data-span-bar] [aria-pressed=true]").first().innerText(),
  };
};
