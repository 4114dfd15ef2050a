import type { Code } from "./observation.ts";

export const LOINC = "http://loinc.org";
/** Codes of ours, for what LOINC has no term for: doses as they were taken, settings, moves. */
export const HOMEOSTAT = "urn:homeostat:observation";

const loinc = (code: string): Code => ({ system: LOINC, code });
const own = (code: string): Code => ({ system: HOMEOSTAT, code });

/** The codes that twins and pages know by name, with their canonical unit (UCUM). */
export const knownCodes = {
  cgmGlucose: { code: loinc("99504-3"), unit: "mg/dL", title: "Glucose (sensor)" },
  plasmaGlucose: { code: loinc("2345-7"), unit: "mg/dL", title: "Glucose (plasma)" },
  bloodGlucose: { code: loinc("2339-0"), unit: "mg/dL", title: "Glucose (blood)" },
  capillaryGlucose: { code: loinc("41653-7"), unit: "mg/dL", title: "Glucose (fingerstick)" },
  carbohydrate: { code: loinc("9059-7"), unit: "g", title: "Carbohydrate eaten" },
  mealEnergy: { code: own("meal-energy"), unit: "kcal", title: "Energy of a meal" },
  insulinBolus: { code: own("insulin-bolus"), unit: "[iU]", title: "Insulin bolus" },
  insulinBasalRate: { code: own("insulin-basal-rate"), unit: "[iU]/h", title: "Insulin basal rate" },
  insulinLongActing: { code: own("insulin-long-acting"), unit: "[iU]", title: "Long-acting insulin" },
  activityIntensity: {
    code: own("activity-intensity"),
    unit: "%",
    title: "Activity (share of VO2max reserve)",
  },
  heartRate: { code: loinc("8867-4"), unit: "/min", title: "Heart rate" },
  steps: { code: loinc("55423-8"), unit: "{steps}", title: "Steps" },
  systolic: { code: loinc("8480-6"), unit: "mm[Hg]", title: "Systolic pressure" },
  diastolic: { code: loinc("8462-4"), unit: "mm[Hg]", title: "Diastolic pressure" },
  weight: { code: loinc("29463-7"), unit: "kg", title: "Weight" },
  height: { code: loinc("8302-2"), unit: "cm", title: "Height" },
  bmi: { code: loinc("39156-5"), unit: "kg/m2", title: "Body mass index" },
  hba1c: { code: loinc("4548-4"), unit: "%", title: "HbA1c" },
  egfr: { code: loinc("33914-3"), unit: "mL/min/{1.73_m2}", title: "eGFR" },
  creatinine: { code: loinc("2160-0"), unit: "mg/dL", title: "Creatinine" },
} as const satisfies Record<string, { code: Code; unit: string; title: string }>;

export type KnownCode = keyof typeof knownCodes;
