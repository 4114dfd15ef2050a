import type { TwinDesign } from "@homeostat/twin";
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
} from "./common.ts";
import { parameterTrust } from "./parameter-trust.ts";

export interface Type2Person {
  readonly weightKg: number | null;
}

/** Shown: what glucose bears on most. How well it is recovered, `scripts/credibility/twins.ts` tells. */
const told = ["Gb", "Vmx", "kp4", "beta", "kabs", "ksc"];
/** They take up what the model lacks, so they are not shown. */
const untold = "Ib Vg Vi k1 k2 m1 m4 kmax kmin b d kp1 kp2 kp3 ki Km0 p2u K alpha".split(" ");
const changing = new Set(["Vmx", "kp3"]);

/** Type 2 diabetes without insulin treatment, on Dalla Man 2007 with the exercise add-on; meals need not be recorded. */
export function type2Design({ weightKg }: Type2Person): TwinDesign {
  return {
    id: "type-2-own-insulin",
    title: "Type 2 diabetes, own insulin",
    model: "dalla-man-2007-exercise",
    members: 64,
    measures: [cgm, fingerstick],
    takes: [meals, activity],
    learns: [
      ...told.map((name) => learns(name, true, changing.has(name), parameterTrust["type 2"][name])),
      ...untold.map((name) => learns(name, false, changing.has(name))),
    ],
    disturbances: [{ input: "Rx", sd: 1, correlationMinutes: 60 }],
    missingMeals: missingMeals(weightKg, 0.26, 17),
    nonNegative: [...amounts, "Ipo"],
    given: weightKg === null ? {} : { BW: weightKg },
    warmUpMinutes: 360,
    settleMinutes,
    slotMinutes,
    restraint: { relaxation: 0, strictness: 3, floor: 0.7 },
    forecasts: "sensorGlucose",
    alarms,
    scoring,
  };
}
