/** Runs the SBML semantic test suite and writes docs/generated/sbml-suite.md from what came out. */
import { writeFileSync } from "node:fs";
import { sharedData } from "@homeostat/testing";
import { readCase, readIndex } from "../../packages/exchange/test/suite/read-case.ts";
import { runCase } from "../../packages/exchange/test/suite/run-case.ts";
import { generatedPath } from "../docs/pages.ts";
import { type SuiteResult, sbmlSuitePage } from "./sbml-suite-page.ts";

const folder = sharedData("sbml-semantic");
if (folder === null) throw new Error("skipped: the shared data has no folder sbml-semantic");

const fluxBalance = "flux balance (fbc) optimises; it has no time course";

const results = readIndex(folder).map((row): SuiteResult => {
  const about = { id: row.id, level: row.level, tags: [...row.componentTags, ...row.testTags] };
  if (row.testType !== "TimeCourse") return { ...about, outcome: "skipped", why: fluxBalance };
  const { worst, where } = runCase(readCase(folder, row.id));
  return { ...about, outcome: worst <= 1 ? "passed" : "failed", why: where };
});

writeFileSync(generatedPath("sbml-suite.md"), sbmlSuitePage(results));
const failed = results.filter((one) => one.outcome === "failed");
for (const { id, why } of failed) console.error(`${id}: ${why}`);
console.log(`docs/generated/sbml-suite.md: ${results.length} cases, ${failed.length} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;
