import { twinRegistry } from "../errors/registry.ts";
import type { Finding, FindingKind } from "./finding.ts";

export interface FindingWords {
  /** What happened, as one tells a patient. */
  readonly plain: string;
  /** The same for a clinician: the kind's name, how likely, how many readings. */
  readonly exact: string;
  /** What to do. */
  readonly cure: string;
}

/** A finding in words, times on the person's clock (UTC where their clock is not known). */
export function wordsOf(finding: Finding): FindingWords {
  const { kind, code, chance, readings, going } = finding;
  const sure = `${Math.min(99, Math.round(100 * chance))} % likely`;
  const touched = readings === 0 ? "" : `, ${readings} ${readings === 1 ? "reading" : "readings"} affected`;
  const until = going ? "still so" : "over";
  return {
    plain: plainly[kind](finding),
    exact: `${kind[0]!.toUpperCase()}${kind.slice(1)} (${code}), ${sure}${touched}; ${until}`,
    cure: twinRegistry[code].cure,
  };
}

const plainly: Readonly<Record<FindingKind, (finding: Finding) => string>> = {
  "compression low": (finding) =>
    `${between(finding)} the sensor most likely read too low because of pressure on it, as when one lies on it. Those readings count little or not at all.`,
  "wild reading": (finding) =>
    `${between(finding)} the sensor gave a value that does not fit those around it. It counts little or not at all.`,
  "stuck sensor": (finding) =>
    `${between(finding)} the sensor gave the same value again and again; it may be stuck. Those readings count less and less, and then not at all.`,
  "sensor drift": ({ bias, against, to, offsetMinutes }) =>
    `The sensor reads about ${offBy(bias!.median)} (${between80(bias!)}) against ${fingersticks(against!.count, moment(against!.first, to, offsetMinutes))}. Forecasts are corrected for it.`,
  "drop-out": (finding) => `${between(finding)} no readings came from the sensor.`,
  "missing meal": ({ from, offsetMinutes, amount, going }) =>
    `A meal of ${going ? "so far " : ""}about ${grams(amount?.median)} g (${grams(amount?.low80)} to ${grams(amount?.high80)} g) around ${clock(from, offsetMinutes)} seems to be missing from the record.`,
};

const minute = 60_000;

/** To five grams: more is not known. */
const grams = (amount = Number.NaN) => 5 * Math.round(amount / 5);

function between({ from, to, offsetMinutes }: Finding): string {
  const [first, last] = [clock(from, offsetMinutes), clock(to, offsetMinutes)];
  return first === last ? `At ${first}` : `From ${first} to ${last}`;
}

/** Hours and minutes. */
function clock(at: number, offsetMinutes: number | null): string {
  const local = new Date(at + (offsetMinutes ?? 0) * minute).toISOString().slice(11, 16);
  return offsetMinutes === null ? `${local} UTC` : local;
}

const percent = (share: number) => `${Math.round(100 * Math.abs(share))} %`;
const side = (share: number) => (share < 0 ? "low" : "high");
export const offBy = (share: number) => `${percent(share)} ${side(share)}`;
export const fingersticks = (count: number, first: string) =>
  count === 1 ? `one fingerstick at ${first}` : `${count} fingersticks since ${first}`;

export function between80({ low80, high80 }: NonNullable<Finding["bias"]>): string {
  const [less, more] = Math.abs(low80) < Math.abs(high80) ? [low80, high80] : [high80, low80];
  return side(less) === side(more)
    ? `${percent(less)} to ${offBy(more)}`
    : `${offBy(low80)} to ${offBy(high80)}`;
}

const day = 1440 * minute;
const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** The time; with its day where it is not of the day of `now`. */
export function moment(at: number, now: number, offsetMinutes: number | null): string {
  const dayOf = (instant: number) => Math.floor((instant + (offsetMinutes ?? 0) * minute) / day);
  const time = clock(at, offsetMinutes);
  if (dayOf(at) === dayOf(now)) return time;
  const date = new Date(dayOf(at) * day);
  return dayOf(now) - dayOf(at) < 7
    ? `${weekdays[date.getUTCDay()]} ${time}`
    : `${date.toISOString().slice(0, 10)} ${time}`;
}
