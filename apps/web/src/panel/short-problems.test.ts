import { expect, it } from "vitest";
import { shortProblems } from "./short-problems.ts";

it("puts what matters first, says it shortly, and counts the rest", () => {
  const problems = ["Gingivitis (disorder)", "Chronic kidney disease stage 3", "Type 2 diabetes mellitus"];
  expect(shortProblems(problems, 2)).toBe("CKD, T2D +1");
  expect(shortProblems(["Gingivitis (disorder)"], 2)).toBe("Gingivitis");
  expect(shortProblems([], 2)).toBe("");
});
