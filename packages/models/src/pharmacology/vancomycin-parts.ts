import type { InputSpec, OutputSpec, ParameterSpec } from "@homeostat/engine";

/** What every vancomycin model here reads of a person; they may change over time. */
export const vancomycinInputs = {
  infusion: { is: "vancomycin being infused", unit: "mg/h", default: 0 },
  weight: { is: "body weight", unit: "kg", default: 70 },
} as const satisfies Record<string, InputSpec>;

export const creatinine = {
  is: "serum creatinine",
  unit: "mg/dL",
  default: 1,
} as const satisfies InputSpec;

export const clearanceOfCreatinine = {
  is: "creatinine clearance",
  unit: "mL/min",
  default: 90,
} as const satisfies InputSpec;

export const vancomycinDoses = {
  infusion: { is: "an infusion over an hour", unit: "mg", into: "infusion", over: 1 },
  slowInfusion: { is: "an infusion over two hours", unit: "mg", into: "infusion", over: 2 },
} as const;

/** The level, the variance of a measured one around it, and the exposure so far. */
export const vancomycinOutputs = {
  concentration: { is: "vancomycin in serum", equals: "level", unit: "mg/L", loinc: "20578-1" },
  concentrationVariance: {
    is: "variance of a measured level",
    equals: "additive^2 + (proportional*level)^2",
    unit: "mg2/L2",
  },
  exposure: { is: "area under the level since the start", equals: "AUC", unit: "mg.h/L" },
  clearance: { is: "clearance of this person", equals: "CLi", unit: "L/h" },
} as const satisfies Record<string, OutputSpec>;

export const residualError = (proportional: number, additive: number, source: string) =>
  ({
    proportional: { is: "proportional part of the residual error", unit: "1", value: proportional, source },
    additive: { is: "additive part of the residual error", unit: "mg/L", value: additive, source },
  }) satisfies Record<string, ParameterSpec>;

export const twoCompartments = `
  level = central/V1i
  der(central) = infusion - (CLi + Qi)/V1i*central + Qi/V2i*peripheral
  der(peripheral) = Qi/V1i*central - Qi/V2i*peripheral
  der(AUC) = level
`;

export const twoCompartmentStates = {
  central: { is: "vancomycin in the central compartment", unit: "mg", start: 0 },
  peripheral: { is: "vancomycin in the peripheral compartment", unit: "mg", start: 0 },
  AUC: { is: "area under the level", unit: "mg.h/L", start: 0 },
} as const;
