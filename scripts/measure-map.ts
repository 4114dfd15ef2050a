/**
 * node scripts/measure-map.ts: how long the fit of one person takes under the two-compartment vancomycin model of Goti
 * 2018 (three effects, doses every 12 h, levels on the third and fourth day): making the model ready, the first fit, and
 * the median of a hundred more. With the number of levels after it, those alone: a process that has fitted nothing yet.
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
function timed<T>(work: () => T): { readonly value: T; readonly ms: number } {
  const start = process.cpuUsage();
  const value = work();
  const { user, system } = process.cpuUsage(start);
  return { value, ms: (user + system) / 1000 };
}
const median = (times: readonly number[]) => times.toSorted((a, b) => a - b)[times.length >> 1]!;

const observations = [{ prediction: "concentration", variance: "concentrationVariance" }];
const levels = [
  [50, 31],
  [59.5, 17],
  [86, 36],
  [95.5, 21],
] as const;
const times = Array.from({ length: 100 }, (_, i) => i);

const counts = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1, 2, 4];

for (const count of counts) {
  const subject = person(levels.slice(0, count));
  const { value: model, ms: ready } = timed(() =>
    prepareModel(spreadEffects(vancomycinGoti2018, { observations })),
  );
  const { value: fit, ms: first } = timed(() => mapEstimate(model, subject));
  const warm = median(times.map(() => timed(() => mapEstimate(model, subject)).ms));
  const steps = `${fit.iterations} steps${fit.converged ? "" : ", not converged"}`;
  console.log(
    `${count} levels: model ready in ${ready.toFixed(1)} ms, first fit ${first.toFixed(1)} ms, then ${warm.toFixed(2)} ms (${steps})`,
  );
}
