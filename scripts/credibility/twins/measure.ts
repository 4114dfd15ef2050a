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
  type Trust,
  type Twin,
  type TwinDesign,
  twinModel,
  whatIf,
  whatIfBase,
} from "@homeostat/twin";
import type { CastMember, Truth } from "../../../apps/server/src/clinic/index.ts";
import { designFor } from "../../../apps/server/src/designs/index.ts";
import { parameterTrust } from "../../../apps/server/src/designs/parameter-trust.ts";
import { median, percent } from "./arithmetic.ts";
import type { Found } from "./found.ts";
import { type Grown, isKept, keep, kept } from "./grow.ts";

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

const preparedFor = (design: TwinDesign) =>
  prepareTwin(design, twinModel(catalogue.get(design.model)!.model));

function grow(member: CastMember, observations: readonly Observation[], options: Options): Grown {
  const prepared = preparedFor(choose(member, observations, options));
  const readings = observations.filter(({ code }) => code.code === "99504-3");
  const born = readings.reduce((least, one) => Math.min(least, one.start), Number.POSITIVE_INFINITY);
  const usable = observations.filter((one) => one.start >= born);
  const began = process.cpuUsage();
  const { twin } = assimilate(prepared, createTwin(prepared, { subject: member.id, born }, 7), usable);
  const { user, system } = process.cpuUsage(began);
  return { twin, msPerReading: (user + system) / 1000 / readings.length };
}

/**
 * Grows a person's twin from their log, or takes it from where it is kept, and reads from it what is to be held against the truth.
 * @param observations asked for only where the twin is grown
 */
export function measure(
  member: CastMember,
  observations: () => readonly Observation[],
  truth: Truth,
  options: Options,
): Found {
  const path = options.keep?.(member.id);
  const known = path !== undefined && isKept(path);
  const grown = known ? kept(path) : grow(member, observations(), options);
  if (path !== undefined && !known) keep(path, grown);
  const { msPerReading } = grown;
  const design = trusted(grown.twin.design, options.trust);
  const prepared = preparedFor(design);
  const twin = { ...grown.twin, design };
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
    msPerWhatIf: () => timeWhatIf(prepared, twin),
  };
}

const trustIn: Readonly<Record<string, Readonly<Record<string, Trust>>>> = {
  "type-1-known-inputs": parameterTrust["type 1"],
  "type-2-own-insulin": parameterTrust["type 2"],
};

/** Learned parameters as they are, or as far as they are believed now, whenever the twin was grown. */
function trusted(design: TwinDesign, asTheyAre: boolean): TwinDesign {
  const learns = design.learns.map(({ trust: _trust, ...own }) => {
    const trust = asTheyAre || !own.told ? undefined : trustIn[design.id]?.[own.parameter];
    return trust === undefined ? own : { ...own, trust };
  });
  return { ...design, learns };
}

/** Median processor time of trying one change six hours ahead, with all members of the twin. */
function timeWhatIf(prepared: Prepared, twin: Twin): number {
  const base = whatIfBase(prepared, twin, [], { madeAt: twin.watermark, horizonMinutes: 360 });
  const [take] = twin.design.takes;
  const times = [10, 20, 30, 40, 50].map((value) => {
    const began = process.cpuUsage();
    const at = twin.watermark + 600_000;
    whatIf(base, { name: "timed", changes: take ? [{ kind: "add", code: take.code, value, at }] : [] });
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1000;
  });
  return median(times);
}
