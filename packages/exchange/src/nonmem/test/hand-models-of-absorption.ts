import {
  diagonal,
  effects,
  into,
  type Kind,
  logit,
  oral,
  oralFile,
  parameters,
  saturable,
  times,
  twice,
  usual,
  usualData,
} from "./hand-parts.ts";

/** Ways into the body and out of it. */
export const absorptionModels: readonly Kind[] = [
  { name: "first-order absorption", file: oralFile, data: usualData, hand: oral },
  {
    name: "a lag that differs between people",
    file: {
      ...oralFile,
      parameters: parameters({ ...usual, LAG: 1 }),
      omega: effects("ETA1", "ETA2", "ETA3", "ETA4"),
      doses: { DEPOT: { lag: "LAG" } },
    },
    data: usualData,
    hand: {
      ...oral,
      parameters: times({ ...usual, LAG: 1 }, ({ LAG }) => ({ LAG1: LAG! })),
      omega: diagonal(0.2, 0.2, 0.2, 0.2),
    },
  },
  {
    name: "zero-order absorption over a duration of the model",
    file: {
      ...oralFile,
      structure: { compartments: { DEPOT: 0, CENTRAL: "-CL/V*CENTRAL" } },
      parameters: parameters({ CL: 4, V: 70, D2: 4 }),
      doses: { CENTRAL: { duration: "D2" } },
      error: undefined,
      observations: [{ prediction: "CENTRAL/V", error: { proportional: { variance: 0.05 } } }],
    },
    data: into(2, -2),
    hand: {
      ...oral,
      rates: ([, central], { CL, V }) => [0, (-CL! / V!) * central!],
      parameters: times({ CL: 4, V: 70, D: 4 }),
    },
  },
  {
    name: "zero-order into the depot at a rate of the model, then first-order",
    file: {
      ...oralFile,
      parameters: parameters({ ...usual, R1: 3000 }),
      omega: effects("ETA1", "ETA2", "ETA3", "ETA4"),
      doses: { DEPOT: { rate: "R1" } },
    },
    data: into(1, -1),
    hand: { ...oral, parameters: times({ ...usual, R: 3000 }), omega: diagonal(0.2, 0.2, 0.2, 0.2) },
  },
  {
    name: "two depots, each with its part of the dose",
    file: {
      ...oralFile,
      structure: {
        compartments: {
          DEPOT: "-KA*DEPOT",
          CENTRAL: "KA*DEPOT + KB*SLOW - CL/V*CENTRAL",
          SLOW: "-KB*SLOW",
        },
      },
      parameters: parameters({ ...usual, KB: 0.25 }),
      omega: effects("ETA1", "ETA2", "ETA3", "ETA4"),
      doses: { DEPOT: { bioavailability: 0.2 }, SLOW: { bioavailability: 0.8 } },
      error: undefined,
      observations: [{ prediction: "CENTRAL/V", error: { proportional: { variance: 0.05 } } }],
    },
    data: twice([1, 0], [3, 0]),
    hand: {
      ...oral,
      states: 3,
      rates: ([depot, central, slow], { KA, KB, CL, V }) => [
        -KA! * depot!,
        KA! * depot! + KB! * slow! - (CL! / V!) * central!,
        -KB! * slow!,
      ],
      parameters: times({ ...usual, KB: 0.25 }, () => ({ F1: 0.2, F3: 0.8 })),
      omega: diagonal(0.2, 0.2, 0.2, 0.2),
    },
  },
  {
    name: "bioavailability on the logit scale, between two limits",
    file: {
      ...oralFile,
      parameters: {
        ...parameters(usual),
        F: { typical: 0.5, eta: "ETA4", scale: "logit", low: 0.1, high: 0.95 },
      },
      omega: effects("ETA1", "ETA2", "ETA3", "ETA4"),
      doses: { DEPOT: { bioavailability: "F" } },
    },
    data: usualData,
    hand: {
      ...oral,
      parameters: (eta) => ({
        ...times(usual)(eta),
        F1: 0.1 + 0.85 * logit(Math.log(0.4 / 0.45) + eta[3]!),
      }),
      omega: diagonal(0.2, 0.2, 0.2, 0.2),
    },
  },
  {
    name: "two compartments, effects that covary, additive and proportional error",
    file: {
      structure: "2-compartment oral",
      parameters: { ...parameters({ CL: 4, V1: 70, KA: 1, V2: 50 }), Q: 4 },
      omega: [
        { effects: ["ETA1", "ETA2"], lower: [[0.2], [0.1, 0.3]] },
        { effects: ["ETA3"], lower: [[0.2]] },
        { effects: ["ETA4"], lower: [[0.2]] },
      ],
      error: { additive: { variance: 50 }, proportional: { variance: 0.05 } },
    },
    data: usualData,
    hand: {
      ...oral,
      states: 3,
      rates: ([depot, central, other], { KA, CL, V1, V2 }) => [
        -KA! * depot!,
        KA! * depot! - ((CL! + 4) / V1!) * central! + (4 / V2!) * other!,
        (4 / V1!) * central! - (4 / V2!) * other!,
      ],
      parameters: times({ CL: 4, V1: 70, KA: 1, V2: 50 }),
      observe: (y, p) => [y[1]! / p.V1!, 50 + 0.05 * (y[1]! / p.V1!) ** 2],
      omega: [
        [0.2, 0.1, 0, 0],
        [0.1, 0.3, 0, 0],
        [0, 0, 0.2, 0],
        [0, 0, 0, 0.2],
      ],
    },
  },
  {
    name: "saturable elimination",
    file: {
      ...oralFile,
      structure: "1-compartment Michaelis-Menten oral",
      parameters: parameters({ VM: 1000, V: 70, KA: 1, KM: 250 }),
      omega: effects("ETA1", "ETA2", "ETA3", "ETA4"),
    },
    data: usualData,
    hand: {
      ...oral,
      rates: saturable,
      parameters: times({ VM: 1000, V: 70, KA: 1, KM: 250 }),
      omega: diagonal(0.2, 0.2, 0.2, 0.2),
    },
  },
  {
    name: "saturable and linear elimination, standard deviations that add",
    file: {
      structure: { compartments: { DEPOT: "-KA*DEPOT", CENTRAL: "KA*DEPOT - VM*C/(KM + C) - CL*C" } },
      parameters: {
        ...parameters({ CL: 2, V: 70, KA: 1, VM: 500 }),
        KM: 100,
        C: "CENTRAL/V",
      },
      omega: effects("ETA1", "ETA2", "ETA3", "ETA4"),
      observations: [
        { prediction: "C", error: { additive: { sd: 4 }, proportional: { sd: 0.15 }, combine: "sds" } },
      ],
    },
    data: usualData,
    hand: {
      ...oral,
      rates: saturable,
      parameters: times({ CL: 2, V: 70, KA: 1, VM: 500 }, () => ({ KM: 100 })),
      observe: (y, p) => [y[1]! / p.V!, (4 + (0.15 * y[1]!) / p.V!) ** 2],
      omega: diagonal(0.2, 0.2, 0.2, 0.2),
    },
  },
];
