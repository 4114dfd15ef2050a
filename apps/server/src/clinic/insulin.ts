import type { RandomStream } from "@homeostat/engine";
import { bolusAdvice, type PumpInput } from "@homeostat/models";
import { isNow, type Moment, minuteMs } from "./moment.ts";
import type { PersonState } from "./person-state.ts";
import { need, type Rhythm } from "./rhythm.ts";
import type { Therapy } from "./therapy.ts";

/** What a person tells the pump in a step. */
export interface PumpOrder extends PumpInput {
  /** g entered with the bolus. */
  readonly entered: number;
}

const correctsAbove = 240;
const correctsAfter = 150 * minuteMs;

export function order(
  state: PersonState,
  moment: Moment,
  therapy: Therapy,
  rhythm: Rhythm,
  chance: RandomStream,
): PumpOrder {
  const meals = moment.plan.meals.filter(({ bolusAt }) => bolusAt !== null && isNow(moment, bolusAt));
  const entered = meals.reduce((sum, { counted }) => sum + counted, 0);
  const wants = meals.length > 0 ? !isLow(state) : corrects(state, moment, chance);
  const bolus = wants ? bolusAdvice(therapy.bolus, question(state, moment, entered)) : 0;
  return { basal: basalRate(moment, therapy, rhythm), bolus, entered };
}

/** Nobody gives a bolus at 60 mg/dL: they eat first. */
function isLow({ reading }: PersonState): boolean {
  return reading !== null && reading < 65;
}

function corrects(
  { reading, boluses }: PersonState,
  { asleep, from }: Moment,
  chance: RandomStream,
): boolean {
  if (reading === null || reading < correctsAbove || asleep) return false;
  const last = boluses.at(-1);
  return (last === undefined || from - last.at > correctsAfter) && chance.uniform() < 0.12;
}

function question({ reading, boluses }: PersonState, { from }: Moment, carbs: number) {
  const past = boluses.map(({ at, units }) => ({ minutesAgo: (from - at) / minuteMs, units }));
  return { carbs, glucose: reading, past };
}

/** The rate of the running hour: the profile, turned down by half for exercise that is planned or under way. */
function basalRate({ local, plan }: Moment, therapy: Therapy, rhythm: Rhythm): number {
  const hour = Math.floor(local.hour);
  const profile = therapy.basal * need(rhythm, hour + 0.5) ** therapy.follows;
  const eased = plan.activities.some(
    ({ easesBasal, minute, minutes }) =>
      easesBasal && minute < hour * 60 + 105 && minute + minutes > hour * 60,
  );
  return eased ? profile / 2 : profile;
}
