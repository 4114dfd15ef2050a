import { model } from "@homeostat/engine";

const source = "vpatient_params.csv";
const rates = new Set(
  "kabs kmax kmin Vmx k2 k1 p2u m1 m2 m4 m30 ki kp1 kp2 kp3 ke1 Fsnc Vm0 kd ksc ka1 ka2 u2ss".split(" "),
);
const parameter = (name: string) =>
  ({ is: "as the anchors read it", unit: rates.has(name) ? "/min" : "1", value: 1, source }) as const;
const state = { is: "as the anchors number it", unit: "1", start: 0 } as const;

/** Names in the order of the anchors' patient file, after the 13 starts; CR is grams of carbohydrate a unit. */
export const b2Parameters = [
  "BW",
  "kabs",
  "kmax",
  "kmin",
  "b",
  "d",
  "Vi",
  "Ib",
  "Vmx",
  "Km0",
  "k2",
  "k1",
  "p2u",
  "m1",
  "m2",
  "m4",
  "m30",
  "ki",
  "kp1",
  "kp2",
  "kp3",
  "f",
  "ke1",
  "ke2",
  "Fsnc",
  "Vm0",
  "kd",
  "ksc",
  "ka1",
  "ka2",
  "u2ss",
  "Vg",
  "CR",
] as const;
export const b2States = Array.from({ length: 13 }, (_, i) => `x${i}` as const);

type Names = (typeof b2Parameters)[number];

/**
 * UVA/Padova S2008 in exactly the form that the anchors integrate (pure numbers, time in minutes, clipped at zero):
 * the product's own model is in @homeostat/models; this one only makes times and errors comparable. The dose that
 * controls gastric emptying is a state that never changes by itself, so that the schedule can set it.
 */
export const b2Model = model({
  id: "b2-uva-padova",
  title: "UVA/Padova S2008 as the anchors have it",
  reference: { citation: "Dalla Man C, Rizza RA, Cobelli C. IEEE Trans Biomed Eng 2007;54:1740-9" },
  use: "benchmarks",
  status: "unvalidated",
  time: "min",
  states: {
    ...(Object.fromEntries(b2States.map((name) => [name, state])) as Record<`x${number}`, typeof state>),
    Dbar: state,
  },
  inputs: {
    dm: { is: "meal", unit: "/min", default: 0 },
    bolus: { is: "carbohydrate that a bolus is being given for, in grams", unit: "/min", default: 0 },
  },
  parameters: Object.fromEntries(b2Parameters.map((name) => [name, parameter(name)])) as Record<
    Names,
    ReturnType<typeof parameter>
  >,
  equations: `
    qsto = x0 + x1
    aa = 2.5/(Dbar*(1 - b))
    cc = 2.5/(Dbar*d)
    kg0 = kmin + (kmax - kmin)*0.5*(tanh(aa*(qsto - b*Dbar)) - tanh(cc*(qsto - d*Dbar)) + 2)
    kgut = if Dbar > 0 then kg0 else kmax
    der(x0) = dm - kmax*x0
    der(x1) = (kmax*x0 - x1*kgut)
    der(x2) = (kgut*x1 - kabs*x2)
    Rat = f*kabs*x2/BW
    EGP = max(kp1 - kp2*x3 - kp3*x8, 0)
    Et = if x3 > ke2 then ke1*(x3 - ke2) else 0
    der(x3) = if x3 >= 0 then EGP + Rat - Fsnc - Et - k1*x3 + k2*x4 else 0
    Uid = (Vm0 + Vmx*x6)*x4/(Km0 + x4)
    der(x4) = if x4 >= 0 then k1*x3 - k2*x4 - Uid else 0
    der(x5) = if x5 >= 0 then m1*x9 + ka1*x10 + ka2*x11 - (m2 + m4)*x5 else 0
    It = x5/Vi
    der(x6) = p2u*(It - Ib - x6)
    der(x7) = ki*(It - x7)
    der(x8) = ki*(x7 - x8)
    der(x9) = if x9 >= 0 then m2*x5 - (m1 + m30)*x9 else 0
    der(x10) = if x10 >= 0 then u2ss + bolus*6000/(CR*BW) - (ka1 + kd)*x10 else 0
    der(x11) = if x11 >= 0 then kd*x10 - ka2*x11 else 0
    der(x12) = if x12 >= 0 then ksc*(x3 - x12) else 0
    der(Dbar) = 0
  `,
  events: { mealStart: { is: "a meal begins", assign: "Dbar = x0 + x1" } },
  outputs: Object.fromEntries(
    b2States.map((name) => [name, { is: "the state", equals: name, unit: "1" }]),
  ) as Record<`x${number}`, { is: string; equals: string; unit: string }>,
});
