import { model } from "@homeostat/engine";

/**
 * Glucose of a person of whom only the sensor is known: the glucose half of the minimal model with insulin's part left
 * out. Whatever meals, insulin and exercise do is one net appearance `Rx`, which a twin infers; without it glucose goes
 * back to its basal level.
 */
export const glucoseAppearance = model({
  id: "glucose-appearance",
  title: "Glucose and its net appearance",
  reference: {
    citation:
      "Bergman RN, Ider YZ, Bowden CR, Cobelli C. Quantitative estimation of insulin sensitivity. Am J Physiol 1979;236:E667-77",
    doi: "10.1152/ajpendo.1979.236.6.E667",
    note: "the glucose equation without insulin action; interstitial lag and volume as in Cappon 2023, doi:10.1109/TBME.2023.3286856",
  },
  use: "What a glucose sensor alone tells of the next hour. Not for trying meals or doses.",
  status: "unvalidated",
  time: "min",
  states: {
    G: { is: "plasma glucose", unit: "mg/dL", start: "Gb" },
    Gi: { is: "glucose under the skin", unit: "mg/dL", start: "Gb" },
  },
  inputs: {
    Rx: { is: "glucose appearance that nothing explains", unit: "mg/kg/min", default: 0 },
  },
  parameters: {
    Gb: {
      is: "level that glucose returns to",
      unit: "mg/dL",
      value: 130,
      spread: { kind: "logNormal", cv: 0.25 },
      range: [60, 350],
      source: "ours: around the mean glucose of people with diabetes",
    },
    SG: {
      is: "rate at which glucose returns",
      unit: "/min",
      value: 0.015,
      spread: { kind: "logNormal", cv: 0.4 },
      range: [0.003, 0.06],
      source:
        "Bergman 1979 gives 0.026/min at rest; lower here, for insulin works on both sides of the level",
    },
    VG: {
      is: "volume of glucose",
      unit: "dL/kg",
      value: 1.45,
      range: [1, 2.5],
      source: "Cappon 2023",
    },
    tau: {
      is: "lag of interstitial behind plasma glucose",
      unit: "min",
      value: 7,
      spread: { kind: "logNormal", cv: 0.25 },
      range: [2, 20],
      source: "Cappon 2023",
    },
  },
  equations: `
    der(G) = -SG*(G - Gb) + Rx/VG
    der(Gi) = (G - Gi)/tau
  `,
  outputs: {
    glucose: { is: "plasma glucose", equals: "G", unit: "mg/dL", loinc: "2345-7" },
    sensorGlucose: {
      is: "interstitial glucose, what a sensor reads",
      equals: "Gi",
      unit: "mg/dL",
      loinc: "99504-3",
    },
  },
});
