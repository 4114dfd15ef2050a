import { knownCodes } from "@homeostat/twin";
import { expect, it } from "vitest";
import { clinicNow } from "../fixture/lead.ts";
import type { Harness } from "../harness.ts";
import { patientPage } from "../pages/patient-page.ts";

const hour = 3_600_000;
/** The fixture's second person lives five hours behind UTC, where the clinic's clock shows 14:05. */
const west = "/patients/v-002?span=12h";

export const zoneSuite = (harness: () => Harness): void => {
  const opened = async (path: string, zone?: string) => {
    const page = await harness().open(path, zone === undefined ? {} : { zone });
    const person = patientPage(page);
    await person.ready();
    return { page, person };
  };

  it("runs in the person's local time, and says so; the clinic's clock is in UTC", async () => {
    const { page, person } = await opened(west);
    const axis = await person.axis();
    expect(axis).toContain("now 09:05");
    expect(axis).toContain("Sun 22 Nov");
    expect(axis.filter((label) => /:/.test(label)).every((label) => /:00$|^now/.test(label))).toBe(true);
    expect(await page.getByText("Local time, UTC−5", { exact: true }).count()).toBe(1);
    expect(await page.getByRole("button", { name: /clinic time/ }).innerText()).toMatch(/14:05\s+UTC/);
    expect(await page.locator("footer").innerText()).toMatch(/22 Nov 2026 09:05.*Local time, UTC−5/);
  });

  it("tells doses and changes by the person's clock", async () => {
    const { page, person } = await opened(west);
    const lanes = harness()
      .fixture()
      .clinic.timeline("v-002", clinicNow - 12 * hour, clinicNow).lanes;
    const meals = lanes.find(({ code }) => code.code === knownCodes.carbohydrate.code.code)?.points ?? [];
    const local = meals.map(({ start }) => new Date(start - 5 * hour).toISOString().slice(11, 16));
    const told = await person.tipIn("meals");
    expect(local).toContain(told.slice(-5));
    await person.openWhatIf();
    await page.keyboard.press("m");
    await person.answeredAfter(0);
    expect(await person.grip("meal").getAttribute("aria-label")).toMatch(/^Meal 45 g at 09:/);
    expect(await person.dock.getByText(/Most at/).innerText()).toMatch(/Most at (09|1[0-4]):/);
  });

  it("shows times as they came where no source told a zone", async () => {
    const { page } = await opened("/patients/syn-1");
    expect(await page.getByText("Times as received", { exact: true }).count()).toBe(1);
  });

  it("draws the same wherever the browser stands", async () => {
    const drawn = async (zone: string, behind: number) => {
      const { page, person } = await opened(west, zone);
      await page.waitForTimeout(300);
      expect(await page.evaluate("new Date(2026, 0, 1).getTimezoneOffset()")).toBe(behind);
      const text = await page.locator("body").innerText();
      return {
        axis: await person.axis(),
        text,
        ink: await person.glucoseInk(),
        tip: await person.tipIn("meals"),
      };
    };
    const here = await drawn("UTC", 0);
    expect(await drawn("America/New_York", 300)).toEqual(here);
    expect(await drawn("Asia/Kolkata", -330)).toEqual(here);
  });
};
