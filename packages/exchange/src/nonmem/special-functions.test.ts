/** phi and gamln against numbers of mpmath 1.3 (30 digits): ncdf(x) and loggamma(x). */
import { lower, model } from "@homeostat/engine";
import { prepareModel } from "@homeostat/engine/infer";
import { expect, test } from "vitest";
import { specialFunctions } from "./special-functions.ts";

function called(call: string): number {
  const system = lower(
    model({
      id: "functions",
      title: "Functions",
      reference: { citation: "none" },
      use: "tests",
      status: "unvalidated",
      time: "h",
      states: {},
      inputs: {},
      parameters: {},
      equations: [
        `y = ${call}`,
        ...specialFunctions([call]).map(({ prefix, text }) => `${prefix}${text}`),
      ].join("\n"),
      outputs: { y: { is: "value", equals: "y", unit: "1" } },
    }),
  );
  const flow = prepareModel({
    system,
    parameters: {},
    effects: [],
    omega: new Float64Array(),
    observations: [{ prediction: 0, variance: 0 }],
    doseProperties: [],
    inputsFrom: "next",
    variance: "individual",
  }).plain();
  const out = new Float64Array(flow.observed);
  flow.begin(new Float64Array());
  flow.rest(0);
  flow.observe(0, out);
  return out[0]!;
}

test.for([
  ["phi(-20)", 2.7536241186062337e-89],
  ["phi(-8)", 6.220960574271784e-16],
  ["phi(-5.7)", 5.9903714010635345e-9],
  ["phi(-5.6)", 1.0717590258310907e-8],
  ["phi(-2.5)", 0.006209665325776135],
  ["phi(-0.67)", 0.25142889509531013],
  ["phi(-0.6)", 0.2742531177500736],
  ["phi(0.2)", 0.579259709439103],
  ["phi(0.67)", 0.7485711049046899],
  ["phi(3)", 0.9986501019683699],
  ["phi(9)", 1.0],
  ["gamln(0.1)", 2.252712651734206],
  ["gamln(0.5)", 0.5723649429247001],
  ["gamln(1.5)", -0.12078223763524522],
  ["gamln(4)", 1.791759469228055],
  ["gamln(11)", 15.104412573075516],
  ["gamln(171.5)", 709.1431630309282],
  ["gamln(1e4)", 82099.71749644238],
] as const)("%s", ([call, expected]) => {
  expect(Math.abs(called(call) / expected - 1)).toBeLessThan(1e-13);
});
