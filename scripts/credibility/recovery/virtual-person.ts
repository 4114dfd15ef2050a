import { drawNormal, type RandomStream, randomStream, type Schedule, simulate } from "@homeostat/engine";
import { cgm, cohortS2008, g6Population, noCgmFaults, usualCgm, uvaPadovaS2008 } from "@homeostat/models";
import { type Draw, logNormalAround, type TakenItem, virtualPeople } from "@homeostat/twin";
import { therapyFor } from "../../../apps/server/src/clinic/therapy.ts";
import { type1Rules } from "../../../apps/server/src/clinic/truth-population.ts";

/** Minutes from the noon on which a person's story begins: the sensor is read from midnight on. */
export const midnight = 720;
export const dayMinutes = 1440;
/** Days that are fitted; one more is foretold. */
export const daysFitted = 2;
const every = 5;

/** A virtual person of the UVA/Padova model, with what they took on two days and an evening, and what a sensor read. */
export interface VirtualPerson {
  readonly truth: Draw;
  /** U/h */
  readonly basal: number;
  readonly taken: readonly TakenItem[];
  readonly chance: (purpose: string) => RandomStream;
}

const draw = logNormalAround(
  cohortS2008.filter(({ group }) => group === "adult").map((one) => one.parameters),
);

/**
 * An evening, then days of three meals with insulin that is counted as people count, and a snack without; a correction where
 * glucose is high between meals, and sweets where it is low. All of it is recorded as it was.
 */
export function virtualPerson(seed: number, member: number): VirtualPerson {
  const chance = (purpose: string) => randomStream({ seed, member, purpose: `recovery ${purpose}` });
  const rules = type1Rules;
  const truth = virtualPeople({ count: 1, draw, rules, mostTries: 500 }, chance("person")).people[0]!;
  const { basal, bolus } = therapyFor(truth, chance("therapy"));
  const random = chance("meals");
  const about = (value: number, spread: number) => value * Math.exp(spread * drawNormal(random));
  const some = (at: number, range: number) => Math.round(midnight + at + range * (random.uniform() - 0.5));
  const eaten = (at: number, usual: number): TakenItem[] => {
    const when = some(at, 40);
    const grams = Math.round(about(usual, 0.25));
    return [
      { kind: "bolus", at: when, units: dose(about(grams, 0.2) / bolus.carbRatio) },
      { kind: "meal", at: when, grams },
    ];
  };
  const snack = (at: number): TakenItem => ({
    kind: "meal",
    at: some(at, 120),
    grams: Math.round(about(18, 0.3)),
  });
  const days = Array.from({ length: daysFitted + 1 }, (_, day) => day * dayMinutes);
  const meals = days.flatMap((day) => [
    ...eaten(day + 450, 45),
    ...eaten(day + 750, 70),
    snack(day + 960),
    ...eaten(day + 1140, 75),
  ]);
  const checks = days.flatMap((day) => [some(day + 630, 40), some(day + 1380, 60)]);
  const person = { truth, basal, taken: inOrder([...eaten(-300, 70), ...meals]), chance };
  return lived(person, checks, bolus.correctionFactor);
}

const dose = (units: number) => Math.round(10 * units) / 10;
const inOrder = (taken: readonly TakenItem[]) => [...taken].sort((a, b) => a.at - b.at);

const high = 170;
const low = 65;
const target = 120;
const mostTreatments = 40;

/** Lives the days again and again, each time up to what the person would next do about their glucose. */
function lived(person: VirtualPerson, checks: readonly number[], correctionFactor: number): VirtualPerson {
  let { taken } = person;
  let from = midnight;
  for (let i = 0; i < mostTreatments; i++) {
    const glucose = trueGlucose(person, taken);
    const isLow = (at: number) => glucose[at / every]! < low;
    const isHigh = (at: number) =>
      glucose[at / every]! > high && checks.some((check) => Math.abs(check - at) < 3);
    let at = from;
    while (at < every * glucose.length && !isLow(at) && !isHigh(at)) at += every;
    if (at >= every * glucose.length) break;
    const units = dose((glucose[at / every]! - target) / correctionFactor);
    const treated: TakenItem = isLow(at) ? { kind: "meal", at, grams: 15 } : { kind: "bolus", at, units };
    taken = inOrder([...taken, treated]);
    from = at + 30;
  }
  return { ...person, taken };
}

/** The person's true glucose under the skin, every five minutes from the story's beginning (mg/dL). */
export function trueGlucose(
  { truth, basal }: Pick<VirtualPerson, "truth" | "basal">,
  taken: readonly TakenItem[],
): Float64Array {
  const rested = 1440;
  const schedule: Schedule = [
    { kind: "set", input: "insulin", at: -rested, value: basal / 60 },
    ...taken.map((item): Schedule[number] =>
      item.kind === "meal"
        ? { kind: "dose", dose: "meal", at: item.at, amount: item.grams }
        : item.kind === "bolus"
          ? { kind: "dose", dose: "bolus", at: item.at, amount: item.units }
          : { kind: "set", input: "insulin", at: item.at, value: item.rate / 60 },
    ),
  ];
  const { outputs } = simulate(uvaPadovaS2008, {
    parameters: truth,
    schedule,
    from: -rested,
    to: midnight + (daysFitted + 1) * dayMinutes,
    every,
  });
  return outputs.sensorGlucose.slice(rested / every);
}

/** What a Dexcom G6 of this person reads of it, without faults: the same sensor and noise whatever the glucose. */
export function sensorReadings({ chance }: VirtualPerson, glucose: Float64Array): Float64Array {
  const device = cgm({
    ...usualCgm,
    errors: g6Population,
    faults: noCgmFaults,
    warmUpMinutes: 0,
    shows: [40, 400],
  });
  const random = chance("sensor");
  let state = device.begin(random);
  return glucose.map((interstitial) => {
    const next = device.step(state, { interstitial, asleep: false }, random);
    state = next.state;
    return next.output.reading!;
  });
}

/** Insulin times a factor from midnight of the first day on: boluses alone, or the basal rate too. */
export interface InsulinChange {
  readonly name: string;
  readonly factor: number;
  readonly basalToo: boolean;
}

export function otherInsulin(
  { taken, basal }: VirtualPerson,
  { factor, basalToo }: InsulinChange,
): readonly TakenItem[] {
  const changed = taken.map((item) =>
    item.kind === "bolus" && item.at >= midnight ? { ...item, units: item.units * factor } : item,
  );
  return basalToo ? [...changed, { kind: "basal", at: midnight, rate: basal * factor }] : changed;
}
