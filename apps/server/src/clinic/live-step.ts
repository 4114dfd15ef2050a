import { happens } from "@homeostat/models";
import { type Actions, act } from "./actions.ts";
import { counterRegulation, type Glucose, type Reaches } from "./body.ts";
import type { Draft } from "./draft.ts";
import { delay, type Moment, minuteMs } from "./moment.ts";
import type { Person } from "./person.ts";
import type { GivenBolus, PersonState } from "./person-state.ts";
import { sensitivityAt } from "./rhythm.ts";
import { type Sensed, sense } from "./senses.ts";
import { drawnFrom, type Streams } from "./streams.ts";

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

const keptOfRecent = 3 * 12;
const bolusMemory = 8 * 60 * minuteMs;
const phoneAwayPerDay = 0.7;

/** Five minutes of one person's life: what they do, what reaches the body, what the devices see and send. */
export function liveStep(person: Person, state: PersonState, moment: Moment, streams: Streams): Lived {
  const actions = act(person, state, moment, streams);
  const body = person.body.step(state.body, reaching(person, state, moment, actions));
  const sensed = sense(person, state, moment, body.glucose, streams);
  const { eating, pump } = actions;
  return {
    drafts: [...actions.drafts, ...sensed.drafts],
    truth: {
      subject: person.member.id,
      at: moment.to,
      ...body.glucose,
      carbs: eating.eaten,
      insulin: pump.output.delivered.bolus + pump.output.delivered.basal / 12,
    },
    state: { ...aged(state, moment, actions, sensed, body.glucose, streams), body: body.state },
  };
}

function reaching(person: Person, state: PersonState, moment: Moment, { eating, pump }: Actions): Reaches {
  const { minute, hour } = moment.local;
  const running = moment.plan.activities.find(
    (one) => minute >= one.minute && minute < one.minute + one.minutes,
  );
  return {
    carbs: eating.eaten,
    mealBegins: eating.mealBegins,
    ...pump.output.delivered,
    intensity: running?.intensity ?? 0,
    released: counterRegulation(state.glucose.plasma),
    sensitivity: moment.plan.sensitivity * sensitivityAt(person.rhythm, hour),
  };
}

/** The person's state after these five minutes, all but the body. The streams are read last: nothing is drawn after. */
function aged(
  state: PersonState,
  moment: Moment,
  { eating, pump }: Actions,
  sensed: Sensed,
  glucose: Glucose,
  streams: Streams,
): Omit<PersonState, "body"> {
  const leaves = happens(phoneAwayPerDay, 5, streams.phone) && state.awayUntil <= moment.from;
  return {
    glucose,
    plate: eating.plate,
    reading: sensed.reading ?? state.reading,
    boluses: remembered(state.boluses, pump.output.recorded.bolus, moment.from),
    rescuedAt: eating.rescuedAt,
    cgm: sensed.cgm,
    pump: pump.state,
    vitals: sensed.vitals,
    awayUntil: leaves ? moment.to + delay(20, 110, streams.phone) : state.awayUntil,
    tally: { sum: state.tally.sum + glucose.plasma, count: state.tally.count + 1 },
    recent: [...state.recent.slice(1 - keptOfRecent), glucose],
    drawn: drawnFrom(streams),
  };
}

function remembered(boluses: readonly GivenBolus[], units: number, at: number): readonly GivenBolus[] {
  if (units === 0) return boluses;
  return [...boluses.filter((past) => at - past.at < bolusMemory), { at, units }];
}
