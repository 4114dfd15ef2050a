import type { PumpOutput, PumpState, Step } from "@homeostat/models";
import type { Draft } from "./draft.ts";
import { type Eating, eat } from "./eating.ts";
import { order, type PumpOrder } from "./insulin.ts";
import { type Moment, stepMs } from "./moment.ts";
import type { Person } from "./person.ts";
import type { PersonState } from "./person-state.ts";
import type { Streams } from "./streams.ts";

/** What a person does in five minutes, and what pump and app note of it. */
export interface Actions {
  readonly eating: Eating;
  readonly pump: Step<PumpState, PumpOutput>;
  readonly drafts: readonly Draft[];
}

const nothing: PumpOrder = { basal: 0, bolus: 0, entered: 0 };

export function act(
  person: Person,
  state: PersonState,
  moment: Moment,
  { behaviour, pump: chance }: Streams,
): Actions {
  const { therapy, rhythm } = person;
  const eating = eat(state, moment, therapy !== null, behaviour);
  const asked = therapy === null ? nothing : order(state, moment, therapy, rhythm, behaviour);
  const pump = person.pump.step(state.pump, asked, chance);
  const noted = therapy === null ? [] : pumpDrafts(asked, pump.output, moment);
  return { eating, pump, drafts: [...eating.drafts, ...noted] };
}

/** A basal rate is noted each hour for the hour, a bolus with the carbohydrate that was entered for it. */
function pumpDrafts(asked: PumpOrder, { recorded }: PumpOutput, moment: Moment): readonly Draft[] {
  const sent = { start: moment.from, device: "pump", ready: moment.to + 15_000 };
  const drafts: Draft[] = [];
  if (moment.local.minute % 60 === 0)
    drafts.push({ what: "insulinBasalRate", value: recorded.basal, ...sent, end: moment.from + 12 * stepMs });
  if (asked.entered > 0) drafts.push({ what: "carbohydrate", value: asked.entered, ...sent });
  if (recorded.bolus > 0) drafts.push({ what: "insulinBolus", value: recorded.bolus, ...sent });
  return drafts;
}
