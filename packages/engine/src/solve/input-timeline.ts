import type { InputTimeline } from "./bound-schedule.ts";
import { ascendingTimes, firstAtLeast } from "./ascending-times.ts";
import { RunningSum } from "./running-sum.ts";

/** A value kept from `at` on, until the next. */
interface Setting {
  readonly at: number;
  readonly value: number;
}

/** `rate` on top of what the input is set to, from `start` to `end`. */
interface Infusion {
  readonly start: number;
  readonly end: number;
  readonly rate: number;
}

/** Values at times; between them held or joined by straight lines; it rules from the first to the last time. */
export interface Signal {
  readonly times: readonly number[];
  readonly values: readonly number[];
  readonly between: "hold" | "line";
}

/** All that drives one input: each list ascending in time; signals do not overlap. */
export interface InputCourse {
  readonly settings: readonly Setting[];
  readonly infusions: readonly Infusion[];
  readonly signals: readonly Signal[];
}

/**
 * Cuts a course into pieces within which the input is constant or a straight line. The sum of infused rates is made
 * anew for each piece, so that after the last infusion the input is again exactly what it was set to.
 */
export function inputTimeline(input: number, course: InputCourse): InputTimeline {
  const times = changeTimes(course);
  const size = times.length;
  const [base, slope, held, extra] = Array.from({ length: 4 }, () => new Float64Array(size)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  writeSettings(course.settings, times, base);
  for (const signal of course.signals) writeSignal(signal, times, base, slope);
  writeInfusions(course.infusions, times, held, extra);
  return { input, times, base, slope, held, extra };
}

/** A default's derivative over the course of its input: at its own default where the input is, else 0. */
export function tangentTimeline(input: number, { times, base }: InputTimeline): InputTimeline {
  const nothing = new Float64Array(times.length);
  const own = base.map((value) => (Number.isNaN(value) ? value : 0));
  return { input, times, base: own, slope: nothing, held: nothing, extra: nothing };
}

function changeTimes({ settings, infusions, signals }: InputCourse): Float64Array {
  return ascendingTimes([
    settings.map(({ at }) => at),
    infusions.map(({ start }) => start),
    infusions.map(({ end }) => end),
    ...signals.map(({ times }) => times),
  ]);
}

function writeSettings(settings: readonly Setting[], times: Float64Array, base: Float64Array): void {
  let value = Number.NaN;
  let next = 0;
  for (let i = 0; i < times.length; i++) {
    for (; next < settings.length && settings[next]!.at <= times[i]!; next++) value = settings[next]!.value;
    base[i] = value;
  }
}

function writeSignal(
  { times: knots, values, between }: Signal,
  times: Float64Array,
  base: Float64Array,
  slope: Float64Array,
): void {
  let piece = firstAtLeast(times, knots[0]!);
  for (let knot = 0; knot + 1 < knots.length; knot++) {
    const start = knots[knot]!;
    const rise = between === "line" ? (values[knot + 1]! - values[knot]!) / (knots[knot + 1]! - start) : 0;
    for (; times[piece]! < knots[knot + 1]!; piece++) {
      base[piece] = values[knot]! + rise * (times[piece]! - start);
      slope[piece] = rise;
    }
  }
}

function writeInfusions(
  infusions: readonly Infusion[],
  times: Float64Array,
  held: Float64Array,
  extra: Float64Array,
): void {
  const running = new RunningSum(infusions.length);
  const byEnd = infusions.map((_, i) => i).sort((a, b) => infusions[a]!.end - infusions[b]!.end);
  let ended = 0;
  let started = 0;
  for (let i = 0; i < times.length; i++) {
    const now = times[i]!;
    while (ended < byEnd.length && infusions[byEnd[ended]!]!.end <= now) running.set(byEnd[ended++]!, 0);
    held[i] = running.total;
    for (; started < infusions.length && infusions[started]!.start <= now; started++)
      running.set(started, infusions[started]!.rate);
    extra[i] = running.total;
  }
}
