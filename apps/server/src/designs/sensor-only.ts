import type { TwinDesign } from "@homeostat/twin";
import { alarms, cgm, fingerstick, scoring, settleMinutes, slotMinutes } from "./common.ts";

/** Glucose readings and nothing else: what comes and goes of glucose is inferred, meals among it. */
export const sensorOnlyDesign: TwinDesign = {
  id: "sensor-only",
  title: "Glucose sensor alone, meals inferred",
  model: "glucose-appearance",
  members: 80,
  measures: [cgm, fingerstick],
  takes: [],
  learns: [
    { parameter: "Gb", pace: 0.5, driftPerDay: 0.3, told: false },
    { parameter: "SG", pace: 0.5, driftPerDay: 0.05, told: false },
    { parameter: "tau", pace: 0, driftPerDay: 0, told: false },
  ],
  disturbances: [{ input: "Rx", sd: 1.2, correlationMinutes: 45 }],
  nonNegative: ["G", "Gi"],
  given: {},
  warmUpMinutes: 360,
  settleMinutes,
  slotMinutes,
  restraint: { relaxation: 0, strictness: 1, floor: 0.2 },
  forecasts: "sensorGlucose",
  alarms,
  scoring,
};
