/**
 * The SBML semantic test suite: every time course of core and comp, each under its own tolerances.
 * Flux balance (the fbc package) is another kind of mathematics and is left out by name.
 */
import { needData } from "@homeostat/testing";
import { expect, test } from "vitest";
import { readCase, readIndex } from "./suite/read-case.ts";
import { runCase } from "./suite/run-case.ts";

test("every core and comp time course of the SBML suite passes", { timeout: 300_000 }, (ctx) => {
  const folder = needData(ctx, "sbml-semantic");
  const cases = readIndex(folder).filter((row) => !row.packages.includes("fbc"));
  const failed = cases.flatMap(({ id }) => {
    const { worst, where } = runCase(readCase(folder, id));
    return worst <= 1 ? [] : [`${id}: ${where}`];
  });
  expect(cases.length).toBeGreaterThan(1000);
  expect(failed).toEqual([]);
});
