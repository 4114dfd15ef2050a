import { drawNormal, type RandomStream } from "@homeostat/engine";
import type { CgmOutput, CgmState } from "@homeostat/models";
import type { Glucose } from "./body.ts";
import type { Draft } from "./draft.ts";
import { isNow, type Moment } from "./moment.ts";
import type { Person } from "./person.ts";
import type { PersonState } from "./person-state.ts";
import type { Streams } from "./streams.ts";
import { liveVitals, type VitalStates } from "./vital-streams.ts";

/** What the devices saw in five minutes. */
export interface Sensed {
  readonly cgm: CgmState;
  readonly reading: number | null;
  readonly vitals: VitalStates;
  readonly drafts: readonly Draft[];
}

export function sense(
  person: Person,
  state: PersonState,
  moment: Moment,
  glucose: Glucose,
  streams: Streams,
): Sensed {
  const input = { interstitial: glucose.interstitial, asleep: moment.asleep };
  const sensor = person.sensor.step(state.cgm, input, streams.sensor);
  const vitals = liveVitals(person.vitals, state.vitals, moment, streams);
  const finger = fingerDrafts(glucose.plasma, moment, streams.behaviour);
  return {
    cgm: sensor.state,
    reading: sensor.output.reading,
    vitals: vitals.state,
    drafts: [...sensorDrafts(sensor.output, moment), ...finger, ...vitals.drafts],
  };
}

function sensorDrafts({ reading, beyond }: CgmOutput, moment: Moment): readonly Draft[] {
  if (reading === null) return [];
  const device = "dexcom-g6";
  const ready = moment.to + 20_000;
  return [
    {
      what: "cgmGlucose",
      value: reading,
      start: moment.to,
      device,
      ready,
      ...(beyond === null ? {} : { beyond }),
    },
  ];
}

/** Fingersticks: within about 5 % of blood glucose. */
function fingerDrafts(plasma: number, moment: Moment, chance: RandomStream): readonly Draft[] {
  if (!moment.plan.fingersticks.some((minute) => isNow(moment, minute))) return [];
  const value = Math.max(20, Math.round(plasma * (1 + drawNormal(chance, 0, 0.05))));
  return [{ what: "bloodGlucose", value, start: moment.to, device: "meter", ready: moment.to + 30_000 }];
}
