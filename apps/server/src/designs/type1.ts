import { cohortS2008, cohortS2008Parameters } from "@homeostat/models";
import { knownCodes, type TwinDesign } from "@homeostat/twin";
import {
  activity,
  alarms,
  amounts,
  cgm,
  fingerstick,
  learns,
  meals,
  missingMeals,
  scoring,
  settleMinutes,
  slotMinutes,
  watch,
} from "./common.ts";
import { parameterTrust } from "./parameter-trust.ts";

/** What is known of a person when a design is chosen. */
export interface Type1Person {
  readonly ageYears: number | null;
  readonly weightKg: number | null;
}

/** Shown: what glucose, insulin and meals bear on most. How well it is recovered, `scripts/credibility/twins.ts` tells. */
const told = ["Vmx", "kp2", "kp3", "kabs", "ksc", "b", "m1", "m4"];
/** Such data hardly bear on these: they take up what the model lacks (mistimed meals, a sensor's bias), so they are not shown. */
const untold = "Gb Ib EGPb Vg Vi k1 k2 kmax kmin d ki Km0 p2u kd ka1 ka2".split(" ");
/** Insulin's effect changes from day to day and over the day. */
const changing = new Set(["Vmx", "kp3"]);

/** Type 1 diabetes with insulin, meals and activity recorded, on UVA/Padova S2008 with the exercise add-on. */
export function type1Design({ ageYears, weightKg }: Type1Person): TwinDesign {
  return {
    id: "type-1-known-inputs",
    title: "Type 1 diabetes, insulin and meals recorded",
    model: "uva-padova-s2008-exercise",
    members: 80,
    /** Late boluses and walks that nobody noticed surprise this twin more than its forecasts tell. */
    measures: [{ ...cgm, watch: { ...watch, varianceScale: 1.3 } }, fingerstick],
    takes: [
      meals,
      { code: knownCodes.insulinBolus.code, as: { dose: "bolus" }, factor: 1, doubt: 0 },
      {
        code: knownCodes.insulinBasalRate.code,
        as: { input: "insulin", holds: true },
        factor: 1 / 60,
        doubt: 0,
      },
      activity,
    ],
    learns: [
      ...told.map((name) => learns(name, true, changing.has(name), parameterTrust["type 1"][name])),
      ...untold.map((name) => learns(name, false, changing.has(name))),
    ],
    disturbances: [{ input: "Rx", sd: 0.8, correlationMinutes: 60 }],
    missingMeals: missingMeals(weightKg, 0.48, 24),
    nonNegative: [...amounts, "Isc1", "Isc2"],
    given: weightKg === null ? {} : { BW: weightKg },
    population: populationOf(ageYears),
    warmUpMinutes: 360,
    settleMinutes,
    slotMinutes,
    restraint: { relaxation: 0, strictness: 3, floor: 0.7 },
    forecasts: "sensorGlucose",
    alarms,
    scoring,
  };
}

/** The published subjects of the person's age group: children to 12, adolescents to 18 (the groups of the simulator). */
function populationOf(ageYears: number | null): NonNullable<TwinDesign["population"]> {
  const age = ageYears ?? 40;
  const group = age < 12 ? "child" : age < 19 ? "adolescent" : "adult";
  const people = cohortS2008.filter((subject) => subject.group === group);
  return {
    names: cohortS2008Parameters,
    draws: people.map(({ parameters }) => cohortS2008Parameters.map((name) => parameters[name])),
  };
}
