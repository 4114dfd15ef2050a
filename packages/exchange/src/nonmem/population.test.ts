/**
 * Theophylline (Boeckmann, Sheiner & Beal 1994; 12 people, 132 levels), one compartment, additive error: estimates that
 * nlmixr2 prints for FOCEi ("Running PK models with nlmixr", nlmixr2.org): OBJF 116.8044; ln KA 0.464, ln CL 1.01, ln V
 * 3.46, residual 0.693; CV 70.6, 26.8, 13.9 %; shrinkage 1.94, 3.96, 10.3 %.
 */
import { readFileSync } from "node:fs";
import { randomStream } from "@homeostat/engine";
import { assessPopulation, estimateBySaem, estimatePopulation } from "@homeostat/engine/infer";
import { needData } from "@homeostat/testing";
import { expect, test } from "vitest";
import { fitModel } from "./fit-model.ts";
import { readData } from "./read-data.ts";
import { readModelFile } from "./read-model-file.ts";

const file = {
  structure: "1-compartment oral",
  parameters: {
    KA: { typical: 1.6, eta: "ETA_KA" },
    CL: { typical: 2.7, eta: "ETA_CL" },
    V: { typical: 31.5, eta: "ETA_V" },
  },
  omega: { ETA_KA: 0.6, ETA_CL: 0.3, ETA_V: 0.1 },
  error: { additive: { sd: 0.7 } },
};

test("the population of theophylline is that which nlmixr2 publishes", (context) => {
  const rows = readFileSync(needData(context, "pk-datasets", "theo_sd.csv"), "utf8");
  const fit = fitModel(readModelFile(JSON.stringify(file), "MODEL.json"));
  // EVID 101 is RxODE's way to write a dose into compartment 1.
  const subjects = readData(rows.replaceAll(",101,", ",1,"), "theo_sd.csv", fit);
  const { parameters, omega, objective, shrinkage, converged } = estimatePopulation(
    fit.mixed,
    subjects,
    fit.estimated,
    fit.blocks,
  );
  const cv = [0, 4, 8].map((at) => 100 * Math.sqrt(Math.expm1(omega[at]!)));
  expect(converged).toBe(true);
  expect(Math.abs(objective - 116.8044)).toBeLessThan(0.002);
  expect(Math.log(parameters.typical_KA!)).toBeCloseTo(0.464, 2);
  expect(Math.log(parameters.typical_CL!)).toBeCloseTo(1.01, 2);
  expect(Math.log(parameters.typical_V!)).toBeCloseTo(3.46, 2);
  expect(Math.abs(parameters.sd_additive_1! / 0.6933 - 1)).toBeLessThan(0.005);
  expect(cv).toEqual([70.6, 26.8, 13.9].map((value) => expect.closeTo(value, 0)));
  expect([...shrinkage]).toEqual([0.0194, 0.0396, 0.103].map((value) => expect.closeTo(value, 2)));
});

test("what the data cannot tell apart is named", () => {
  // Clearance, volume and the part absorbed only ever appear as CL/F and V/F.
  const confounded = {
    structure: "1-compartment iv",
    parameters: { CL: { typical: 4, eta: "ETA_CL" }, V: 70, F: 0.5 },
    omega: { ETA_CL: 0.1 },
    doses: { CENTRAL: { bioavailability: "F" } },
    error: { additive: { sd: 0.2 } },
  };
  const model = fitModel(readModelFile(JSON.stringify(confounded), "MODEL.json"));
  const levels = (clearance: number, id: number) =>
    [1, 6, 14].map((t) => {
      const level = 5 * Math.exp((-clearance / 70) * t) + 0.15 * Math.sin(t * id + id);
      return `${id},${t},0,.,${level.toFixed(3)}`;
    });
  const rows = [3, 3.5, 4, 4.5, 5.5, 6].flatMap((clearance, id) => [
    `${id},0,1,700,.`,
    ...levels(clearance, id),
  ]);
  const people = readData(["ID,TIME,EVID,AMT,DV", ...rows].join("\n"), "D.csv", model);
  const stream = randomStream({ seed: 1, member: 0, purpose: "population" });
  const found = estimateBySaem(model.mixed, people, model.estimated, model.blocks, {
    burnIn: 60,
    averaging: 40,
    stream,
  });
  const assessed = assessPopulation(model.mixed, people, found, model, { count: 100, stream });
  expect(assessed.undetermined).toEqual(["typical_F"]);
  expect(assessed.standardErrors.typical_F).toBeNaN();
});
