/**
 * NONMEM's own results for run001 (one compartment with absorption, doses one by one and repeated, proportional error;
 * 8 people): run001.phi gives ETA, ETC (their covariance) and OBJ. NONMEM's search ends 5.3e-7 from the mode in
 * person 7, in the first seven digits elsewhere.
 */
import { readFileSync } from "node:fs";
import { mapEstimate, prepareModel } from "@homeostat/engine/infer";
import { needData } from "@homeostat/testing";
import { expect, test } from "vitest";
import { fitModel } from "./fit-model.ts";
import { readData } from "./read-data.ts";
import { readModelFile } from "./read-model-file.ts";

const common = {
  omega: { ETA1: 0.2, ETA2: 0.2, ETA3: 0.2 },
  parameters: {
    CL: { typical: 4, eta: "ETA1" },
    V: { typical: 70, eta: "ETA2" },
    KA: { typical: 1, eta: "ETA3" },
  },
};
const forms: Record<string, object> = {
  "by name": {
    ...common,
    structure: "1-compartment oral",
    error: { proportional: { variance: 0.05 } },
  },
  "as equations, linear": {
    ...common,
    structure: { compartments: { DEPOT: "-KA*DEPOT", CENTRAL: "KA*DEPOT - CL/V*CENTRAL" } },
    observations: [
      { when: { CMT: 2 }, prediction: "CENTRAL/V", error: { proportional: { sd: "sqrt(0.05)" } } },
    ],
  },
  "as equations, integrated": {
    ...common,
    structure: { compartments: { DEPOT: "-KA*DEPOT", CENTRAL: "KA*DEPOT - CL/V*CENTRAL + 0*sin(TIME)" } },
    observations: [
      { prediction: "CENTRAL/V", error: { variance: "if prediction == 0 then 0.05 else 0.05*prediction^2" } },
    ],
  },
};

interface PhiRow {
  readonly eta: readonly number[];
  /** Lower triangle: 11, 21, 22, 31, 32, 33. */
  readonly covariance: readonly number[];
  readonly objective: number;
}

function readPhi(path: string): readonly PhiRow[] {
  const [, , ...rows] = readFileSync(path, "utf8").trim().split("\n");
  return rows.map((row) => {
    const numbers = row.trim().split(/\s+/).map(Number);
    return { eta: numbers.slice(2, 5), covariance: numbers.slice(5, 11), objective: numbers.at(-1)! };
  });
}

test.for(Object.entries(forms))("run001 %s", ([, file], context) => {
  const phi = readPhi(needData(context, "nonmem-reference", "run001.phi"));
  const data = readFileSync(needData(context, "nonmem-reference", "data_to_fit001.csv"), "utf8");
  const fit = fitModel(readModelFile(JSON.stringify(file), "MODEL.json"));
  const prepared = prepareModel(fit.mixed);
  const subjects = readData(data, "data_to_fit001.csv", fit);
  expect(subjects).toHaveLength(8);
  subjects.forEach((subject, i) => {
    const estimate = mapEstimate(prepared, subject);
    const reference = phi[i]!;
    expect(estimate.converged).toBe(true);
    reference.eta.forEach((eta, k) => {
      expect(Math.abs(estimate.effects[k]! - eta)).toBeLessThan(6e-7);
      expect(Math.abs(estimate.effects[k]! / eta - 1)).toBeLessThan(2e-5);
    });
    expect(Math.abs(estimate.objective - reference.objective)).toBeLessThan(1e-6);
    const lower = [0, 3, 4, 6, 7, 8].map((at) => estimate.covariance[at]!);
    lower.forEach((value, at) => {
      expect(Math.abs(value - reference.covariance[at]!)).toBeLessThan(2e-6);
    });
  });
});
