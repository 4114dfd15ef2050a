/**
 * The gut of the Dalla Man family of models: two stomach compartments, one intestine, and emptying that slows while
 * the stomach is between the fractions `d` and `b` of what was eaten (Dalla Man, Camilleri, Cobelli, IEEE Trans Biomed
 * Eng 2006;53:2472). The paper's single dose D is carried as the state `Dbar`, so that meals can follow each other: it is set to
 * what the stomach still holds when a meal starts and grows with every gram eaten.
 */
export const gutEquations = `
  Qsto = Qsto1 + Qsto2
  aa = 5 / (2*Dbar*(1 - b))
  cc = 5 / (2*Dbar*d)
  kempt = if Dbar > 0 'mg'
    then kmin + (kmax - kmin)/2 * (tanh(aa*(Qsto - b*Dbar)) - tanh(cc*(Qsto - d*Dbar)) + 2)
    else kmax
  eaten = convert(carbs, 'mg/min')
  der(Qsto1) = -kmax*Qsto1 + eaten
  der(Qsto2) = kmax*Qsto1 - kempt*Qsto2
  der(Qgut) = kempt*Qsto2 - kabs*Qgut
  der(Dbar) = eaten
  Ra = f*kabs*Qgut/BW
`;

export const gutStates = {
  Qsto1: { is: "glucose in the stomach, solid", unit: "mg", start: 0 },
  Qsto2: { is: "glucose in the stomach, triturated", unit: "mg", start: 0 },
  Qgut: { is: "glucose in the intestine", unit: "mg", start: 0 },
  Dbar: { is: "stomach content at the start of the meal plus what was eaten since", unit: "mg", start: 0 },
} as const;

export const gutInputs = {
  carbs: { is: "carbohydrate being eaten", unit: "g/min", default: 0 },
} as const;

export const gutEvents = {
  mealStart: {
    is: "a meal begins: emptying restarts from what the stomach holds",
    assign: "Dbar = Qsto1 + Qsto2",
  },
} as const;

export const gutDoses = {
  meal: { is: "a meal, eaten at 5 g/min", unit: "g", into: "carbs", rate: 5, fires: "mealStart" },
} as const;
