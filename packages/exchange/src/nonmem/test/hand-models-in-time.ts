import {
  diagonal,
  effects,
  into,
  type Kind,
  logit,
  oral,
  oralFile,
  parameters,
  times,
  twice,
  usual,
  usualData,
} from "./hand-parts.ts";

/** What changes between people, occasions and times. */
export const changingModels: readonly Kind[] = [
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
    name: "two depots with lags, bioavailability that falls with time on treatment and differs between occasions",
    file: {
      structure: {
        compartments: {
          FAST: "-KA*FAST",
          CENTRAL: "KA*FAST + KB*SLOW - CL/V*CENTRAL",
          SLOW: "-KB*SLOW",
        },
      },
      covariates: ["OCC", "DAY"],
      parameters: {
        ...parameters({ CL: 4, V: 70 }),
        KA: 1,
        KB: 0.3,
        IOV: "if OCC == 1 then ETA4 else ETA5",
        F: "(0.5 + 0.5*exp(-0.2*DAY))*exp(ETA3 + IOV)",
      },
      omega: effects("ETA1", "ETA2", "ETA3", "ETA4", "ETA5"),
      doses: {
        FAST: { bioavailability: "0.4*F", lag: 1e-6 },
        SLOW: { bioavailability: "0.6*F", lag: 0.98 },
      },
      observations: [{ prediction: "CENTRAL/V", error: { additive: { sd: 3 }, proportional: { sd: 0.08 } } }],
    },
    data: twice([1, 0], [3, 0])
      .split("\n")
      .map((line, i) => {
        const time = Number(line.split(",")[1]);
        return i === 0 ? `${line},OCC,DAY` : `${line},${time < 20 ? 1 : 2},${Math.floor(time / 12)}`;
      })
      .join("\n"),
    hand: {
      ...oral,
      effects: 5,
      states: 3,
      rates: ([fast, central, slow], { CL, V }) => [
        -fast!,
        fast! + 0.3 * slow! - (CL! / V!) * central!,
        -0.3 * slow!,
      ],
      parameters: (eta, { OCC, DAY }) => {
        const fraction = (0.5 + 0.5 * Math.exp(-0.2 * DAY!)) * Math.exp(eta[2]! + eta[OCC === 1 ? 3 : 4]!);
        return {
          CL: 4 * Math.exp(eta[0]!),
          V: 70 * Math.exp(eta[1]!),
          F1: 0.4 * fraction,
          F3: 0.6 * fraction,
          LAG1: 1e-6,
          LAG3: 0.98,
        };
      },
      observe: (y, p) => [y[1]! / p.V!, 9 + (0.08 * (y[1]! / p.V!)) ** 2],
      omega: diagonal(0.2, 0.2, 0.2, 0.2, 0.2),
    },
  },
  {
    name: "elimination that time inhibits, effects that are shared and scaled, a Box–Cox effect on the logit scale",
    file: {
      structure: {
        compartments: { DEPOT: "-KA*DEPOT", CENTRAL: "KA*DEPOT - CL/V*CENTRAL - VMAX*C/(KM + C)" },
      },
      parameters: {
        ...parameters({ CL: 2, V: 70 }),
        KA: 1,
        KM: "100*exp(ETA3)",
        VMAX: "500*exp(0.6*ETA3)*(1 - 0.8*TIME/(TIME + 3))",
        C: "CENTRAL/V",
        SKEWED: "(exp(0.4*ETA4) - 1)/0.4",
        F: "1/(1 + exp(-ln(0.6/0.4) - SKEWED))",
      },
      omega: effects("ETA1", "ETA2", "ETA3", "ETA4"),
      doses: { DEPOT: { bioavailability: "F", lag: 0.9 } },
      observations: [{ prediction: "CENTRAL/V", error: { logAdditive: { variance: 0.05 }, dv: "natural" } }],
    },
    data: usualData,
    hand: {
      ...oral,
      states: 3,
      // The third is the time.
      rates: ([depot, central, time], { CL, V, KM, VM, from }) => {
        const c = central! / V!;
        const inhibited = 1 - (0.8 * (from! + time!)) / (from! + time! + 3);
        return [-depot!, depot! - CL! * c - (VM! * inhibited * c) / (KM! + c), 1];
      },
      parameters: (eta, { ID }) => ({
        CL: 2 * Math.exp(eta[0]!),
        V: 70 * Math.exp(eta[1]!),
        KM: 100 * Math.exp(eta[2]!),
        VM: 500 * Math.exp(0.6 * eta[2]!),
        F1: logit(Math.log(0.6 / 0.4) + (Math.exp(0.4 * eta[3]!) - 1) / 0.4),
        LAG1: 0.9,
        from: ID === 3 ? 2 : 0,
      }),
      observe: (y, p) => [Math.log(y[1]! / p.V!), 0.05],
      term: ({ DV }, f, v) => Math.log(v) + (Math.log(DV!) - f) ** 2 / v,
      omega: diagonal(0.2, 0.2, 0.2, 0.2),
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
];
