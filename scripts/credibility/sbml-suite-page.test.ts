import { expect, test } from "vitest";
import { sbmlSuitePage } from "./sbml-suite-page.ts";

test("the page counts by tag, names what failed and says why others were skipped", () => {
  const page = sbmlSuitePage([
    { id: "00001", level: "l3v2", tags: ["Species", "Amount"], outcome: "passed", why: "" },
    { id: "00002", level: "l3v2", tags: ["Species"], outcome: "failed", why: "S1 at 2: 3 for 4" },
    { id: "00003", level: "l3v1", tags: ["fbc:Objective"], outcome: "skipped", why: "it optimises" },
  ]);
  expect(page).toContain("| all | 1 | 1 | 1 |");
  expect(page).toContain("| Species | 1 | 1 | 0 |");
  expect(page).toContain("- 00002: S1 at 2: 3 for 4");
  expect(page).toContain("- 1: it optimises");
});
