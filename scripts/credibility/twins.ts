import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { catalogue } from "@homeostat/models";
import {
  assimilate,
  type CalibrationRecord,
  calibrationRecord,
  createTwin,
  decodeSnapshot,
  encodeSnapshot,
  type LearnedValue,
  learnedParameters,
  type Observation,
  type Prepared,
  prepareTwin,
  type Twin,
  type TwinDesign,
  twinModel,
  whatIf,
  whatIfBase,
} from "@homeostat/twin";
import { type CastMember, openClinic, type Truth } from "../../apps/server/src/clinic/index.ts";
import { designFor } from "../../apps/server/src/designs/index.ts";

/**
 * How well do twins know their people? Lives the virtual clinic for some days, grows each person's twin from the log, and
 * holds it against what truly happened and the true parameters. Prints a line a person, then the pooled figures;
 * `--out` writes them as a page. `--keep FOLDER` keeps the grown twins there, and takes them from there where they are: the page
 * can be made anew without growing them again. `--trust` prints how far learned parameters may be believed: what stands in
 * apps/server/src/designs/parameter-trust.ts.
 *
 *   node scripts/credibility/twins.ts --days 14 --people 28 --seed 4 --out docs/credibility/twins.md
 */
const { values } = parseArgs({
  options: {
    days: { type: "string", default: "14" },
    people: { type: "string", default: "28" },
    kind: { type: "string", default: "type" },
    seed: { type: "string", default: "1" },
    "readings-only": { type: "boolean", default: false },
    out: { type: "string" },
    keep: { type: "string" },
    trust: { type: "boolean", default: false },
  },
});
const day = 86_400_000;
const start = Date.UTC(2026, 0, 5);

interface Found {
  readonly member: CastMember;
  readonly design: string;
  readonly record: readonly CalibrationRecord[];
  readonly learned: readonly (LearnedValue & {
    readonly truth: number;
    readonly design: string;
    readonly toFree: (value: number) => number;
  })[];
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
  const design = values.trust ? withoutTrust(choose(member, observations)) : choose(member, observations);
  const prepared = prepareTwin(design, twinModel(catalogue.get(design.model)!.model));
  const readings = observations.filter(({ code }) => code.code === "99504-3");
  const born = readings.reduce((least, one) => Math.min(least, one.start), Number.POSITIVE_INFINITY);
  const usable = observations.filter((one) => one.start >= born);
  const { twin, msPerReading } = grown(prepared, member.id, () => {
    const began = process.cpuUsage();
    const { twin } = assimilate(prepared, createTwin(prepared, { subject: member.id, born }, 7), usable);
    const { user, system } = process.cpuUsage(began);
    return { twin, msPerReading: (user + system) / 1000 / readings.length };
  });
  const learned = learnedParameters(prepared, twin).flatMap((value) => {
    const known = truth.parameters[value.name];
    const { toFree } = prepared.learned.find(({ name }) => name === value.name)!.distribution;
    return known === undefined ? [] : [{ ...value, truth: known, design: design.id, toFree }];
  });
  const record = calibrationRecord(twin);
  const told = record.map(
    (r) =>
      `${r.horizonMinutes} min: ${percent(r.covered80)} in the 80 % band, RMSE ${r.rmse.toFixed(1)} (persistence ${r.persistenceRmse.toFixed(1)})`,
  );
  console.log(
    `${member.name} · ${design.id} · ${msPerReading.toFixed(2)} ms CPU/reading · ${told.join(" · ")}`,
  );
  return {
    member,
    design: design.title,
    record,
    learned,
    msPerReading,
    msPerWhatIf: timeWhatIf(prepared, twin),
  };
}

interface Grown {
  readonly twin: Twin;
  readonly msPerReading: number;
}

function grown(prepared: Prepared, id: string, grow: () => Grown): Grown {
  if (values.keep === undefined) return grow();
  const path = join(values.keep, `${values.seed}-${values.days}-${id}`);
  if (existsSync(`${path}.twin`)) {
    const twin = { ...decodeSnapshot(readFileSync(`${path}.twin`)), design: prepared.design };
    return { twin, msPerReading: Number(readFileSync(`${path}.ms`, "utf8")) };
  }
  const made = grow();
  mkdirSync(values.keep, { recursive: true });
  writeFileSync(`${path}.twin`, encodeSnapshot(made.twin));
  writeFileSync(`${path}.ms`, `${made.msPerReading}`);
  return made;
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

interface HorizonRow {
  readonly horizonMinutes: number;
  readonly count: number;
  readonly covered: readonly number[];
  readonly rmse: number;
  readonly persistence: number;
  readonly crps: number;
}

function horizonRow(found: readonly Found[], horizonMinutes: number): HorizonRow {
  const rows = found.flatMap(({ record }) => record.filter((r) => r.horizonMinutes === horizonMinutes));
  const count = rows.reduce((sum, r) => sum + r.count, 0);
  const weighted = (pick: (r: CalibrationRecord) => number) =>
    rows.reduce((sum, r) => sum + r.count * pick(r), 0) / count;
  return {
    horizonMinutes,
    count,
    covered: [weighted((r) => r.covered50), weighted((r) => r.covered80), weighted((r) => r.covered95)],
    rmse: Math.sqrt(weighted((r) => r.rmse ** 2)),
    persistence: Math.sqrt(weighted((r) => r.persistenceRmse ** 2)),
    crps: weighted((r) => r.meanCrps),
  };
}

interface ParameterRow {
  readonly name: string;
  readonly people: number;
  readonly error: number;
  readonly priorError: number;
  readonly inside: number;
  readonly informed: boolean;
}

function parameterRow(name: string, learned: Found["learned"]): ParameterRow {
  return {
    name,
    people: learned.length,
    error: median(learned.map((l) => Math.abs(l.median / l.truth - 1))),
    priorError: median(learned.map((l) => Math.abs(l.priorMedian / l.truth - 1))),
    inside: mean(learned.map((l) => Number(l.low80 <= l.truth && l.truth <= l.high80))),
    informed: learned.some((l) => l.informed),
  };
}

function parameterRows(found: readonly Found[]): readonly ParameterRow[] {
  const learned = found.flatMap((one) => one.learned);
  const names = [...new Set(learned.map(({ name }) => name))];
  const own = names.map((name) =>
    parameterRow(
      name,
      learned.filter((l) => l.name === name),
    ),
  );
  return [...own, parameterRow("all learned parameters", learned)];
}

const withoutTrust = (design: TwinDesign): TwinDesign => ({
  ...design,
  learns: design.learns.map(({ trust: _trust, ...learns }) => learns),
});

/** Regression, through the prior's middle, of the truth on what was learned. */
function trustOf(found: readonly Found[]): Record<string, Record<string, { share: number; sd: number }>> {
  const learned = found.flatMap((one) => one.learned);
  const byDesign = Map.groupBy(learned, ({ design }) => design);
  return Object.fromEntries(
    [...byDesign].map(([design, own]) => {
      const names = Map.groupBy(own, ({ name }) => name);
      return [design, Object.fromEntries([...names].map(([name, list]) => [name, regression(list)]))];
    }),
  );
}

function regression(list: Found["learned"]): { share: number; sd: number } {
  const pairs = list.map(({ truth, median, priorMedian, toFree }) => {
    const origin = toFree(priorMedian);
    return { x: toFree(median) - origin, y: toFree(truth) - origin };
  });
  const both = pairs.reduce((sum, { x, y }) => sum + x * y, 0);
  const own = pairs.reduce((sum, { x }) => sum + x * x, 0);
  const share = Math.min(1, Math.max(0, both / own));
  const squares = pairs.reduce((sum, { x, y }) => sum + (y - share * x) ** 2, 0);
  const round = (value: number) => Math.round(100 * value) / 100;
  return { share: round(share), sd: round(Math.sqrt(squares / (pairs.length - 1))) };
}

const horizons = [15, 30, 60];

function print(found: readonly Found[]): void {
  for (const row of horizons.map((horizon) => horizonRow(found, horizon)))
    console.log(
      `${row.horizonMinutes} min: ${row.count} forecasts, in the 50/80/95 % bands ${row.covered.map(percent).join(" / ")}, RMSE ${row.rmse.toFixed(2)}, persistence ${row.persistence.toFixed(2)}, CRPS ${row.crps.toFixed(2)}`,
    );
  for (const row of parameterRows(found))
    console.log(
      `${row.name}: median absolute error ${percent(row.error)}, prior ${percent(row.priorError)}, truth in the 80 % interval ${percent(row.inside)}`,
    );
  console.log(costs(found));
}

function costs(found: readonly Found[]): string {
  const reading = mean(found.map(({ msPerReading }) => msPerReading)).toFixed(2);
  const tried = median(found.map(({ msPerWhatIf }) => msPerWhatIf)).toFixed(0);
  return `Mean cost ${reading} ms of processor time per reading; a what-if of 6 h takes ${tried} ms.`;
}

function page(found: readonly Found[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;
  const tabled = (head: readonly string[], rows: readonly (readonly (string | number)[])[]) =>
    [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
  const pooledRows = horizons
    .map((horizon) => horizonRow(found, horizon))
    .map((row) => [
      `${row.horizonMinutes} min`,
      row.count,
      ...row.covered.map(percent),
      row.rmse.toFixed(2),
      row.persistence.toFixed(2),
      row.crps.toFixed(2),
    ]);
  const people = found.map(({ member, design, record }) => {
    const at = (horizon: number) => record.find((r) => r.horizonMinutes === horizon);
    const cells = [30, 60].flatMap((horizon) => {
      const r = at(horizon);
      return r === undefined
        ? ["", "", ""]
        : [percent(r.covered80), r.rmse.toFixed(1), r.persistenceRmse.toFixed(1)];
    });
    return [member.id, design, ...cells];
  });
  const parameters = parameterRows(found).map((row) => [
    row.name,
    row.people,
    row.informed ? percent(row.error) : `not learned (${percent(row.error)})`,
    percent(row.priorError),
    percent(row.inside),
  ]);
  const command = `node scripts/credibility/twins.ts --days ${values.days} --people ${values.people} --seed ${values.seed} --out docs/credibility/twins.md`;
  return `# Twins against the truth

Made by \`${command}\`; not edited by hand.

${found.length} virtual people live ${values.days} days; each person's twin grows from their log alone and is scored against what
then happened, and its learned parameters against the true ones that made the data. The people change their
sensitivity over the day and from day to day, miscount, forget and mistime, have set failures and sensor faults that
the twin's model does not know. Designs were tuned on other seeds (1 to 5) of the same clinic, so this is a test on new
people of a known kind, not on reality: for that see [backtest.md](backtest.md). Status: the twins are *calibrated*;
their forecasts on real people are *unvalidated* where insulin and meals are known.

## Forecasts

Share of readings in the 50, 80 and 95 % bands; RMSE of the median and of "nothing changes", mg/dL.

${tabled(["ahead", "forecasts", "50 %", "80 %", "95 %", "RMSE", "persistence", "CRPS"], pooledRows)}

## Learned parameters

Median over people of |learned ÷ true − 1|, the same for the prior, and how often the truth lies in the learned 80 % interval.
A model that lacks something (mistimed meals, a daily rhythm, a sensor's gain) moves its parameters for it. So what a twin
has learned is told only as far as it was borne out by other virtual people, of seed 5 (\`--trust\`: the truth regressed on
what was learned); "not learned" are those that such data were seen not to tell: the prior is shown again.

${tabled(["parameter", "people", "error", "prior's error", "truth in the 80 % interval"], parameters)}

## People

${tabled(["person", "twin", "80 % band, 30 min", "RMSE", "persistence", "80 % band, 60 min", "RMSE", "persistence"], people)}

${costs(found)}
`;
}

const clinic = openClinic(Number(values.seed), start);
const { observations } = clinic.advance(start + Number(values.days) * day);
const people = clinic.cast.filter(({ kind }) => kind.startsWith(values.kind)).slice(0, Number(values.people));
const found = people.map((member) =>
  measure(
    member,
    observations.filter(({ subject }) => subject === member.id),
    clinic.truthOf(member.id)!,
  ),
);
print(found);
if (values.trust) console.log(JSON.stringify(trustOf(found), null, 2));
if (values.out !== undefined) writeFileSync(values.out, page(found));
