import { expectedFrom } from "@homeostat/engine/infer";
import { believedParameters } from "../twin/learned.ts";
import type { Prepared } from "../twin/prepare.ts";
import type { Twin } from "../twin/twin.ts";
import type { Inquiries } from "./inquiry.ts";
import {
  errorsOf,
  type Look,
  lookAt,
  ownUnknowns,
  type Read,
  readAt,
  sensorReads,
  slopesOf,
} from "./look.ts";

/** Something that could be done or measured, and what it would tell of one parameter. */
export interface Telling {
  readonly occasion: string;
  /** Null where the sensor alone is to read; else what is measured, and when, minutes from the inquiries' `since`. */
  readonly measurement: { readonly title: string; readonly minutes: number } | null;
  /** What it asks beside a usual day: another occasion, a measurement, or both. */
  readonly effort: number;
  /** Share of the parameter's variance that it is expected to take away beyond what the sensor tells on a usual occasion. */
  readonly share: number;
}

/**
 * For each parameter that is shown, what would tell more of it than the sensor does on a usual occasion, most telling first: by
 * the model's own sensitivities around what is believed of this person, from readings and further measurements taken together
 * (`expectedFrom`); doubted amounts, disturbances, the sensor's shared error and its gain are further unknowns.
 *
 * @throws HomeostatError HS3056 where the model has no solution for such a person
 */
export function whatTells(
  prepared: Prepared,
  twin: Twin,
  inquiries: Inquiries,
): ReadonlyMap<string, readonly Telling[]> {
  const believed = believedParameters(prepared, twin);
  const tried = tryAll(prepared, inquiries, believed);
  return new Map(
    believed.flatMap(({ name, told }, k) => {
      const by = tried.map(({ shares, ...one }) => ({ ...one, share: shares[k]! }));
      return told ? [[name, by.sort((a, b) => b.share - a.share)] as const] : [];
    }),
  );
}

type Tried = Omit<Telling, "share"> & { readonly shares: Float64Array };

function tryAll(
  prepared: Prepared,
  { usual, occasions, measurements, times, since }: Inquiries,
  believed: ReturnType<typeof believedParameters>,
): readonly Tried[] {
  const free = Float64Array.from(believed, ({ middle }) => middle);
  const deviations = Float64Array.from(believed, ({ sd }) => sd);
  const measured = times.map((minutes) => since + minutes);
  const look = (occasion: typeof usual) => lookAt(prepared, occasion, measured, free, deviations);
  const everyDay = look(usual);
  const alone = sensorReads(prepared, everyDay);
  const before = leftAfter(prepared, alone);
  const sharesOf = (more: readonly Read[]) =>
    leftAfter(prepared, [...alone, ...more]).map((variance, k) => 1 - variance / before[k]!);
  return [everyDay, ...occasions.map(look)].flatMap((one) => {
    const occasion = one.occasion.title;
    const unusual = one === everyDay ? 0 : 1;
    const read = one === everyDay ? [] : sensorReads(prepared, one);
    const further = measurements.flatMap((of) =>
      times.map((minutes) => ({
        occasion,
        measurement: { title: of.title, minutes },
        effort: unusual + 1,
        shares: sharesOf([...read, readAt(one, of, since + minutes)]),
      })),
    );
    const plainly = { occasion, measurement: null, effort: unusual, shares: sharesOf(read) };
    return one === everyDay ? further : [plainly, ...further];
  });
}

/** What is left of each learned parameter's variance, which was 1, after these values were read. */
function leftAfter(prepared: Prepared, reads: readonly Read[]): Float64Array {
  const learned = prepared.learned.length;
  const looks = [...new Set(reads.map(({ look }) => look))];
  const firsts = new Map<Look, number>();
  let count = learned + 1;
  for (const look of looks) {
    firsts.set(look, count);
    count += ownUnknowns(look);
  }
  const slopes = reads.map((read) => slopesOf(prepared, read, count, firsts.get(read.look)!));
  const known = covarianceOf(looks, firsts, count);
  const { shrinks } = expectedFrom(known, slopes, errorsOf(prepared, reads));
  return shrinks.slice(0, learned).map((share) => 1 - share);
}

/** All unknowns in their standard deviations: independent, but for an occasion's disturbances. */
function covarianceOf(
  looks: readonly Look[],
  firsts: ReadonlyMap<Look, number>,
  count: number,
): Float64Array {
  const covariance = new Float64Array(count * count);
  for (let i = 0; i < count; i++) covariance[i * (count + 1)] = 1;
  for (const look of looks) {
    const [own, first] = [ownUnknowns(look), firsts.get(look)!];
    look.slopes.own.forEach((value, at) => {
      covariance[(first + Math.floor(at / own)) * count + first + (at % own)] = value;
    });
  }
  return covariance;
}
