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
    /** Moves along a lane until a tip appears; says what and when. */
    tipIn: async (lane: string): Promise<string> => {
      const box = await page.locator(`[data-lane="${lane}"] .u-over`).boundingBox();
      if (!box) throw new Error(`The lane ${lane} has no place.`);
      const tip = page.getByRole("tooltip");
      for (let x = box.x + 20; x < box.x + box.width && (await tip.count()) === 0; x += 8)
        await page.mouse.move(x, box.y + box.height * 0.5);
      return tip.locator("p").first().innerText();
    },
    ready: () => page.locator("[data-ready=true]").waitFor(),
    lane: (id: string) => page.locator(`[data-lane="${id}"]`),
    /** What the time axis says, from left to right. */
    axis: () => page.locator("[data-time-axis] span").allInnerTexts(),
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
