/**
 * Models of the SBML semantic test suite by chance, in a system of 2,000 molecules: means of 40 courses within standard errors of
 * the course without chance. scripts/credibility/chance.ts runs the whole suite so (docs/credibility/chance.md).
 */
import { needData, sharedData } from "@homeostat/testing";
import { expect, test } from "vitest";
import { readSbml } from "../../src/sbml/read-sbml.ts";
import { readSettings } from "../../src/sbml/settings.ts";
import { readCase } from "../suite/read-case.ts";
import { meanCourse } from "./mean-course.ts";

const study = { members: 40, most: 2000, jumps: { seed: 1 } } as const;

test.for([
  ["two made of one", "00003"],
  ["a compartment of another size", "00021"],
  ["two compartments", "00054"],
  ["a local parameter", "00058"],
] as const)("by chance %s has the mean of its course without (case %s)", ([, id], context) => {
  needData(context, "sbml-semantic", id);
  const { model, settings } = readCase(sharedData("sbml-semantic")!, id);
  const found = meanCourse(readSbml(model, id), readSettings(settings, id), study);
  if ("refused" in found) throw new Error(`refused with ${found.refused}`);
  expect(found.within / found.compared).toBeGreaterThan(0.95);
  expect(found.worst).toBeLessThan(4);
  expect(found.rounding).toBeLessThan(3);
});
