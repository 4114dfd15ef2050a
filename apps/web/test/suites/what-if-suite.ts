import { expect, it } from "vitest";
import type { Harness } from "../harness.ts";
import { patientPage } from "../pages/patient-page.ts";

const amountIn = (text: string): number => Number(/(\d+(\.\d+)?) (g|U|%)/.exec(text)?.[1]);

export const whatIfSuite = (harness: () => Harness): void => {
  it("drags a meal, and the band moves with it", async ({ annotate }) => {
    const page = await harness().open("/patients/v-001");
    const person = patientPage(page);
    await person.ready();
    await person.openWhatIf();
    await page.keyboard.press("m");
    await person.answeredAfter(0);
    const grip = person.grip("meal");
    const [words, ink, turn] = [
      await grip.getAttribute("aria-label"),
      await person.glucoseInk(),
      await person.turn(),
    ];
    const box = await grip.boundingBox();
    if (!box) throw new Error("The meal has no place.");
    const [x, y] = [box.x + box.width / 2, box.y + 10];
    await page.mouse.move(x, y);
    await page.mouse.down();
    const times: number[] = [];
    const computed: number[] = [];
    for (let step = 1; step <= 12; step += 1) {
      await page.mouse.move(x + step * 4, y - step * 1.5);
      await page.waitForTimeout(60);
      times.push(await person.milliseconds());
      computed.push(await person.computed());
    }
    expect(await person.glucoseInk()).not.toBe(ink);
    await page.mouse.up();
    await person.answeredAfter(turn + 3);
    expect(amountIn((await grip.getAttribute("aria-label")) ?? "")).toBeGreaterThan(amountIn(words ?? ""));
    expect(await person.dock.getByText(/Most at/).innerText()).toMatch(/\+\d+ mg\/dL/);
    await page.waitForURL(/try=.*9059-7/);
    const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
    await annotate(
      `drag to band: median ${median(times)} ms, of which the twin ${median(computed)} ms, worst ${Math.max(...times)} ms (80 members, 5 h ahead)`,
    );
  });

  it("is set by keys and sliders, undone, and opened again from its address", async () => {
    const page = await harness().open("/patients/v-001");
    const person = patientPage(page);
    await person.ready();
    await person.openWhatIf();
    await page.keyboard.press("b");
    await person.answeredAfter(0);
    await person.grip("bolus").focus();
    await page.keyboard.press("ArrowUp");
    await page.getByText("3.5 U").first().waitFor();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("z");
    await page.keyboard.press("z");
    await person.dock.getByText("3 U", { exact: true }).waitFor();
    await page.waitForURL(/try=/);
    const again = patientPage(
      await harness().open(new URL(page.url()).pathname + new URL(page.url()).search),
    );
    await again.dock.getByText("3 U", { exact: true }).waitFor();
    await again.answeredAfter(0);
    expect(await again.dock.getByText(/Most at/).innerText()).toMatch(/−\d+ mg\/dL/);
  });

  it("leaves out a dose that was taken, and the past is lived again", async () => {
    const page = await harness().open("/patients/v-001");
    const person = patientPage(page);
    await person.ready();
    await person.openWhatIf();
    await page.getByRole("button", { name: /^Leave out: .* U at 12/ }).click();
    await person.answeredAfter(0);
    expect(await person.dock.getByText(/Most at/).innerText()).toMatch(/\+\d+ mg\/dL/);
  });

  it("is saved as a plan and deleted", async () => {
    const page = await harness().open("/patients/v-001");
    const person = patientPage(page);
    await person.ready();
    await person.openWhatIf();
    await page.keyboard.press("a");
    await person.answeredAfter(0);
    await person.dock.getByRole("button", { name: "Save as plan…" }).click();
    await page.getByLabel("Name of the plan").fill("Walk after lunch");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await person.dock.getByRole("button", { name: "Saved plans (1)" }).click();
    expect(harness().fixture().clinic.plans.get("v-001")?.[0]?.scenario.name).toBe("Walk after lunch");
    await page.getByRole("button", { name: "Delete plan Walk after lunch" }).click();
    await person.dock.getByRole("button", { name: /Saved plans/ }).waitFor({ state: "detached" });
  });
};
