import {
  assimilate,
  createTwin,
  type Finding,
  forecast,
  type Observation,
  type Prepared,
  type Twin,
} from "@homeostat/twin";
import type { FaultKind } from "./inject.ts";
import { type Life, minute } from "./lives.ts";

/** A forecast of half an hour: when it was made, of which instant, and its quantiles. */
export interface Moment {
  readonly at: number;
  readonly of: number;
  readonly quantiles: readonly number[];
}

/** The chance that a reading is at fault, by what would be wrong with it. */
type Chances = Readonly<Record<FaultKind, number>>;

interface Course {
  readonly chances: readonly Chances[];
  readonly moments: readonly Moment[];
  /** The last word on each fault that was told. */
  readonly findings: readonly Finding[];
}

const horizonMinutes = 30;
const everyMinutes = 10;

/** A twin follows a life reading by reading, and forecasts at some of its moments. */
export function courseOf(
  life: Life,
  prepared: Prepared,
  readings: readonly Observation[],
  asked: (at: number) => boolean,
): Course {
  const born = readings[0]!.start;
  const records = life.records.filter((one) => one.start >= born).toSorted((a, b) => a.start - b.start);
  let twin = createTwin(prepared, { subject: life.member.id, born }, 7);
  let next = 0;
  const chances: Chances[] = [];
  const moments: Moment[] = [];
  const findings = new Map<string, Finding>();
  for (const reading of readings) {
    const from = next;
    while (next < records.length && records[next]!.start < reading.start) next++;
    twin = assimilate(prepared, twin, [...records.slice(from, next), reading]).twin;
    chances.push(chancesOf(twin, reading.start));
    for (const one of twin.findings) findings.set(`${one.kind} ${one.from}`, one);
    if (!asked(reading.start) || (reading.start / minute) % everyMinutes !== 0) continue;
    const { points } = forecast(prepared, twin, { madeAt: twin.watermark, horizonMinutes });
    const { at, quantiles } = points.at(-1)!;
    moments.push({ at: reading.start, of: at, quantiles });
  }
  return { chances, moments, findings: [...findings.values()] };
}

/** Compression lows and wild readings are two sides of one watch: how likely its sensor works. A jump is refused at once. */
function chancesOf({ sensors, findings }: Twin, at: number): Chances {
  const { belief, stuck } = sensors[0]!;
  const jumped = findings.some(({ to, code }) => to === at && code === "HS3060");
  const biased = jumped ? 1 : belief === null ? 0 : 1 - belief.chances[0]!;
  return { "compression low": biased, "wild reading": biased, "stuck sensor": stuck };
}
