import { catalogue } from "@homeostat/models";
import {
  assimilate,
  calibrationRecord,
  createTwin,
  type Instant,
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
import type { CastMember, Truth } from "../../../apps/server/src/clinic/index.ts";
import { designFor } from "../../../apps/server/src/designs/index.ts";
import { median, percent } from "./arithmetic.ts";
import type { Found } from "./found.ts";
import { grown } from "./grow.ts";

interface Options {
  readonly start: Instant;
  readonly readingsOnly: boolean;
  /** Learned parameters are told as they are, not as far as they may be believed. */
  readonly trust: boolean;
  /** Where a person's grown twin is kept, without its ending. */
  readonly keep: ((id: string) => string) | undefined;
}

function choose(
  member: CastMember,
  observations: readonly Observation[],
  { start, readingsOnly }: Options,
): TwinDesign {
  const codes = new Map<string, { code: Observation["code"]; count: number }>();
  for (const { code } of observations) {
    const name = `${code.system}|${code.code}`;
    codes.set(name, { code, count: (codes.get(name)?.count ?? 0) + 1 });
  }
  const ageYears = new Date(start).getUTCFullYear() - Number(member.birthDate.slice(0, 4));
  const diabetes = member.kind === "type 2" ? "type 2" : "type 1";
  const person = { diabetes, ageYears, weightKg: member.weightKg } as const;
  const choice = readingsOnly
    ? designFor(
        { ...person, diabetes: null },
        [...codes.values()].filter(({ code }) => code.code === "99504-3"),
      )
    : designFor(person, [...codes.values()]);
  if (choice.design === null) throw new Error(`${member.name}: ${choice.why}`);
  return choice.design;
}

/** Grows a person's twin from their log, and reads from it what is to be held against the truth. */
export function measure(
  member: CastMember,
  observations: readonly Observation[],
  truth: Truth,
  options: Options,
): Found {
  const chosen = choose(member, observations, options);
  const design = options.trust ? withoutTrust(chosen) : chosen;
  const prepared = prepareTwin(design, twinModel(catalogue.get(design.model)!.model));
  const readings = observations.filter(({ code }) => code.code === "99504-3");
  const born = readings.reduce((least, one) => Math.min(least, one.start), Number.POSITIVE_INFINITY);
  const usable = observations.filter((one) => one.start >= born);
  const { twin, msPerReading } = grown(prepared, options.keep?.(member.id), () => {
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

const withoutTrust = (design: TwinDesign): TwinDesign => ({
  ...design,
  learns: design.learns.map(({ trust: _trust, ...learns }) => learns),
});

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
