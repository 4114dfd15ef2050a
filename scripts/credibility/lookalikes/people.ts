import { drawNormal, type RandomStream, randomStream, simulate } from "@homeostat/engine";
import {
  cgm,
  dallaMan2007,
  dallaMan2007Healthy,
  sevenPlus,
  usualCgm,
  usualCgmFaults,
} from "@homeostat/models";
import { knownCodes, sameCode } from "@homeostat/twin";
import { cast, openClinic } from "../../../apps/server/src/clinic/index.ts";

/** What a sensor read of one person: minutes from their first midnight, mg/dL; nothing where it gave no reading. */
export interface Course {
  readonly id: string;
  readonly minutes: readonly number[];
  readonly glucose: readonly number[];
}

const every = 5;
const day = 1440;
const rested = 720;

const usual = { healthy: dallaMan2007Healthy, "type 2": {} } as const;

/** Someone who eats three meals and a snack, on Dalla Man's healthy person or the one with type 2 diabetes, with a spread of ours. */
export function eater(kind: keyof typeof usual, seed: number, member: number, days: number): Course {
  const chance = (purpose: string) => randomStream({ seed, member, purpose: `look-alike ${purpose}` });
  const body = chance("body");
  const about = (random: RandomStream, value: number, spread: number) =>
    value * Math.exp(spread * drawNormal(random));
  const parameters = Object.fromEntries(
    Object.entries(dallaMan2007.parameters).flatMap(([name, { value, spread }]) => {
      const middle = (usual[kind] as Readonly<Record<string, number>>)[name] ?? value;
      if (typeof middle !== "number") return [];
      return [[name, spread === undefined ? middle : about(body, middle, 0.12)]];
    }),
  );
  const table = chance("meals");
  const meals = Array.from({ length: days }, (_, at) =>
    [
      [480, 45],
      [765, 65],
      [960, 18],
      [1155, 70],
    ].map(([minute, grams]) => ({
      kind: "dose" as const,
      dose: "meal" as const,
      at: at * day + minute! + 45 * drawNormal(table),
      amount: about(table, grams!, 0.35),
    })),
  ).flat();
  const { outputs } = simulate(dallaMan2007, {
    parameters,
    schedule: meals.filter(({ at }) => at > 0).sort((a, b) => a.at - b.at),
    from: -rested,
    to: days * day,
    every,
  });
  return worn(
    `${1636 + (member % 7)}-69-${String(member + 1).padStart(3, "0")}`,
    outputs.sensorGlucose,
    chance,
  );
}

/** What an older sensor makes of it. */
function worn(id: string, truth: Float64Array, chance: (purpose: string) => RandomStream): Course {
  const device = cgm({ ...usualCgm, errors: sevenPlus, faults: usualCgmFaults });
  const random = chance("sensor");
  let state = device.begin(random);
  const minutes: number[] = [];
  const glucose: number[] = [];
  truth.slice(rested / every).forEach((interstitial, i) => {
    const asleep = (i * every) % day < 420;
    const next = device.step(state, { interstitial, asleep }, random);
    state = next.state;
    if (next.output.reading === null) return;
    minutes.push(i * every);
    glucose.push(Math.round(next.output.reading));
  });
  return { id, minutes, glucose };
}

/** People with type 1 diabetes as they live in virtual clinics, one clinic a seed. */
export function withType1(seed: number, days: number): readonly Course[] {
  const start = Date.UTC(2014, 2, 3);
  const clinic = openClinic(seed, start);
  const people = cast.filter(({ kind }) => kind.startsWith("type 1")).map(({ id }) => id);
  const { observations } = clinic.advance(start + days * day * 60_000);
  return people.map((person) => {
    const own = observations
      .filter(({ subject, code }) => subject === person && sameCode(code, knownCodes.cgmGlucose.code))
      .sort((a, b) => a.start - b.start);
    return {
      id: `${seed}${person}`,
      minutes: own.map((one) => Math.round((one.start - start) / 60_000)),
      glucose: own.map(({ value }) => (value.kind === "quantity" ? value.value : Number.NaN)),
    };
  });
}
