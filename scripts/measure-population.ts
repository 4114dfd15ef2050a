/**
 * node scripts/measure-population.ts [people] [seed]: a population of vancomycin-like patients (two compartments, three
 * effects, two of them correlated, clearance by renal function; four levels each) is drawn from known numbers and
 * estimated by both methods. Printed: CPU seconds, and for each number the truth, the estimates, and how many of SAEM's
 * standard errors it is off.
 */
import { randomStream } from "@homeostat/engine";
import {
  assessPopulation,
  estimateBySaem,
  estimatePopulation,
  prepareModel,
  type Subject,
  simulateData,
} from "@homeostat/engine/infer";
import { fitModel, readModelFile } from "@homeostat/exchange";

const [people = 100, seed = 7] = process.argv.slice(2).map(Number);

const truth = {
  structure: "2-compartment iv",
  covariates: ["CRCL"],
  parameters: {
    SLOPE: 0.6,
    CL: { typical: 4.5, times: "(CRCL/80)^SLOPE", eta: "ETA_CL" },
    V1: { typical: 35, eta: "ETA_V1" },
    Q: 6,
    V2: { typical: 30, eta: "ETA_V2" },
  },
  omega: [
    { effects: ["ETA_CL", "ETA_V1"], lower: [[0.12], [0.05, 0.1]] },
    { effects: ["ETA_V2"], lower: [[0.15]] },
  ],
  error: { proportional: { sd: 0.15 }, additive: { sd: 0.5 } },
};
const model = fitModel(readModelFile(JSON.stringify(truth), "truth"));
const prepared = prepareModel(model.mixed);
const dose = { state: 0, amount: 1000, rate: 1000, interval: 12, additional: 7, steadyState: "no" } as const;
const times = [1.25, 3, 11.5, 59];

const subjects = Array.from({ length: people }, (_, i): Subject => {
  const stream = randomStream({ seed, member: i, purpose: "people" });
  const inputs = Float64Array.of(40 + 80 * stream.uniform());
  const base = { inputs, reset: false };
  const records = [
    { ...base, time: 0, observed: false, dose },
    ...times.map((time) => ({ ...base, time, observed: true })),
  ];
  const measured = (value: number, at: number) => ({ record: at + 1, of: 0, value, limit: "none" as const });
  const blank = { id: String(i + 1), records, measurements: times.map((_, at) => measured(0, at)) };
  return { ...blank, measurements: [...simulateData(prepared, blank, stream)].map(measured) };
});

const start = structuredClone(truth) as typeof truth;
start.parameters.CL.typical = 3;
start.parameters.V1.typical = 50;
start.parameters.V2.typical = 20;
start.parameters.SLOPE = 0.3;
start.omega = [
  { effects: ["ETA_CL", "ETA_V1"], lower: [[0.3], [0.01, 0.3]] },
  { effects: ["ETA_V2"], lower: [[0.3]] },
];
const fit = fitModel(readModelFile(JSON.stringify(start), "start"));
const stream = randomStream({ seed, member: 0, purpose: "saem" });

function timed<T>(name: string, work: () => T): T {
  const before = process.cpuUsage();
  const result = work();
  console.log(`${name}: ${(process.cpuUsage(before).user / 1e6).toFixed(1)} s of CPU time`);
  return result;
}
const { mixed, estimated, blocks } = fit;
const saem = timed("SAEM", () =>
  estimateBySaem(mixed, subjects, estimated, blocks, { burnIn: 300, averaging: 300, stream }),
);
const focei = timed("FOCE-I", () => estimatePopulation(mixed, subjects, estimated, blocks));
const assessed = timed("standard errors", () =>
  assessPopulation(mixed, subjects, saem, fit, { count: 300, stream }),
);

const other = assessPopulation(mixed, subjects, focei, fit, { count: 300, stream });
const { constants } = model.file;
for (const { name } of estimated) {
  const [mine, theirs, error] = [
    saem.parameters[name]!,
    focei.parameters[name]!,
    assessed.standardErrors[name]!,
  ];
  const off = (mine - constants[name]!) / error;
  console.log(
    `${name.padEnd(20)} truth ${constants[name]}  SAEM ${mine.toPrecision(4)} ± ${error.toPrecision(2)} (${off.toFixed(1)})  FOCE-I ${theirs.toPrecision(4)}`,
  );
}
const rounded = (omega: Float64Array) => [...omega].map((value) => Number(value.toPrecision(3))).join(" ");
console.log(
  `Ω: truth ${rounded(model.mixed.omega)}\n   SAEM  ${rounded(saem.omega)}\n   error ${rounded(assessed.omegaErrors)}\n   FOCE-I ${rounded(focei.omega)}`,
);
console.log(
  `−2 ln likelihood: SAEM ${assessed.minusTwoLogLikelihood.toFixed(1)} ± ${assessed.chanceError.toFixed(1)}, FOCE-I ${other.minusTwoLogLikelihood.toFixed(1)} ± ${other.chanceError.toFixed(1)}; converged: ${saem.converged}, ${focei.converged}; undetermined: ${assessed.undetermined.join(", ") || "none"}`,
);
