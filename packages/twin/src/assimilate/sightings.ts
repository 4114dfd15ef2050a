import type { BiasVerdict } from "@homeostat/engine/infer";
import { ended, type Finding, type FindingKind, withFinding } from "../findings/finding.ts";
import type { Observation } from "../observation/observation.ts";
import type { WatchedFault } from "../twin/design.ts";
import type { SensorMemory } from "../twin/twin.ts";
import type { Note } from "./notes.ts";

/** A fault as one reading shows it. */
export type Sighting = Pick<Finding, "kind" | "code" | "chance">;

/** Below this chance of a working sensor a reading is refused, below the next it is down-weighted and noted. */
export const refusedBelow = 0.5;
export const notedBelow = 0.9;
/** What is only noted makes no finding: that is told to people as most likely so. A stuck sensor is told as a maybe. */
const begins = ({ kind, chance }: Sighting) => kind === "stuck sensor" || chance >= 1 - refusedBelow;

const faultCodes = { "compression low": "HS3066", "wild reading": "HS3067" } as const satisfies Record<
  WatchedFault["name"],
  Note["code"]
>;

/** The fault that a verdict tells of; null where the sensor most likely works. */
export function sightingOf({ working, fault }: BiasVerdict): Sighting | null {
  if (working >= notedBelow) return null;
  const kind = fault as WatchedFault["name"];
  return { kind, code: faultCodes[kind], chance: 1 - working };
}

/** Kinds that are over where a reading does not show them. */
const ofReadings: readonly FindingKind[] = ["compression low", "wild reading", "stuck sensor"];
const minute = 60_000;
/** A silence shorter than this is none, whatever the sensor's interval. */
const silence = 15 * minute;
/** Readings may come a little early. */
const early = minute / 2;

interface Seen {
  readonly sightings: readonly Sighting[];
  readonly disproved: Finding["kind"] | null;
}

/** A twin's findings after one more reading of a sensor; without the one that it disproved. */
export function findingsAfter(
  findings: readonly Finding[],
  { start, offsetMinutes }: Observation,
  { sightings, disproved }: Seen,
  before: SensorMemory | null,
): readonly Finding[] {
  const over = ofReadings.filter((kind) => sightings.every((one) => one.kind !== kind));
  const seen = { from: start, to: start, going: true, offsetMinutes, readings: 1 };
  const goes = ({ kind, going }: Finding, one: Finding["kind"] | null) => going && kind === one;
  const left = findings.filter((one) => !goes(one, disproved));
  const kept = sightings
    .filter((one) => begins(one) || left.some((finding) => goes(finding, one.kind)))
    .reduce((all, sighting) => withFinding(all, { ...seen, ...sighting }, true), ended(left, over));
  const from = before && droppedOut(before, start) ? before.latest.at : null;
  if (from === null) return kept;
  const gap = {
    ...seen,
    kind: "drop-out",
    code: "HS3068",
    from,
    going: false,
    readings: 0,
    chance: 1,
  } as const;
  return withFinding(kept, gap, false);
}

/** Silent for three of the intervals that readings came in before. */
function droppedOut({ latest }: SensorMemory, at: number): boolean {
  const elapsed = at - latest.at + early;
  return elapsed >= silence && latest.every !== null && elapsed >= 3 * latest.every;
}
