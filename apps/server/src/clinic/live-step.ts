import { type CgmOutput, happens, type PumpOutput } from "@homeostat/models";
import { counterRegulation, type Glucose } from "./body.ts";
import type { Draft } from "./draft.ts";
import { eat } from "./eating.ts";
import { fingerstick, order, type PumpOrder } from "./insulin.ts";
import { delay, isNow, type Moment, minuteMs, stepMs } from "./moment.ts";
import type { Person } from "./person.ts";
import type { GivenBolus, PersonState } from "./person-state.ts";
import { sensitivityAt } from "./rhythm.ts";
import { drawnFrom, type Streams } from "./streams.ts";
import { liveVitals } from "./vital-streams.ts";

/** What truly happened in five minutes; no twin sees it. */
export interface TruthPoint extends Glucose {
  readonly subject: string;
  /** End of the five minutes. */
  readonly at: number;
  /** g eaten and U that reached the person in these five minutes. */
  readonly carbs: number;
  readonly insulin: number;
}

export interface Lived {
  readonly state: PersonState;
  readonly drafts: readonly Draft[];
  readonly truth: TruthPoint;
}

const keptOfRecent = 24 * 12;
const bolusMemory = 8 * 60 * minuteMs;
const phoneAwayPerDay = 0.7;

/** Five minutes of one person's life: what they do, what reaches the body, what the devices see and send. */
export function liveStep(person: Person, state: PersonState, moment: Moment, streams: Streams): Lived {
  const { behaviour } = streams;
  const eating = eat(state, moment, person.therapy !== null, behaviour);
  const asked = person.therapy && order(state, moment, person.therapy, person.rhythm, behaviour);
  const pump = person.pump.step(state.pump, asked ?? { basal: 0, bolus: 0 }, streams.pump);
  const delivered = pump.output.delivered;
  const body = person.body.step(state.body, {
    carbs: eating.eaten,
    mealBegins: eating.mealBegins,
    ...delivered,
    intensity: intensityAt(moment),
    released: counterRegulation(state.glucose.plasma),
    sensitivity: moment.plan.sensitivity * sensitivityAt(person.rhythm, moment.local.hour),
  });
  const { interstitial, plasma } = body.glucose;
  const sensor = person.sensor.step(state.cgm, { interstitial, asleep: moment.asleep }, streams.sensor);
  const vitals = liveVitals(person.vitals, state.vitals, moment, streams);
  const drafts = [
    ...eating.drafts,
    ...(asked ? insulinDrafts(asked, pump.output, moment) : []),
    ...sensorDrafts(sensor.output, moment),
    ...(moment.plan.fingersticks.some((minute) => isNow(moment, minute))
      ? [fingerDraft(plasma, moment, streams)]
      : []),
    ...vitals.drafts,
  ];
  const leaves = happens(phoneAwayPerDay, 5, streams.phone) && state.awayUntil <= moment.from;
  return {
    drafts,
    truth: {
      subject: person.member.id,
      at: moment.to,
      plasma,
      interstitial,
      carbs: eating.eaten,
      insulin: delivered.bolus + delivered.basal / 12,
    },
    state: {
      body: body.state,
      glucose: body.glucose,
      plate: eating.plate,
      reading: sensor.output.reading ?? state.reading,
      boluses: remembered(state.boluses, pump.output.recorded.bolus, moment.from),
      rescuedAt: eating.rescuedAt,
      cgm: sensor.state,
      pump: pump.state,
      vitals: vitals.state,
      awayUntil: leaves ? moment.to + delay(20, 110, streams.phone) : state.awayUntil,
      tally: { sum: state.tally.sum + plasma, count: state.tally.count + 1 },
      recent: [...state.recent.slice(1 - keptOfRecent), body.glucose],
      drawn: drawnFrom(streams),
    },
  };
}

function intensityAt({ plan, local }: Moment): number {
  const running = plan.activities.find(
    ({ minute, minutes }) => local.minute >= minute && local.minute < minute + minutes,
  );
  return running?.intensity ?? 0;
}

function insulinDrafts(asked: PumpOrder, { recorded }: PumpOutput, moment: Moment): readonly Draft[] {
  const sent = { start: moment.from, device: "pump", ready: moment.to + 15_000 };
  return [
    ...(moment.local.minute % 60 === 0
      ? [
          {
            what: "insulinBasalRate",
            value: recorded.basal,
            ...sent,
            end: moment.from + 12 * stepMs,
          } as const,
        ]
      : []),
    ...(asked.entered > 0 ? [{ what: "carbohydrate", value: asked.entered, ...sent } as const] : []),
    ...(recorded.bolus > 0 ? [{ what: "insulinBolus", value: recorded.bolus, ...sent } as const] : []),
  ];
}

function sensorDrafts({ reading, beyond }: CgmOutput, moment: Moment): readonly Draft[] {
  if (reading === null) return [];
  const censored = beyond === null ? {} : { beyond };
  return [
    {
      what: "cgmGlucose",
      value: reading,
      start: moment.to,
      device: "dexcom-g6",
      ready: moment.to + 20_000,
      ...censored,
    },
  ];
}

function fingerDraft(plasma: number, moment: Moment, streams: Streams): Draft {
  const value = fingerstick(plasma, streams.behaviour);
  return { what: "bloodGlucose", value, start: moment.to, device: "meter", ready: moment.to + 30_000 };
}

function remembered(boluses: readonly GivenBolus[], units: number, at: number): readonly GivenBolus[] {
  if (units === 0) return boluses;
  return [...boluses.filter((past) => at - past.at < bolusMemory), { at, units }];
}
