import { catalogue } from "@homeostat/models";
import {
  knownCodes,
  type Observation,
  type Prepared,
  prepareTwin,
  sameCode,
  twinModel,
} from "@homeostat/twin";
import { type CastMember, cast, openClinic } from "../../../apps/server/src/clinic/index.ts";
import { designFor } from "../../../apps/server/src/designs/index.ts";

export const minute = 60_000;
const day = 1440 * minute;
/** Local midnight of nobody in particular: the clinic's people live in several zones. */
const start = Date.UTC(2026, 0, 5);

/** What truly held at the end of five minutes. */
interface TruePoint {
  readonly at: number;
  /** mg/dL. */
  readonly interstitial: number;
  /** mg/dL. */
  readonly plasma: number;
  /** g eaten in these five minutes. */
  readonly carbs: number;
}

/** A person's days as they were, and as they were recorded, without the sensor. */
export interface Life {
  readonly seed: number;
  readonly member: CastMember;
  readonly truth: readonly TruePoint[];
  readonly records: readonly Observation[];
  readonly offsetMinutes: number;
}

interface Chosen {
  readonly first?: number;
  readonly members?: readonly CastMember[];
}

/**
 * The clinic's people of one seed over some days: `count` with type 1 diabetes and as many with type 2, from the one with
 * number `first` of each kind on, around and around.
 */
export function lives(
  seed: number,
  days: number,
  count: number,
  { first = 0, members = cast }: Chosen = {},
): readonly Life[] {
  const chosen = ["type 1", "type 2"].flatMap((kind) => {
    const all = members.filter((member) => member.kind.startsWith(kind));
    return Array.from({ length: count }, (_, i) => all[(first + i) % all.length]!);
  });
  const { observations, truth } = openClinic(seed, start, chosen).advance(start + days * day);
  return chosen.map((member): Life => {
    const own = observations.filter(({ subject }) => subject === member.id);
    return {
      seed,
      member,
      truth: truth.filter(({ subject }) => subject === member.id),
      records: own.filter(({ code }) => !sameCode(code, knownCodes.cgmGlucose.code)),
      offsetMinutes: own[0]!.offsetMinutes ?? 0,
    };
  });
}

/** A value of glucose as the person's sensor or meter gives it to the twin; `study` is what keys and sources say. */
export function glucoseOf(
  { member, offsetMinutes }: Life,
  what: "cgmGlucose" | "capillaryGlucose",
  { at, value }: { readonly at: number; readonly value: number },
  study: string,
): Observation {
  const { code, unit } = knownCodes[what];
  return {
    key: `${study}:${member.id}:${what}:${at}`,
    subject: member.id,
    code,
    value: { kind: "quantity", value, unit },
    asReceived: { value, unit },
    start: at,
    offsetMinutes,
    received: at,
    source: { system: `${study} study` },
    quality: { status: "ok" },
  };
}

/** The twin that such a person gets; `readingsOnly`: as if there were no records beside the sensor. */
export function prepareFor({ member, records }: Life, readingsOnly: boolean): Prepared {
  const ageYears = new Date(start).getUTCFullYear() - Number(member.birthDate.slice(0, 4));
  const diabetes = readingsOnly ? null : member.kind === "type 2" ? "type 2" : "type 1";
  const kept = readingsOnly ? [] : records;
  const available = [
    { code: knownCodes.cgmGlucose.code, count: 288 },
    ...kept.map(({ code }) => ({ code, count: 1 })),
  ];
  const { design, why } = designFor({ diabetes, ageYears, weightKg: member.weightKg }, available);
  if (design === null) throw new Error(`${member.name}: ${why}`);
  return prepareTwin(design, twinModel(catalogue.get(design.model)!.model));
}
