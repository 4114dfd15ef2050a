import { mapEstimate, prepareModel } from "@homeostat/engine/infer";
import { expect, test } from "vitest";
import { fitModel } from "./fit-model.ts";
import { readModelFile } from "./read-model-file.ts";

const good = {
  structure: "1-compartment iv",
  covariates: ["OCC"],
  parameters: { CL: { typical: 4, eta: "ETA1 + KAPPA" }, V: "70*exp(ETA2)" },
  omega: [{ effects: ["ETA1", "ETA2"], lower: [[0.2], [0.1, 0.3]] }],
  occasions: { covariate: "OCC", levels: [1, 2], omega: { KAPPA: 0.05 } },
  error: { proportional: { sd: 0.1 } },
};
const made = (changes: object) => fitModel(readModelFile(JSON.stringify({ ...good, ...changes }), "M.json"));

test("blocks of Ω stand along the diagonal, effects of occasions after those of people, fixed effects nowhere", () => {
  const { mixed, effects } = made({});
  expect(effects).toEqual(["ETA1", "ETA2", "KAPPA_1", "KAPPA_2"]);
  expect([...mixed.omega]).toEqual([0.2, 0.1, 0, 0, 0.1, 0.3, 0, 0, 0, 0, 0.05, 0, 0, 0, 0, 0.05]);
  const fixed = made({ omega: { ETA1: 0, ETA2: 0.3 } });
  expect(fixed.effects).toEqual(["ETA1", "ETA2", "KAPPA_1", "KAPPA_2"]);
  expect(fixed.mixed.effects).toEqual(["ETA2", "KAPPA_1", "KAPPA_2"]);
});

const additive = { additive: { sd: 1 } };
const proportional = { proportional: { sd: 1 } };
test.for([
  [{ structure: "1-compartment" }, "HS1612", "structure"],
  [{ parameter: {} }, "HS1613", "parameter"],
  [{ parameters: undefined }, "HS1614", undefined],
  [{ parameters: { CL: 1 } }, "HS1616", "structure"],
  [{ parameters: { ...good.parameters, V: { typcal: 1 } } }, "HS1613", "parameters.V.typcal"],
  [
    { parameters: { ...good.parameters, V: { typical: 1, eta: "ETA2", scale: "log" } } },
    "HS1612",
    "parameters.V.scale",
  ],
  [{ omega: { ETA1: -1, ETA2: 1 } }, "HS1612", "omega.ETA1"],
  [{ omega: [{ effects: ["ETA1", "ETA2"], lower: [[0.2], [0.3]] }] }, "HS1612", "omega[0].lower[1]"],
  [{ omega: [{ effects: ["ETA1", "ETA2"], lower: [[0.2], [0.5, 0.2]] }] }, "HS1651", "omega"],
  [{ omega: [{ effects: ["ETA1", "ETA1"], lower: [[0.2], [0, 0.3]] }] }, "HS1615", "omega"],
  [{ error: {} }, "HS1612", "error"],
  [{ error: { proportional: { sd: 1, variance: 1 } } }, "HS1612", "error.proportional"],
  [{ error: { logAdditive: { sd: 1 } } }, "HS1614", "error"],
  [{ doses: { DEPO: { lag: 1 } } }, "HS1613", "doses.DEPO"],
  [{ error: { power: { sd: 1 } } }, "HS1614", "error.power"],
  [{ error: { additive: { sd: 1 }, combine: "sds" } }, "HS1612", "error.combine"],
  [{ error: { ...proportional, student: { degrees: 0 } } }, "HS1612", "error.student.degrees"],
  [
    { structure: { extends: "1-compartment iv", compartments: { CENTRAL: 1 } } },
    "HS1612",
    "structure.compartments.CENTRAL",
  ],
  [{ structure: { compartments: { A: "-A" }, start: { B: 1 } } }, "HS1613", "structure.start.B"],
  [
    { parameters: { ...good.parameters, V: { prior: { kind: "gamma", shape: 1 } } } },
    "HS1614",
    "parameters.V.prior",
  ],
  [{ parameters: { ...good.parameters, "V 1": 3 } }, "HS1612", "parameters.V 1"],
  [{ omega: { ETA1: 0.2, ETA2: 0.1, KAPPA_1: 0.1 } }, "HS1615", "omega"],
  [{ fixed: ["typical_K"] }, "HS1613", "fixed[0]"],
  [{ sigma: [{ effects: ["E1", "E2"], lower: [[0.1], [0.2, 0.1]] }] }, "HS1620", "sigma"],
  [{ sigma: { E1: 0.1 }, error: { eps: { E2: 1 } } }, "HS1613", "error.eps.E2"],
  [{ sigma: { E1: 0 }, error: { eps: { E1: 1 } } }, "HS1612", "error.eps"],
  [{ error: { ...proportional, eps: { E1: 1 } } }, "HS1612", "error.proportional"],
  [{ mixture: [1] }, "HS1612", "mixture"],
  [{ mixture: ["MIXNUM2", 1] }, "HS1103", "mixture[0]"],
  [{ error: undefined, observations: [{ likelihood: 1, lloq: 2 }] }, "HS1612", "observations[0].lloq"],
  [{ data: { accept: [{ WT: { below: 1, above: 2 } }] } }, "HS1612", "data.accept[0].WT"],
  [
    { error: undefined, observations: [{ when: { CMT: 2 }, error: additive, prediction: "CENTRL/V" }] },
    "HS1103",
    "observations[0].prediction",
  ],
  [{ parameters: { ...good.parameters, V: "70*exp(ETA2" } }, "HS1101", "parameters.V"],
  [{ parameters: { ...good.parameters, V: { typical: 70, eta: "ETA3" } } }, "HS1615", "parameters.V.eta"],
  [
    { parameters: { ...good.parameters, V: { typical: 70, eta: "if OCC == 1 then ETA2 else ETA9" } } },
    "HS1615",
    "parameters.V.eta",
  ],
  [{ parameters: { ...good.parameters, CL: -4 } }, "HS1617", "parameters.CL"],
  [{ parameters: { ...good.parameters, V: { typical: 0, eta: "ETA2" } } }, "HS1617", "parameters.V"],
  [
    { error: undefined, observations: [{ error: additive, lloq: 5, uloq: 1 }] },
    "HS1617",
    "observations[0].uloq",
  ],
] as const)("%j is refused", ([changes, code, path]) => {
  expect(() => made(changes)).toThrowError(
    expect.objectContaining({
      code,
      place: expect.objectContaining(path === undefined ? { source: "M.json" } : { path }),
    }),
  );
});

test("what shares a covariance: each block once, with a place for each occasion", () => {
  expect(made({ fixed: ["ETA1"] }).blocks).toEqual([
    { places: [[0, 1]], fixed: true },
    { places: [[2], [3]], fixed: false },
  ]);
});

test("an error in an expression names its column, one in JSON its line and column", () => {
  const wrong = { parameters: { ...good.parameters, V: "70*exp(ETA3)" } };
  expect(() => made(wrong)).toThrowError(
    expect.objectContaining({ code: "HS1103", place: { source: "M.json", path: "parameters.V", column: 8 } }),
  );
  expect(() => readModelFile('{\n  "title": nothing\n}', "M.json")).toThrowError(
    expect.objectContaining({ code: "HS1611", place: { source: "M.json", line: 2, column: 12 } }),
  );
});

test("the variance of a value is that of the sum of its residual effects, which go together", () => {
  const { mixed } = made({
    sigma: [{ effects: ["E1", "E2"], lower: [[0.04], [0.03, 0.25]] }],
    error: { eps: { E1: 3, E2: 2 } },
  });
  const record = { time: 0, inputs: Float64Array.of(1), reset: false, observed: true };
  const { objective } = mapEstimate(prepareModel(mixed), {
    id: "1",
    records: [record],
    measurements: [{ record: 0, of: 0, value: 0, limit: "none" }],
  });
  expect(objective).toBeCloseTo(Math.log(9 * 0.04 + 2 * 3 * 2 * 0.03 + 4 * 0.25), 10);
});
