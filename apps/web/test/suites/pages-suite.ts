import { expect, it } from "vitest";
import type { Harness } from "../harness.ts";

const summary = {
  files: 1,
  resources: 1204,
  observations: 873,
  context: 310,
  refused: 21,
  new: 1183,
  refusals: [
    {
      code: "HS4012",
      message: "The unit 'furlongs' is not UCUM.",
      cure: "Send a UCUM unit.",
      count: 21,
      places: ["bundle.json Observation/17"],
    },
  ],
};

export const pagesSuite = (harness: () => Harness): void => {
  it("holds the twins against the truth", async () => {
    const page = await harness().open("/accuracy");
    await page.getByRole("heading", { name: "How well do the twins know their patients?" }).waitFor();
    await page.getByRole("img", { name: "Coverage of the bands by horizon" }).waitFor();
    expect(await page.getByText("off by").count()).toBeGreaterThan(3);
    await page.getByRole("row", { name: /Amara Okafor/ }).waitFor();
  });

  it("shows each model with its equations, units and sources", async () => {
    const page = await harness().open("/models");
    await page.getByRole("link", { name: /S2008\)$/ }).click();
    await page.getByRole("heading", { name: "Equations" }).waitFor();
    expect(await page.locator("pre").innerText()).toContain("der(Gp)");
    await page.getByRole("link", { name: /^doi:/ }).waitFor();
  });

  it("imports files: progress, what is left, cancel, and why things were refused", async () => {
    const page = await harness().open("/import");
    const { setJob } = harness().fixture();
    await page.getByLabel("Files", { exact: true }).setInputFiles({
      name: "bundle.json",
      mimeType: "application/json",
      buffer: Buffer.from("{}"),
    });
    await page.getByText("32 %, about 42 s left").waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("cancelled").waitFor();
    const done = { id: "job-2", kind: "import", title: "Import of 1 file", state: "done" as const };
    setJob({ ...done, done: 1, total: 1, etaSeconds: null, message: "", result: summary, error: null });
    await page.getByText("The unit 'furlongs' is not UCUM.").waitFor();
    expect(await page.getByText("bundle.json Observation/17").count()).toBe(1);
  });

  it("runs and pauses the clinic's clock", async () => {
    const page = await harness().open("/");
    await page.getByRole("button", { name: "Run the clinic" }).click();
    await page.getByRole("button", { name: "Pause the clinic" }).waitFor();
    await page.getByRole("button", { name: /clinic time/ }).click();
    await page.getByText("×300").click();
    await page
      .getByRole("button", { name: /clinic time/ })
      .getByText("×300")
      .waitFor();
    expect(harness().fixture().clinic.clock.speed).toBe(300);
  });

  it("says what failed, and mends by trying again", async () => {
    const problem = {
      code: "HS5001",
      message: "The store is busy.",
      rule: "One thing at a time.",
      cure: "Wait a moment.",
      place: null,
    };
    harness().fixture().fail("/api/patients", 500, problem);
    const page = await harness().open("/");
    await page.getByRole("alert").getByText("The store is busy.").waitFor();
    await page.getByText("Wait a moment.").waitFor();
    harness().fixture().mend("/api/patients");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.locator("[data-person]").first().waitFor();
  });

  it("says that it is no longer live, and that it is again", async () => {
    const page = await harness().open("/");
    await page.locator("[data-person]").first().waitFor();
    harness().fixture().dropListeners();
    await page.getByText("Not live, reconnecting.").waitFor();
    await page.getByText("Not live, reconnecting.").waitFor({ state: "detached" });
    await page.context().setOffline(true);
    await page.getByText("Offline.").waitFor();
  });

  it("shows bones of the page while it waits", async () => {
    harness().fixture().delay("/api/patients/v-001", 700);
    const page = await harness().open("/patients/v-001");
    await page.getByLabel("Loading this person").waitFor();
    await page.getByRole("heading", { level: 1, name: "Amara Okafor" }).waitFor();
  });

  it("prints a report on one page", async () => {
    const page = await harness().open("/patients/v-001");
    await page.locator("[data-ready=true]").waitFor();
    await page.emulateMedia({ media: "print" });
    await page.waitForTimeout(150);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBe(1);
    expect(await page.getByText("not a cleared medical device").isVisible()).toBe(true);
  });
};
