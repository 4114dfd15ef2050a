import type { HandModel } from "./hand-model.ts";

type Cells = Readonly<Record<string, number>>;

const diagonal = (...variances: readonly number[]) =>
  variances.map((value, i) => variances.map((_, j) => (i === j ? value : 0)));

const oralRates: HandModel["rates"] = ([depot, central], { KA, CL, V }) => [
  -KA! * depot!,
  KA! * depot! - (CL! / V!) * central!,
];
const proportional = (f: number, variance = 0.05): readonly [number, number] => [
  f,
  f === 0 ? variance : variance * f * f,
];
const inCentral: HandModel["observe"] = (y, p) => proportional(y[1]! / p.V!);

/** CL 4, V 70, KA 1 and more, each times exp(η) in this order. */
const times =
  (values: Cells, more: (p: Cells) => Cells = () => ({})) =>
  (eta: readonly number[]): Cells => {
    const p = Object.fromEntries(
      Object.entries(values).map(([name, value], i) => [name, value * Math.exp(eta[i] ?? 0)]),
    );
    return { ...p, ...more(p) };
  };
const usual = { CL: 4, V: 70, KA: 1 };

const oral: HandModel = {
  effects: 3,
  states: 2,
  rates: oralRates,
  parameters: times(usual),
  observe: inCentral,
  omega: diagonal(0.2, 0.2, 0.2),
};

const effects = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 0.2]));
const parameters = (values: Cells) =>
  Object.fromEntries(
    Object.entries(values).map(([name, typical], i) => [name, { typical, eta: `ETA${i + 1}` }]),
  );
const oralFile = {
  structure: "1-compartment oral",
  parameters: parameters(usual),
  omega: effects("ETA1", "ETA2", "ETA3"),
  error: { proportional: { variance: 0.05 } },
};

/** Three people: many levels after two doses, one level during repeated doses, and one after a late dose. */
const table = (dose: (amount: number, more: string) => string, observed: string) => {
  const rows = [
    `1,0,${dose(10000, "0,0")}`,
    `1,1.5,${observed},89`,
    `1,4.4,${observed},109`,
    `1,7.1,${observed},66`,
    `1,24.6,${observed},17`,
    `1,30,${dose(5000, "8,1")}`,
    `1,44,${observed},52`,
    `2,0,${dose(10000, "12,3")}`,
    `2,37.5,${observed},210`,
    `3,2,${dose(30000, "0,0")}`,
    `3,8.9,${observed},430`,
    `3,10,${observed},290`,
  ];
  return ["ID,TIME,EVID,AMT,CMT,RATE,II,ADDL,MDV,DV", ...rows].join("\n");
};
const into = (cmt: number, rate = 0) =>
  table((amount, more) => `1,${amount},${cmt},${rate},${more},1,.`, "0,0,2,0,0,0,0");
const usualData = into(1);
/** Two rows for each dose. */
const twice = (first: readonly [number, number], second: readonly [number, number]) =>
  usualData
    .split("\n")
    .flatMap((line) => {
      const cells = line.split(",");
      if (cells[2] !== "1") return [line];
      return [first, second].map(([cmt, rate]) =>
        cells.map((cell, i) => (i === 4 ? cmt : i === 5 ? rate : cell)).join(","),
      );
    })
    .join("\n");

const saturable: HandModel["rates"] = ([depot, central], { KA, VM, KM, V, CL = 0 }) => {
  const c = central! / V!;
  return [-KA! * depot!, KA! * depot! - (VM! * c) / (KM! + c) - CL * c];
};

const logOf = usualData
  .split("\n")
  .map((line) => line.replace(/,0,(\d+)$/, (_, value) => `,0,${Math.log(Number(value)).toFixed(6)}`))
  .join("\n");

const normal = (x: number): number => {
  // Φ by quadrature of its density (Simpson).
  const from = -12;
  const n = 4000;
  const h = (x - from) / n;
  let sum = 0;
  for (let i = 0; i <= n; i++) {
    const z = from + i * h;
    sum += (i === 0 || i === n ? 1 : i % 2 === 1 ? 4 : 2) * Math.exp((-z * z) / 2);
  }
  return (sum * h) / 3 / Math.sqrt(2 * Math.PI);
};

const logit = (x: number) => 1 / (1 + Math.exp(-x));

interface Kind {
  readonly name: string;
  readonly file: object;
  readonly data: string;
  readonly hand: HandModel;
}

export const handModels: readonly Kind[] = [
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
    name: "occasions",
    file: {
      ...oralFile,
      covariates: ["OCC"],
      parameters: {
        CL: { typical: 4, eta: "ETA1 + KAPPA" },
        V: { typical: 70, eta: "ETA2" },
        KA: 1,
      },
      omega: effects("ETA1", "ETA2"),
      occasions: { covariate: "OCC", levels: [1, 2], omega: { KAPPA: 0.1 } },
    },
    data: usualData
      .split("\n")
      .map((line, i) => `${line},${i === 0 ? "OCC" : Number(line.split(",")[1]) < 20 ? 1 : 2}`)
      .join("\n"),
    hand: {
      ...oral,
      parameters: (eta, row) => ({
        CL: 4 * Math.exp(eta[0]! + eta[row.OCC === 1 ? 2 : 3]!),
        V: 70 * Math.exp(eta[1]!),
        KA: 1,
      }),
      omega: diagonal(0.2, 0.2, 0.1, 0.1),
    },
  },
  {
    name: "bioavailability and duration by a covariate that changes, doses repeated and delayed",
    file: {
      ...oralFile,
      covariates: ["WT"],
      parameters: { ...parameters({ ...usual, D1: 3, LAG: 0.5 }), F1: "(WT/70)^0.5" },
      omega: effects("ETA1", "ETA2", "ETA3", "ETA4", "ETA5"),
      doses: { DEPOT: { bioavailability: "F1", duration: "D1*WT/70", lag: "LAG" } },
    },
    data: into(1, -2)
      .split("\n")
      .map((line, i) => `${line},${i === 0 ? "WT" : 50 + 7 * i}`)
      .join("\n"),
    hand: {
      ...oral,
      parameters: (eta, { WT }) => {
        const { D, LAG, ...p } = times({ ...usual, D: 3, LAG: 0.5 })(eta);
        return { ...p, D: (D! * WT!) / 70, LAG1: LAG!, F1: (WT! / 70) ** 0.5 };
      },
      omega: diagonal(0.2, 0.2, 0.2, 0.2, 0.2),
    },
  },
  {
    name: "an effect of a concentration that is given, without compartments or times",
    file: {
      structure: "none",
      covariates: ["CONC"],
      parameters: parameters({ E0: 10, EMAX: 50, EC50: 5 }),
      omega: effects("ETA1", "ETA2", "ETA3"),
      observations: [{ prediction: "E0 + EMAX*CONC/(EC50 + CONC)", error: { additive: { variance: 4 } } }],
    },
    data: "ID,CONC,DV\n1,0,12\n1,5,30\n1,20,49\n2,1,15\n2,8,50",
    hand: {
      ...oral,
      states: 0,
      rates: () => [],
      parameters: times({ E0: 10, EMAX: 50, EC50: 5 }),
      observe: (_, { E0, EMAX, EC50 }, { CONC }) => [E0! + (EMAX! * CONC!) / (EC50! + CONC!), 4],
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

export const handRun006: HandModel = {
  ...oral,
  parameters: times({ ...usual, D: 4 }, () => ({ F1: 0.2, F2: 0.8 })),
  omega: diagonal(0.2, 0.2, 0.2, 0.2),
};

export const handRun301: HandModel = {
  ...oral,
  parameters: (eta, { BW, SEX }) => {
    const p = times(usual)(eta);
    return { ...p, CL: p.CL! * (BW! / 75) ** 1.5 * 0.75 ** SEX! };
  },
};

export const handRun401: HandModel = {
  ...oral,
  states: 3,
  rates: ([depot, central, metabolite], { KA, CL, V, CLM, VM }) => [
    -KA! * depot!,
    KA! * depot! - (CL! / V!) * central!,
    0.7 * (CL! / V!) * central! - (CLM! / VM!) * metabolite!,
  ],
  parameters: times({ ...usual, CLM: 2.5, VM: 60 }),
  observe: (y, p, { CMT }) => proportional(CMT === 3 ? y[2]! / p.VM! : y[1]! / p.V!),
  omega: diagonal(0.2, 0.2, 0.2, 0.2, 0.2),
};
