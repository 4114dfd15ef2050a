import { assimilate, createTwin, forecast, type Prepared, prepareTwin, type Twin } from "@homeostat/twin";
import { type FaultKind, through } from "./inject.ts";
import { type Life, minute } from "./lives.ts";
import { type Seen, simpleRules } from "./rules.ts";
import type { Scored } from "./score.ts";

/** How forecasts of half an hour fared against true glucose: those made in a fault or within half an hour of its end. */
export interface Fared {
  readonly squares: number;
  readonly covered: number;
  readonly count: number;
}

export interface FollowedFault {
  readonly twin: Scored;
  readonly rule: Scored;
  readonly fared: Fared;
}

const horizon = 30;

/** A twin follows a life through a faulty sensor, reading by reading. */
export function followFault(life: Life, prepared: Prepared, kind: FaultKind): FollowedFault {
  const { readings, episodes } = through(life, kind);
  const born = readings[0]!.start;
  const truth = new Map(life.truth.map(({ at, interstitial }) => [at, interstitial]));
  const records = life.records.filter((one) => one.start >= born).toSorted((a, b) => a.start - b.start);
  let twin = createTwin(prepared, { subject: life.member.id, born }, 7);
  let next = 0;
  const score: number[] = [];
  const fared = { squares: 0, covered: 0, count: 0 };
  for (const reading of readings) {
    const from = next;
    while (next < records.length && records[next]!.start < reading.start) next++;
    twin = assimilate(prepared, twin, [...records.slice(from, next), reading]).twin;
    score.push(chanceOf(twin, reading.start));
    const disturbed = episodes.some(
      ({ from, to }) => reading.start >= from && reading.start <= to + 30 * minute,
    );
    const then = truth.get(reading.start + horizon * minute);
    if (!disturbed || then === undefined || (reading.start / minute) % 10 !== 0) continue;
    const { points } = forecast(prepared, twin, { madeAt: twin.watermark, horizonMinutes: horizon });
    const { quantiles } = points.at(-1)!;
    fared.squares += (quantiles[3]! - then) ** 2;
    fared.covered += Number(quantiles[1]! <= then && then <= quantiles[5]!);
    fared.count++;
  }
  const at = readings.map(({ start }) => start);
  const seen = readings.map(({ start, value }): Seen => {
    const hour = ((start / minute + life.offsetMinutes) % 1440) / 60;
    return {
      at: start,
      value: value.kind === "quantity" ? value.value : Number.NaN,
      night: hour >= 22 || hour < 8,
    };
  });
  return { twin: { at, score, episodes }, rule: { at, score: simpleRules[kind](seen), episodes }, fared };
}

/** What the twin told of a reading, as the highest chance of a fault that goes on. */
function chanceOf({ sensors, findings }: Twin, at: number): number {
  const told = findings.filter(
    (one) => one.to === at && one.kind !== "missing meal" && one.kind !== "drop-out",
  );
  const belief = sensors[0]?.belief;
  const now = belief ? 1 - belief.chances[0]! : 0;
  const surest = told.filter(({ kind, code }) => kind === "stuck sensor" || code === "HS3060");
  return Math.max(now, ...surest.map(({ chance }) => chance));
}

/** The same twin without a watch of its sensor's bias. */
export function unwatched({ design, model }: Prepared): Prepared {
  const measures = design.measures.map(({ watch: _watch, ...measure }) => measure);
  return prepareTwin({ ...design, measures }, model);
}
