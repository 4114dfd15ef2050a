import { knownCodes } from "@homeostat/twin";
import { expect, it } from "vitest";
import { clinicNow } from "../fixture/lead.ts";
import type { Harness } from "../harness.ts";
import { patientPage } from "../pages/patient-page.ts";

export const patientSuite = (harness: () => Harness): void => {
  it("shows who it is, the lanes over one time axis, and what the twin has learned", async () => {
    const page = await harness().open("/patients/v-001");
    const person = patientPage(page);
    await person.ready();
    await page.getByRole("heading", { level: 1, name: "Amara Okafor" }).waitFor();
    for (const lane of ["glucose", "insulin", "meals", "activity", "pressure"])
      expect(await person.lane(lane).count()).toBe(1);
    expect(await page.getByRole("region", { name: "Twin", exact: true }).innerText()).toContain(
      "muscle's response to insulin",
    );
    expect(await page.getByText("now 14:05").count()).toBe(1);
  });

  it("tells the last two weeks of glucose with their doubt, in the reader's unit", async () => {
    const page = await harness().open("/patients/v-001");
    await patientPage(page).ready();
    const weeks = page.getByRole("region", { name: "Glucose of the last two weeks" });
    await weeks.getByRole("row", { name: /in range 70–180 68 % 63 % to 72 %/ }).waitFor();
    await page.getByText("mmol/L", { exact: true }).first().click();
    await weeks.getByText("3.9–10.0").waitFor();
    await weeks.getByText("8.4 to 9.2").waitFor();
  });

  it("says which parameters were not learned, and what would tell them", async () => {
    const page = await harness().open("/patients/v-001");
    await patientPage(page).ready();
    const twin = page.getByRole("region", { name: "Twin", exact: true });
    await twin.getByRole("heading", { name: "What would tell more" }).scrollIntoViewIfNeeded();
    await twin
      .getByText(/Insulin in a blood sample .* less variance than by the sensor alone/)
      .first()
      .waitFor();
    expect(await twin.getByText("not learned: these data do not tell it").count()).toBeGreaterThan(0);
    const first = await twin.locator("dl dt", { hasText: "plasma to interstitial glucose" }).count();
    expect(first).toBe(1);
  });

  it("keeps span, zoom and pan in the address, and comes back to now", async () => {
    const page = await harness().open("/patients/v-001?span=24h");
    const person = patientPage(page);
    await person.ready();
    expect(await person.spanPressed()).toBe("24 h");
    await page.keyboard.press("t");
    await page.waitForURL("**span=3d*");
    await page.mouse.move(900, 400);
    await page.mouse.wheel(0, -200);
    await page.waitForURL("**past=*");
    await page.mouse.down();
    await page.mouse.move(1100, 400, { steps: 4 });
    await page.mouse.up();
    await page.waitForURL("**from=*to=*");
    await page.getByRole("button", { name: "Back to now" }).click();
    await page.waitForURL("**span=12h*");
  });

  it("draws a new measurement and a new forecast as they come", async () => {
    const page = await harness().open("/patients/v-001?span=3h");
    const person = patientPage(page);
    await person.ready();
    await page.waitForTimeout(200);
    const before = await person.glucoseInk();
    const { push, clinic } = harness().fixture();
    const { code } = knownCodes.cgmGlucose;
    const start = clinicNow + 60_000;
    push({
      type: "observation",
      subject: "v-001",
      code,
      key: "new",
      start,
      end: null,
      value: 92,
      quality: "ok",
    });
    await person.lane("glucose").getByText("92").waitFor();
    expect(await person.glucoseInk()).not.toBe(before);
    const forecast = clinic.forecast("v-001");
    if (!forecast) throw new Error("The fixture has no forecast.");
    const higher = forecast.points.map(({ at, quantiles }) => ({
      at,
      quantiles: quantiles.map((value) => value + 40),
    }));
    const said = await page.getByText("In an hour likely").innerText();
    push({
      type: "forecast",
      forecast: { ...forecast, id: "next", madeAt: forecast.madeAt + 1, points: higher },
      filtered: [],
    });
    await page.waitForFunction(`!document.body.innerText.includes(${JSON.stringify(said.slice(0, 30))})`);
  });

  it("says where a measurement came from", async () => {
    const page = await harness().open("/patients/v-001?span=3h");
    const person = patientPage(page);
    await person.ready();
    await person.tipIn("meals");
    const tip = page.getByRole("tooltip");
    await tip.getByText("virtual-clinic").waitFor();
    expect(await tip.innerText()).toMatch(/\d+ g/);
  });

  it("shows the unit that the reader wants, everywhere", async () => {
    const page = await harness().open("/patients/v-001");
    await patientPage(page).ready();
    await page.getByText("mmol/L", { exact: true }).first().click();
    await page.locator("main").getByText("mmol/L").first().waitFor();
    const text = await page.locator("main header").first().innerText();
    expect(text).toMatch(/\d\.\d/);
    expect(text).not.toContain("mg/dL");
  });

  it("shows decades of an imported record, and says why it has no twin", async () => {
    const page = await harness().open("/patients/syn-1");
    const person = patientPage(page);
    await person.ready();
    expect(await person.spanPressed()).toBe("All");
    expect(await page.getByText("2010").count()).toBeGreaterThan(0);
    expect(await page.getByRole("region", { name: "Twin", exact: true }).innerText()).toContain(
      "no glucose readings",
    );
    expect(await page.getByRole("button", { name: "What if" }).count()).toBe(0);
  });
};
