import { parseArgs } from "node:util";
import { catalogue } from "@homeostat/models";
import {
  assimilate,
  type CalibrationRecord,
  calibrationRecord,
  createTwin,
  type LearnedValue,
  learnedParameters,
  type Observation,
  type Prepared,
  prepareTwin,
  type Twin,
  twinModel,
  whatIf,
  whatIfBase,
} from "@homeostat/twin";
import { type CastMember, openClinic, type Truth } from "../apps/server/src/clinic/index.ts";
import { designFor } from "../apps/server/src/designs/index.ts";

/**
 * How well do twins know their people? Lives the virtual clinic for some days, grows each person's twin from the log, and
 * holds it against what truly happened and the true parameters. Prints a line a person, then the pooled figures.
 *
 *   node scripts/measure-twins.ts --days 14 --people 28 --seed 1
 */
const { values } = parseArgs({
  options: {
    days: { type: "string", default: "14" },
    people: { type: "string", default: "28" },
    kind: { type: "string", default: "type" },
    seed: { type: "string", default: "1" },
    "readings-only": { type: "boolean", default: false },
  },
});
const day = 86_400_000;
const start = Date.UTC(2026, 0, 5);

interface Found {
  readonly record: readonly CalibrationRecord[];
  readonly learned: readonly (LearnedValue & { readonly truth: number })[];
  readonly msPerReading: number;
  /** One change tried over six hours. */
  readonly msPerWhatIf: number;
}

function choose(member: CastMember, observations: readonly Observation[]) {
  const codes = new Map<string, { code: Observation["code"]; count: number }>();
  for (const { code } of observations) {
    const name = `${code.system}|${code.code}`;
    codes.set(name, { code, count: (codes.get(name)?.count ?? 0) + 1 });
  }
  const ageYears = new Date(start).getUTCFullYear() - Number(member.birthDate.slice(0, 4));
  const diabetes = member.kind === "type 2" ? "type 2" : "type 1";
  const person = { diabetes, ageYears, weightKg: member.weightKg } as const;
  const choice = values["readings-only"]
    ? designFor(
        { ...person, diabetes: null },
        [...codes.values()].filter(({ code }) => code.code === "99504-3"),
      )
    : designFor(person, [...codes.values()]);
  if (choice.design === null) throw new Error(`${member.name}: ${choice.why}`);
  return choice.design;
}

function measure(member: CastMember, observations: readonly Observation[], truth: Truth): Found {
  const design = choose(member, observations);
  const prepared = prepareTwin(design, twinModel(catalogue.get(design.model)!.model));
  const readings = observations.filter(({ code }) => code.code === "99504-3");
  const born = readings.reduce((least, one) => Math.min(least, one.start), Number.POSITIVE_INFINITY);
  const usable = observations.filter((one) => one.start >= born);
  const began = process.cpuUsage();
  const { twin } = assimilate(prepared, createTwin(prepared, { subject: member.id, born }, 7), usable);
  const { user, system } = process.cpuUsage(began);
  const msPerReading = (user + system) / 1000 / readings.length;
  const learned = learnedParameters(prepared, twin).flatMap((value) => {
    const known = truth.parameters[value.name];
    return known === undefined ? [] : [{ ...value, truth: known }];
  });
  const record = calibrationRecord(twin);
  const told = record.map(
    (r) =>
      `${r.horizonMinutes} min: ${percent(r.covered80)} in the 80 % band, RMSE ${r.rmse.toFixed(1)} (persistence ${r.persistenceRmse.toFixed(1)})`,
  );
  console.log(
    `${member.name} · ${design.id} · ${msPerReading.toFixed(2)} ms CPU/reading · ${told.join(" · ")}`,
  );
  return { record, learned, msPerReading, msPerWhatIf: timeWhatIf(prepared, twin) };
}

/** Median time of trying one change six hours ahead, with all members of the twin. */
function timeWhatIf(prepared: Prepared, twin: Twin): number {
  const base = whatIfBase(prepared, twin, [], { madeAt: twin.watermark, horizonMinutes: 360 });
  const [take] = twin.design.takes;
  const times = [10, 20, 30, 40, 50].map((value) => {
    const began = performance.now();
    const at = twin.watermark + 600_000;
    whatIf(base, { name: "timed", changes: take ? [{ kind: "add", code: take.code, value, at }] : [] });
    return performance.now() - began;
  });
  return median(times);
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const median = (numbers: readonly number[]) => {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};
const mean = (numbers: readonly number[]) => numbers.reduce((sum, n) => sum + n, 0) / numbers.length;

function pooled(found: readonly Found[]): void {
  for (const horizon of [15, 30, 60]) {
    const rows = found.flatMap(({ record }) => record.filter((r) => r.horizonMinutes === horizon));
    const count = rows.reduce((sum, r) => sum + r.count, 0);
    const weighted = (pick: (r: CalibrationRecord) => number) =>
      rows.reduce((sum, r) => sum + r.count * pick(r), 0) / count;
    const root = (pick: (r: CalibrationRecord) => number) =>
      Math.sqrt(weighted((r) => pick(r) ** 2)).toFixed(2);
    const cover = [weighted((r) => r.covered50), weighted((r) => r.covered80), weighted((r) => r.covered95)];
    console.log(
      `${horizon} min: ${count} forecasts, in the 50/80/95 % bands ${cover.map(percent).join(" / ")}, RMSE ${root((r) => r.rmse)}, persistence ${root((r) => r.persistenceRmse)}, CRPS ${weighted((r) => r.meanCrps).toFixed(2)}`,
    );
  }
  const names = new Set(found.flatMap(({ learned }) => learned.map(({ name }) => name)));
  for (const name of names)
    console.log(
      errorLine(
        name,
        found.flatMap(({ learned }) => learned.filter((l) => l.name === name)),
      ),
    );
  console.log(
    errorLine(
      "all learned parameters",
      found.flatMap(({ learned }) => learned),
    ),
  );
  console.log(
    `mean cost ${mean(found.map(({ msPerReading }) => msPerReading)).toFixed(2)} ms of processor time per reading; a what-if of 6 h takes ${median(found.map(({ msPerWhatIf }) => msPerWhatIf)).toFixed(0)} ms`,
  );
}

function errorLine(name: string, learned: Found["learned"]): string {
  const errors = learned.map(({ median: m, truth }) => Math.abs(m / truth - 1));
  const before = learned.map(({ priorMedian, truth }) => Math.abs(priorMedian / truth - 1));
  const inside = mean(learned.map((l) => Number(l.low80 <= l.truth && l.truth <= l.high80)));
  return `${name}: median absolute error ${percent(median(errors))}, prior ${percent(median(before))}, truth in the 80 % interval ${percent(inside)}`;
}

const clinic = openClinic(Number(values.seed), start);
const { observations } = clinic.advance(start + Number(values.days) * day);
const people = clinic.cast.filter(({ kind }) => kind.startsWith(values.kind)).slice(0, Number(values.people));
pooled(
  people.map((member) =>
    measure(
      member,
      observations.filter(({ subject }) => subject === member.id),
      clinic.truthOf(member.id)!,
    ),
  ),
);
