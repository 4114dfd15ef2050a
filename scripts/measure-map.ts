/**
 * node scripts/measure-map.ts: how long the fit of one person takes under the two-compartment vancomycin model of Goti
 * 2018 (three effects, doses every 12 h, levels on the third and fourth day): the first fit of the process, and the
 * median of the following hundred.
 */
import { mapEstimate, prepareModel, type Subject, spreadEffects } from "@homeostat/engine/infer";
import { vancomycinGoti2018 } from "@homeostat/models";

const inputs = Object.keys(vancomycinGoti2018.inputs);
const covariates = { infusion: 0, weight: 82, age: 63, female: 0, creatinine: 1.3, dialysis: 0 } as const;
const values = Float64Array.from(inputs, (name) => covariates[name as keyof typeof covariates]);
const base = { inputs: values, reset: false };
const dose = { state: 0, amount: 1000, rate: 1000, interval: 12, additional: 7, steadyState: "no" } as const;

function person(levels: readonly (readonly [number, number])[]): Subject {
  return {
    id: "1",
    records: [
      { ...base, time: 0, observed: false, dose },
      ...levels.map(([time]) => ({ ...base, time, observed: true })),
    ],
    measurements: levels.map(([, value], i) => ({ record: i + 1, of: 0, value, limit: "none" as const })),
  };
}

/** CPU time of the process, which other programs on the machine do not lengthen much. */
const milliseconds = (work: () => unknown): number => {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
};
const median = (times: readonly number[]) => times.toSorted((a, b) => a - b)[times.length >> 1]!;

const observations = [{ prediction: "concentration", variance: "concentrationVariance" }];
const levels = [
  [50, 31],
  [59.5, 17],
  [86, 36],
  [95.5, 21],
] as const;
const times = Array.from({ length: 100 }, (_, i) => i);

for (const count of [1, 2, 4]) {
  const subject = person(levels.slice(0, count));
  const first = milliseconds(() =>
    mapEstimate(prepareModel(spreadEffects(vancomycinGoti2018, { observations })), subject),
  );
  const prepared = prepareModel(spreadEffects(vancomycinGoti2018, { observations }));
  const { iterations, converged } = mapEstimate(prepared, subject);
  const warm = median(times.map(() => milliseconds(() => mapEstimate(prepared, subject))));
  const steps = `${iterations} steps${converged ? "" : ", not converged"}`;
  console.log(`${count} levels: first ${first.toFixed(1)} ms, then ${warm.toFixed(2)} ms (${steps})`);
}
