import { type FitModel, fitModel, readModelFile } from "@homeostat/exchange";
import type { MapEstimate, PopulationEstimate } from "@homeostat/engine/infer";
import { expect, test } from "vitest";
import { populationFindings } from "./population-findings.ts";

const model: FitModel = fitModel(
  readModelFile(
    JSON.stringify({
      structure: "1-compartment iv",
      parameters: { CL: { typical: 4, eta: "ETA_CL" }, V: { typical: 70, eta: "ETA_V" } },
      omega: { ETA_CL: 0.2, ETA_V: 0.2 },
      error: { additive: { sd: 1 } },
    }),
    "M.json",
  ),
);
const person = { residuals: [{}] } as unknown as MapEstimate;
const found: PopulationEstimate = {
  parameters: { typical_CL: 5, typical_V: 60, sd_additive_1: 1.2 },
  omega: Float64Array.of(0.1, 0, 0, 0.15),
  objective: 3,
  people: [person, person],
  shrinkage: Float64Array.of(0.1, 0.1),
  converged: true,
  iterations: 12,
};
const said = (
  changes: Partial<PopulationEstimate>,
  undetermined: readonly string[] = [],
  residualShrinkage = 0.1,
) =>
  populationFindings(model, { ...found, ...changes }, { undetermined, residualShrinkage }).map(
    ({ kind }) => kind,
  );

test("nothing is said of a search that went well", () => {
  expect(said({})).toEqual([]);
});

test("what is wrong is said, each by its name", () => {
  expect(said({ converged: false })).toEqual(["not converged"]);
  expect(said({ people: [person, { residuals: [] } as unknown as MapEstimate] })).toEqual(["one person"]);
  expect(said({ parameters: { ...found.parameters, typical_V: 900 } })).toEqual(["far from the start"]);
  expect(said({}, ["typical_CL"])).toEqual(["undetermined"]);
  expect(said({}, [], 0.9)).toEqual(["overfitted"]);
});

test("a spread that went to 0 is said once, not as undetermined too", () => {
  const gone = { omega: Float64Array.of(0.1, 0, 0, 5e-9) };
  const [finding, ...others] = populationFindings(
    model,
    { ...found, ...gone },
    { undetermined: ["variance of ETA_V"], residualShrinkage: 0.1 },
  );
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ kind: "no variance", text: expect.stringContaining("ETA_V") });
});
