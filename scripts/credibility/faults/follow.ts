import { type Prepared, prepareTwin } from "@homeostat/twin";
import { courseOf, type Moment } from "./course.ts";
import { type Episode, type FaultKind, faultKinds, through } from "./inject.ts";
import { type Life, minute } from "./lives.ts";
import { type Seen, simpleRules } from "./rules.ts";
import type { Scored } from "./score.ts";

/** How forecasts fared: those made in a fault or within half an hour of its end. */
export interface Fared {
  /** Sum of squared errors against true glucose at the sensor's site. */
  readonly squares: number;
  /** How often the 80 % band held what the sensor would have read without its fault: what the band is of. */
  readonly covered: number;
  readonly count: number;
}

export interface FollowedFault {
  readonly kind: FaultKind;
  readonly twin: Scored;
  readonly rule: Scored;
  /** With the watch, without it, and with it where the sensor had no fault: at the same moments. */
  readonly watched: Fared;
  readonly unwatched: Fared;
  readonly faultless: Fared;
}

/** What a twin told of a sensor that had no fault, by kind of finding. */
export type ToldFalsely = Readonly<Record<FaultKind, number>>;

export interface Followed {
  readonly faults: readonly FollowedFault[];
  readonly toldFalsely: ToldFalsely;
}

type Readings = ReturnType<typeof through>["readings"];

/** A twin follows a life through a sensor with each kind of fault in turn; beside it one without a watch; and without a fault. */
export function followLife(
  life: Life,
  prepared: Prepared,
  kinds: readonly FaultKind[] = faultKinds,
): Followed {
  const clean = through(life, null).readings;
  const faulty = kinds.map((kind) => ({ kind, ...through(life, kind) }));
  const disturbed = (episodes: readonly Episode[]) => (at: number) =>
    episodes.some(({ from, to }) => at >= from && at <= to + 30 * minute);
  const all = disturbed(faulty.flatMap(({ episodes }) => episodes));
  const usual = courseOf(life, prepared, clean, all);
  const faults = faulty.map(({ kind, readings, episodes }): FollowedFault => {
    const within = disturbed(episodes);
    const on = courseOf(life, prepared, readings, within);
    const off = courseOf(life, unwatched(prepared), readings, within);
    const at = readings.map(({ start }) => start);
    return {
      kind,
      twin: { at, score: on.chances.map((chance) => chance[kind]), episodes },
      rule: { at, score: simpleRules[kind](seenBy(life, readings)), episodes },
      watched: fared(life, clean, on.moments),
      unwatched: fared(life, clean, off.moments),
      faultless: fared(
        life,
        clean,
        usual.moments.filter(({ at }) => within(at)),
      ),
    };
  });
  const count = (kind: FaultKind) => usual.findings.filter((one) => one.kind === kind).length;
  const toldFalsely = Object.fromEntries(faultKinds.map((kind) => [kind, count(kind)])) as ToldFalsely;
  return { faults, toldFalsely };
}

function fared({ truth }: Life, clean: Readings, moments: readonly Moment[]): Fared {
  const glucose = new Map(truth.map(({ at, interstitial }) => [at, interstitial]));
  const readings = new Map(clean.map(({ start, value }) => [start, numberOf(value)]));
  const sum = { squares: 0, covered: 0, count: 0 };
  for (const { of, quantiles } of moments) {
    const [then, read] = [glucose.get(of), readings.get(of)];
    if (then === undefined || read === undefined) continue;
    sum.squares += (quantiles[3]! - then) ** 2;
    sum.covered += Number(quantiles[1]! <= read && read <= quantiles[5]!);
    sum.count++;
  }
  return sum;
}

const numberOf = (value: Readings[number]["value"]) => (value.kind === "quantity" ? value.value : Number.NaN);

const seenBy = ({ offsetMinutes }: Life, readings: Readings) =>
  readings.map(({ start, value }): Seen => {
    const hour = ((start / minute + offsetMinutes) % 1440) / 60;
    return { at: start, value: numberOf(value), night: hour >= 22 || hour < 8 };
  });

/** The same twin without a watch of its sensor's bias. */
function unwatched({ design, model }: Prepared): Prepared {
  const measures = design.measures.map(({ watch: _watch, ...measure }) => measure);
  return prepareTwin({ ...design, measures }, model);
}
