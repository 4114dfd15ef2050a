import { drawNormal } from "@homeostat/engine";
import { bloodPressure, heartRate, maximalHeartRate, steps, weight } from "@homeostat/models";
import { ageYears, type CastMember } from "./cast.ts";
import type { PlannedActivity } from "./day-plan.ts";
import type { Draft } from "./draft.ts";
import type { Habits } from "./habits.ts";
import { delay, isNow, type Moment, minuteMs } from "./moment.ts";
import type { Streams } from "./streams.ts";

/** The processes behind watch, cuff and scale. */
export function vitalDevices(member: CastMember, habits: Habits, start: number) {
  const fluid = member.problems.includes("heartFailure") ? 5 : 0;
  const trend = member.medications.includes("semaglutide") ? -6 : 0.5;
  return {
    heart: heartRate({ resting: member.heart.resting, maximal: maximalHeartRate(ageYears(member, start)) }),
    steps: steps(habits.errandsPerDay),
    pressure: bloodPressure(member.heart),
    weight: weight({ start: member.weightKg, trend, fluidEpisodesPerYear: fluid }),
  };
}

export type VitalDevices = ReturnType<typeof vitalDevices>;

export interface VitalStates {
  readonly heart: ReturnType<VitalDevices["heart"]["begin"]>;
  readonly pressure: ReturnType<VitalDevices["pressure"]["begin"]>;
  readonly weight: ReturnType<VitalDevices["weight"]["begin"]>;
  /** Steps since the last full hour. */
  readonly steps: number;
}

export function beginVitals(devices: VitalDevices, streams: Streams): VitalStates {
  return {
    heart: devices.heart.begin(streams.heart),
    pressure: devices.pressure.begin(streams.pressure),
    weight: devices.weight.begin(streams.weight),
    steps: 0,
  };
}

type Lived = { readonly state: VitalStates; readonly drafts: readonly Draft[] };

export function liveVitals(
  devices: VitalDevices,
  state: VitalStates,
  moment: Moment,
  streams: Streams,
): Lived {
  const running = moment.plan.activities.find(
    ({ minute, minutes }) => moment.local.minute >= minute && moment.local.minute < minute + minutes,
  );
  const watch = wear(devices, state, moment, running, streams);
  const cuff = devices.pressure.step(state.pressure, { localHour: moment.local.hour }, streams.pressure);
  const scale = moment.local.minute < 5 ? devices.weight.step(state.weight, null, streams.weight) : null;
  const next = { ...watch.state, pressure: cuff.state, weight: scale?.state ?? state.weight };
  return {
    state: next,
    drafts: [
      ...watch.drafts,
      ...measure(moment, cuff.output),
      ...weigh(devices, next, moment, streams),
      ...done(moment, streams),
    ],
  };
}

function wear(
  devices: VitalDevices,
  state: VitalStates,
  moment: Moment,
  running: PlannedActivity | undefined,
  streams: Streams,
): Lived {
  const { asleep, local } = moment;
  const effort = (running?.intensity ?? 0) / 100;
  const heart = devices.heart.step(state.heart, { localHour: local.hour, asleep, effort }, streams.heart);
  const walked = devices.steps.step(null, { asleep, cadence: running?.cadence ?? 0 }, streams.steps).output;
  const count = state.steps + walked;
  const hourEnds = local.minute % 60 === 55;
  const drafts: Draft[] = [];
  if (local.minute % 15 === 0) drafts.push(fromWatch("heartRate", heart.output, moment, moment.from));
  if (hourEnds && count > 0) drafts.push(fromWatch("steps", count, moment, moment.to - 60 * minuteMs));
  return { state: { ...state, heart: heart.state, steps: hourEnds ? 0 : count }, drafts };
}

/** Watches send every quarter of an hour; counts carry the period that they cover. */
function fromWatch(what: "heartRate" | "steps", value: number, moment: Moment, start: number): Draft {
  const quarter = 15 * minuteMs;
  const ready = (Math.floor(moment.to / quarter) + 1) * quarter;
  const period = what === "steps" ? { end: moment.to } : {};
  return { what, value, start, ...period, device: "watch", ready };
}

function measure(moment: Moment, reading: { systolic: number; diastolic: number }): readonly Draft[] {
  if (!moment.plan.cuffs.some((minute) => isNow(moment, minute))) return [];
  const both = { start: moment.from, device: "cuff", ready: moment.to + 20_000 };
  return [
    { what: "systolic", value: reading.systolic, ...both },
    { what: "diastolic", value: reading.diastolic, ...both },
  ];
}

/** The scale reads what the process holds, with its own scatter, when someone steps on it. */
function weigh(
  devices: VitalDevices,
  state: VitalStates,
  moment: Moment,
  streams: Streams,
): readonly Draft[] {
  const { weighs } = moment.plan;
  if (weighs === null || !isNow(moment, weighs)) return [];
  const value = devices.weight.step(state.weight, null, streams.weight).output;
  return [{ what: "weight", value, start: moment.from, device: "scale", ready: moment.to + 20_000 }];
}

/** A walk or sport that the watch noticed is reported once it is over. */
function done(moment: Moment, { heart }: Streams): readonly Draft[] {
  return moment.plan.activities
    .filter(({ noticed, minute, minutes }) => noticed && isNow(moment, minute + minutes - 5))
    .map(({ intensity, minutes }) => ({
      what: "activityIntensity",
      value: Math.round(Math.max(5, intensity * (1 + drawNormal(heart, 0, 0.1)))),
      start: moment.to - minutes * minuteMs,
      end: moment.to,
      device: "watch",
      ready: moment.to + delay(1, 15, heart),
    }));
}
