import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, type TestContext } from "vitest";
import { buildPage, createHarness, type Harness, startBrowser } from "./harness.ts";
import { accessSuite } from "./suites/access-suite.ts";
import { pagesSuite } from "./suites/pages-suite.ts";
import { panelSuite } from "./suites/panel-suite.ts";
import { patientSuite } from "./suites/patient-suite.ts";
import { whatIfSuite } from "./suites/what-if-suite.ts";
import { zoneSuite } from "./suites/zone-suite.ts";

/** The built page in a real browser, against the fixture's clinic. One build, one browser, all suites. */
let harness: Harness | null = null;
let reason = "";

beforeAll(async () => {
  const started = await startBrowser();
  if ("reason" in started) {
    reason = `Chromium cannot start here: ${started.reason}`;
    return;
  }
  harness = await createHarness(started.browser, await buildPage());
});

beforeEach((context: TestContext) => {
  if (!harness) context.skip(`skipped: ${reason}`);
});

afterEach(async () => {
  expect(harness?.complaints.splice(0) ?? []).toEqual([]);
  await harness?.renew();
});

afterAll(() => harness?.stop());

const present = (): Harness => {
  if (!harness) throw new Error(reason);
  return harness;
};

describe("the panel", () => panelSuite(present));
describe("a person", () => patientSuite(present));
describe("a person's day", () => zoneSuite(present));
describe("what if", () => whatIfSuite(present));
describe("the other pages", () => pagesSuite(present));
describe("everybody", () => accessSuite(present));
