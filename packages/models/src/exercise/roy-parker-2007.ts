import { model } from "@homeostat/engine";

const source = "Roy & Parker 2007";
const p = (is: string, unit: string, value: number, range: readonly [number, number]) => ({
  is,
  unit,
  value,
  range,
  source,
});

/**
 * Exercise as an add-on: from intensity to the net glucose and the insulin that a glucose model gains or loses, through
 * the ports `Gex` and `Iex`. The paper resets the work done within a millisecond of rest; here it fades with `T1`, which
 * spares the stepper and changes nothing once a person rests for half an hour.
 */
export const royParker2007 = model({
  id: "roy-parker-2007",
  title: "Exercise add-on: production, uptake, glycogen, insulin clearance",
  reference: {
    citation:
      "Roy A, Parker RS. Dynamic modeling of exercise effects on plasma glucose and insulin levels. J Diabetes Sci Technol 2007;1:338-47",
    doi: "10.1177/193229680700100305",
  },
  use: "Mild to moderate exercise of up to two hours, added to a glucose model. Not for sprints, nor for the hours after exercise.",
  status: "unvalidated",
  time: "min",
  states: {
    PVO2: { is: "oxygen uptake above rest", unit: "%", start: 0 },
    Gprod: { is: "glucose production by exercise", unit: "mg/kg/min", start: 0 },
    Gup: { is: "glucose uptake by exercise", unit: "mg/kg/min", start: 0 },
    Ggly: { is: "fall of glycogenolysis in long exercise", unit: "mg/kg/min", start: 0 },
    Ie: { is: "insulin removed by exercise", unit: "u[iU]/mL/min", start: 0 },
    W: { is: "work done: intensity over time", unit: "%.min", start: 0 },
  },
  inputs: {
    intensity: { is: "exercise intensity above rest, share of VO2max", unit: "%", default: 0 },
  },
  parameters: {
    a0: p("oxygen uptake follows intensity", "/min", 0.8, [0.2, 2]),
    a1: p("rise of production", "mg/kg/min/%/min", 0.00158, [0, 0.01]),
    a2: p("fall of production", "/min", 0.056, [0.01, 0.3]),
    a3: p("rise of uptake", "mg/kg/min/%/min", 0.00195, [0, 0.01]),
    a4: p("fall of uptake", "/min", 0.0485, [0.01, 0.3]),
    a5: p("rise of insulin removal", "u[iU]/mL/min/%/min", 0.00125, [0, 0.01]),
    a6: p("fall of insulin removal", "/min", 0.075, [0.01, 0.3]),
    k: p("loss of glycogenolysis once glycogen is low", "mg/kg/min/min", 0.0108, [0, 0.1]),
    T1: p("recovery after exercise", "min", 6, [1, 60]),
  },
  equations: `
    threshold = -1.1521 'min/%' * intensity^2 + 87.471 'min' * intensity
    active = intensity > 0
    der(PVO2) = -a0*PVO2 + a0*intensity
    der(Gprod) = a1*PVO2 - a2*Gprod
    der(Gup) = a3*PVO2 - a4*Gup
    der(Ie) = a5*PVO2 - a6*Ie
    der(W) = if active then intensity else -W/T1
    der(Ggly) = if not active then -Ggly/T1 else if W >= threshold then k else 0
    Gex = Gprod - Ggly - Gup
    Iex = Ie * 6 'pmol/L/(u[iU]/mL)'
  `,
  outputs: {
    Gex: { is: "net glucose gained by exercise", equals: "Gex", unit: "mg/kg/min" },
    Iex: { is: "insulin removed by exercise", equals: "Iex", unit: "pmol/L/min" },
    oxygen: { is: "oxygen uptake above rest", equals: "PVO2", unit: "%" },
  },
});
