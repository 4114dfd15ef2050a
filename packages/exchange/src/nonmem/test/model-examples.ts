/** A file that uses every key that MODEL.json knows, though not in one sensible model. */
export const everyKey = {
  $schema: "fit-model.schema.json",
  title: "Every key",
  units: { time: "d", amount: "mg", concentration: "mg/L" },
  structure: {
    extends: "1-compartment oral",
    compartments: { EFFECT: "KIN*(1 - CENTRAL/V/(1 + CENTRAL/V)) - 0.1*EFFECT", LAST: 0 },
    start: { EFFECT: "KIN/0.1" },
  },
  covariates: { WT: { column: "weight", codes: { heavy: 120 }, missing: 70 }, OCC: {} },
  covariatesBetween: "last",
  parameters: {
    CL: { typical: 4, times: "(WT/70)^0.75", eta: "ETA_CL + KAPPA", scale: "exponential" },
    V: { typical: 70, eta: "ETA_V", scale: "boxcox", shape: 0.4 },
    KA: { typical: 1, times: 2 },
    KIN: "5*exp(ETA_KIN)",
    F: { typical: 0.6, eta: "ETA_F", scale: "logit", low: 0.1, high: "0.9" },
    D: { prior: { kind: "gamma", shape: 3, scale: 0.5 }, times: 1, eta: "ETA_D" },
    E: { prior: { kind: "normal", mean: 3, sd: 0.5 } },
    G: { prior: { kind: "logNormal", median: 3, cv: 0.5 } },
    H: { prior: { kind: "logitNormal", median: 0.3, sd: 0.5, low: 0, high: 1 } },
    I: { prior: { kind: "uniform", low: 0, high: 1 } },
    J: { prior: { kind: "student", location: 0, scale: 1, degrees: 5 } },
    K: 3,
  },
  omega: [
    { effects: ["ETA_CL", "ETA_V"], lower: [[0.2], [0.1, 0.3]] },
    { effects: ["ETA_KIN"], lower: [[0.1]] },
    { effects: ["ETA_F"], lower: [[0.1]] },
  ],
  occasions: { covariate: "OCC", levels: [1, 2], omega: { KAPPA: 0.05 } },
  mixture: [0.4, "1 - 0.4"],
  sigma: [{ effects: ["EPS1", "EPS2"], lower: [[0.2], [0.1, 0.3]] }],
  switches: { LATE: "24*exp(ETA_KIN)", LATER: 48 },
  doses: {
    DEPOT: { bioavailability: "F", lag: 0.2 },
    CENTRAL: { rate: 3, duration: "D" },
  },
  observations: [
    {
      when: { CMT: 2, TIME: { above: 3 }, STUDY: "A", AGE: { not: 3 } },
      prediction: "CENTRAL/V",
      error: {
        additive: { sd: 0.1 },
        proportional: { variance: "0.04" },
        correlation: 0.2,
        student: { degrees: 5 },
      },
      lloq: 0.05,
      uloq: 50,
      words: { LOW: { below: 0.05 }, HIGH: { above: 50 } },
    },
    { when: { CMT: 3 }, prediction: "EFFECT", error: { power: { sd: 0.1, exponent: 0.7 } } },
    {
      when: { CMT: 4 },
      prediction: "LAST",
      error: { additive: { sd: 1 }, power: { sd: 0.1, exponent: 1 }, combine: "sds" },
    },
    {
      when: { CMT: 5 },
      prediction: 1,
      error: { additive: { sd: 1 }, proportional: { sd: 1 }, combine: "variances" },
    },
    { when: { CMT: 6 }, prediction: "EFFECT", error: { logAdditive: { sd: 0.1 }, dv: "log" } },
    { when: { CMT: 7 }, prediction: "EFFECT", error: { eps: { EPS1: "prediction", EPS2: 1 } } },
    { when: { CMT: 8 }, likelihood: "phi(DV - EFFECT)" },
    { when: { CMT: 9 }, minusTwoLogLikelihood: "2*EFFECT + 2*gamln(DV + 1)" },
    { prediction: "EFFECT", error: { variance: "0.1*prediction" } },
  ],
  method: "laplace",
  fixed: ["typical_CL", "ETA_V", "KAPPA"],
  data: {
    columns: { DV: "conc" },
    ignore: [{ C: "C", TIME: { below: 0 } }],
    accept: [{ AGE: { atLeast: 3 }, TIME: { atMost: 48 } }],
  },
};

/** The same with the other forms of what has several. */
export const otherForms = {
  structure: "1-compartment Michaelis-Menten iv",
  covariates: ["WT"],
  parameters: { VM: 1, KM: "2", V: 3 },
  omega: { ETA: 0.1 },
  sigma: { EPS: 0.1 },
  error: { eps: { EPS: "prediction" } },
  method: "foce",
};
