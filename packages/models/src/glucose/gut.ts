/**
 * The gut of the Dalla Man family of models: two stomach compartments, one intestine, and emptying that slows while
 * the stomach is between the fractions `d` and `b` of what was eaten (Dalla Man, Camilleri, Cobelli, IEEE Trans Biomed
 * Eng 2006;53:2472). The paper's single dose D becomes
 * what the stomach held when the meal began (`Dbar`) plus what was eaten since, so that meals can follow each other. As in
 * the reference implementations, a bite lasts a minute and counts as eaten from its start: `chewed` is the part of it that
 * has been swallowed.
 */
export const gutEquations = `Qsto = Qsto1 + Qsto2
    eaten = convert(carbs, 'mg/min')
    bite = eaten * 1 'min'
    D = Dbar + max(0, bite - chewed)
    aa = 5 / (2*D*(1 - b))
    cc = 5 / (2*D*d)
    kempt = if D > 0
      then kmin + (kmax - kmin)/2 * (tanh(aa*(Qsto - b*D)) - tanh(cc*(Qsto - d*D)) + 2)
      else kmax
    der(Qsto1) = -kmax*Qsto1 + eaten
    der(Qsto2) = kmax*Qsto1 - kempt*Qsto2
    der(Qgut) = kempt*Qsto2 - kabs*Qgut
    der(Dbar) = eaten
    der(chewed) = eaten
    Ra = f*kabs*Qgut/BW`;

export const gutStates = {
  Qsto1: { is: "glucose in the stomach, solid", unit: "mg", start: 0 },
  Qsto2: { is: "glucose in the stomach, triturated", unit: "mg", start: 0 },
  Qgut: { is: "glucose in the intestine", unit: "mg", start: 0 },
  Dbar: { is: "stomach content at the start of the meal plus what was eaten since", unit: "mg", start: 0 },
  chewed: { is: "swallowed of the bite under way", unit: "mg", start: 0 },
} as const;

export const gutInputs = {
  carbs: { is: "carbohydrate being eaten", unit: "g/min", default: 0 },
} as const;

export const gutEvents = {
  mealStart: {
    is: "a meal begins: emptying restarts from what the stomach holds",
    assign: "Dbar = Qsto1 + Qsto2\nchewed = 0",
  },
  bite: { is: "the next minute of the meal begins", assign: "chewed = 0" },
} as const;

export const gutDoses = {
  meal: {
    is: "a meal, eaten at 5 g/min",
    unit: "g",
    into: "carbs",
    rate: 5,
    fires: "mealStart",
    during: { fires: "bite", every: 1 },
  },
} as const;
