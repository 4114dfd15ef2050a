import {
  diagonal,
  effects,
  type Kind,
  logOf,
  normal,
  oral,
  oralFile,
  parameters,
  proportional,
  times,
  usualData,
} from "./hand-parts.ts";

/** Kinds of residuals and of what is known of a value. */
export const errorModels: readonly Kind[] = [
  {
    name: "logarithms on both sides, large variances",
    file: {
      ...oralFile,
      omega: { ETA1: 2, ETA2: 0.2, ETA3: 2 },
      error: { logAdditive: { variance: 0.05 }, dv: "log" },
    },
    data: logOf,
    hand: { ...oral, observe: (y, p) => [Math.log(y[1]! / p.V!), 0.05], omega: diagonal(2, 0.2, 2) },
  },
  {
    name: "no interaction",
    file: { ...oralFile, method: "foce" },
    data: usualData,
    hand: { ...oral, typicalVariance: true },
  },
  {
    name: "power error, a Box–Cox effect, an additive and a proportional one",
    file: {
      structure: "1-compartment oral",
      parameters: {
        CL: { typical: 4, eta: "ETA1", scale: "boxcox", shape: 0.6 },
        V: { typical: 70, eta: "ETA2", scale: "additive" },
        KA: { typical: 1, eta: "ETA3", scale: "proportional" },
      },
      omega: { ETA1: 0.2, ETA2: 80, ETA3: 0.04 },
      error: { power: { sd: 0.5, exponent: 0.8 } },
    },
    data: usualData,
    hand: {
      ...oral,
      parameters: ([a, b, c]) => ({
        CL: 4 * Math.exp((Math.exp(0.6 * a!) - 1) / 0.6),
        V: 70 + b!,
        KA: 1 + c!,
      }),
      observe: (y, p) => [y[1]! / p.V!, (0.5 * (y[1]! / p.V!) ** 0.8) ** 2],
      omega: diagonal(0.2, 80, 0.04),
    },
  },
  {
    name: "values below a limit (M3), under Laplace",
    file: {
      ...oralFile,
      method: "laplace",
      error: undefined,
      observations: [{ prediction: "CENTRAL/V", error: { additive: { sd: 15 } }, lloq: 60 }],
    },
    data: usualData,
    hand: {
      ...oral,
      observe: (y, p) => [y[1]! / p.V!, 225],
      term: ({ DV }, f, v) =>
        DV! < 60 ? -2 * Math.log(normal((60 - f) / Math.sqrt(v))) : Math.log(v) + (DV! - f) ** 2 / v,
    },
  },
  {
    name: "residuals of Student's law",
    file: {
      ...oralFile,
      method: "laplace",
      error: { additive: { sd: 15 }, student: { degrees: 1 } },
    },
    data: usualData,
    hand: {
      ...oral,
      observe: (y, p) => [y[1]! / p.V!, 225],
      // Cauchy, 1/(π·√v·(1 + r²/v)), less the ln 2π that NONMEM leaves out.
      term: ({ DV }, f, v) => Math.log(v) + 2 * Math.log1p((DV! - f) ** 2 / v) + Math.log(Math.PI / 2),
    },
  },
  {
    name: "infusions at steady state, a reset, and doses that go on",
    file: {
      ...oralFile,
      structure: "1-compartment iv",
      parameters: parameters({ CL: 4, V: 70 }),
      omega: effects("ETA1", "ETA2"),
    },
    data: [
      "ID,TIME,EVID,AMT,CMT,RATE,II,ADDL,SS,MDV,DV",
      "1,0,1,3000,1,1000,12,3,1,1,.",
      "1,2.5,0,0,1,0,0,0,0,0,88",
      "1,11,0,0,1,0,0,0,0,0,61",
      "1,39,0,0,1,0,0,0,0,0,80",
      "1,50,4,4000,1,0,0,0,0,1,.",
      "1,53,0,0,1,0,0,0,0,0,44",
    ].join("\n"),
    hand: {
      ...oral,
      states: 1,
      rates: ([central], { CL, V }) => [(-CL! / V!) * central!],
      parameters: times({ CL: 4, V: 70 }),
      observe: (y, p) => proportional(y[0]! / p.V!),
      omega: diagonal(0.2, 0.2),
    },
  },
];
