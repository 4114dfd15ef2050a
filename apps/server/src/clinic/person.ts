import { randomStream } from "@homeostat/engine";
import {
  cgm,
  dallaMan2007Exercise,
  g6Population,
  insulinPump,
  pumps,
  usualCgm,
  usualCgmFaults,
  usualSetFaults,
  uvaPadovaS2008Exercise,
} from "@homeostat/models";
import type { Draw, Instant } from "@homeostat/twin";
import { Body } from "./body.ts";
import type { CastMember } from "./cast.ts";
import { type Habits, habitsOf } from "./habits.ts";
import { drawRhythm, type Rhythm } from "./rhythm.ts";
import { type Therapy, therapyFor } from "./therapy.ts";
import { drawTruth } from "./truth-population.ts";
import { type VitalDevices, vitalDevices } from "./vital-streams.ts";

/** Everything of a person that does not change, made from the seed alone. */
export interface Person {
  readonly seed: number;
  readonly member: CastMember;
  readonly habits: Habits;
  readonly rhythm: Rhythm;
  /** Null for those who take no insulin. */
  readonly therapy: Therapy | null;
  readonly body: Body;
  readonly model: string;
  /** The free parameters that were drawn. */
  readonly drawn: Draw;
  readonly sensor: ReturnType<typeof cgm>;
  readonly pump: ReturnType<typeof insulinPump>;
  readonly vitals: VitalDevices;
}

const sensorSettings = { ...usualCgm, errors: g6Population, faults: usualCgmFaults };

export function makePerson(seed: number, member: CastMember, start: Instant): Person {
  const chance = randomStream({ seed, purpose: `clinic/person/${member.id}`, member: 0 });
  const habits = habitsOf(member);
  const type2 = member.kind === "type 2";
  const model = type2 ? dallaMan2007Exercise : uvaPadovaS2008Exercise;
  const drawn = drawTruth(member, chance);
  return {
    seed,
    member,
    habits,
    drawn,
    rhythm: drawRhythm(chance),
    therapy: type2 ? null : therapyFor(drawn, chance),
    body: new Body(model, drawn),
    model: model.id,
    sensor: cgm(sensorSettings),
    pump: insulinPump(pumps.find(({ id }) => id === "insulet")!, usualSetFaults),
    vitals: vitalDevices(member, habits, start),
  };
}
