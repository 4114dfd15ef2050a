import type { ErrorCode } from "../errors/registry.ts";
import type { Instant } from "../observation/observation.ts";

/** What a twin found in the data that nobody told it. */
export type FindingKind =
  | "compression low"
  | "wild reading"
  | "stuck sensor"
  | "drop-out"
  | "sensor drift"
  | "missing meal";

interface Interval {
  readonly median: number;
  readonly low80: number;
  readonly high80: number;
}

/** Kept by the twin, told with its card: one for each fault, not for each reading. */
export interface Finding {
  readonly kind: FindingKind;
  readonly code: ErrorCode;
  readonly from: Instant;
  /** The last instant at which it was seen. */
  readonly to: Instant;
  /** Whether it was still so at the twin's last reading. */
  readonly going: boolean;
  /** Minutes that the person's clock was ahead of UTC; null where the source did not tell. */
  readonly offsetMinutes: number | null;
  /** Readings that were refused or counted less for it. */
  readonly readings: number;
  /** The highest chance that it had, 0 to 1. */
  readonly chance: number;
  /** Grams of a meal, with their 80 % interval; of one under way, those seen so far. */
  readonly amount?: Interval;
  /** By which share of the truth a drifting sensor is off, and the drops of blood that showed it. */
  readonly bias?: Interval;
  readonly against?: { readonly count: number; readonly first: Instant };
}

const remembered = 24 * 3_600_000;
const most = 24;

/** With one more, or the same kind's latest prolonged where it goes on; the old are forgotten after a day. */
export function withFinding(findings: readonly Finding[], one: Finding, joins: boolean): readonly Finding[] {
  const last = findings.findLastIndex(({ kind, going }) => kind === one.kind && going);
  if (joins && last >= 0) {
    const before = findings[last]!;
    const readings = before.readings + one.readings;
    const chance = Math.max(before.chance, one.chance);
    return findings.with(last, { ...one, from: Math.min(before.from, one.from), readings, chance });
  }
  return [...findings.filter(({ to }) => one.to - to <= remembered), one].slice(-most);
}

/** What is over is over: findings of this kind no longer go on. The same list where none did. */
export function ended(findings: readonly Finding[], kinds: readonly FindingKind[]): readonly Finding[] {
  const ends = ({ kind, going }: Finding) => going && kinds.includes(kind);
  return findings.some(ends) ? findings.map((one) => (ends(one) ? { ...one, going: false } : one)) : findings;
}
