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
    `${between(finding)} the sensor gave the same value again and again; it may be stuck. Those readings count less and less.`,
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
