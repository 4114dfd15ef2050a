import { assimilate, createTwin, forecast, knownCodes, type Prepared, sameCode } from "@homeostat/twin";
import { glucoseOf, type Life, minute } from "../faults/lives.ts";
import { type Course, fingersticks, through } from "./sensors.ts";

/** A forecast of half an hour beside true glucose at the sensor's site. */
interface Held {
  readonly error: number;
  readonly covered: boolean;
}

/** What a twin told of its sensor at each reading, beside the truth. */
export interface FollowedDrift {
  readonly design: string;
  readonly person: string;
  readonly course: Course;
  readonly perDay: number;
  /** Told bias (null: none told) and ln of the true gain, reading by reading. */
  readonly told: readonly { readonly at: number; readonly bias: number | null; readonly truth: number }[];
  readonly held: readonly Held[];
}

const horizon = 30;
const everyMinutes = 30;
/** The first day is for the twin to find its feet. */
const settled = 720 * minute;

/** A twin follows a life through a sensor with this course, with so many fingersticks a day. */
export function followDrift(life: Life, prepared: Prepared, course: Course, perDay: number): FollowedDrift {
  const points = through(life, course);
  const born = points[0]!.at;
  const truth = new Map(life.truth.map(({ at, interstitial }) => [at, interstitial]));
  const records = [...life.records.filter(isNoStick), ...fingersticks(life, perDay)]
    .filter(({ start }) => start >= born)
    .sort((a, b) => a.start - b.start);
  let twin = createTwin(prepared, { subject: life.member.id, born }, 7);
  let next = 0;
  const told: FollowedDrift["told"][number][] = [];
  const held: Held[] = [];
  for (const { at, value, bias } of points) {
    const from = next;
    while (next < records.length && records[next]!.start < at) next++;
    twin = assimilate(prepared, twin, [
      ...records.slice(from, next),
      glucoseOf(life, "cgmGlucose", { at, value }, "drift"),
    ]).twin;
    const finding = twin.findings.find(({ kind, going }) => kind === "sensor drift" && going);
    told.push({ at, bias: finding?.bias?.median ?? null, truth: bias });
    const then = truth.get(at + horizon * minute);
    if (then === undefined || at < born + settled || (at / minute) % everyMinutes !== 0) continue;
    const { points: ahead } = forecast(prepared, twin, { madeAt: twin.watermark, horizonMinutes: horizon });
    const { quantiles } = ahead.at(-1)!;
    held.push({ error: quantiles[3]! - then, covered: quantiles[1]! <= then && then <= quantiles[5]! });
  }
  return {
    design: prepared.design.title,
    person: `${life.seed} ${life.member.id}`,
    course,
    perDay,
    told,
    held,
  };
}

/** The clinic's people take fingersticks of their own; here all are the study's. */
const isNoStick = ({ code }: { readonly code: { readonly system: string; readonly code: string } }) =>
  !sameCode(code, knownCodes.bloodGlucose.code);
