/** The adjoint gradient on models of the catalogue against forward sensitivities, in all numeric parameters at once. */
import type { Model, Schedule } from "@homeostat/engine";
import { adjointGradient, type Loss } from "@homeostat/engine/infer";
import { expect, it } from "vitest";
import { bergman1979 } from "../glucose/bergman-1979.ts";
import { uvaPadovaS2008 } from "../glucose/uva-padova-s2008.ts";
import { vancomycinGoti2018 } from "../pharmacology/vancomycin-goti-2018.ts";
import { warfarinHamberg2010 } from "../pharmacology/warfarin-hamberg-2010.ts";
import { forwardGradient, numericParameters } from "./forward-gradient.ts";

/** Σ (ln value − a wave)², so that levels of any size count. */
const loss: Loss = ([values], [slopes]) => {
  let sum = 0;
  values!.forEach((value, i) => {
    const residual = Math.log(value) - Math.sin(i);
    sum += residual ** 2;
    slopes![i] = (2 * residual) / value;
  });
  return sum;
};

const every = (step: number, to: number) => Array.from({ length: to / step }, (_, i) => (i + 1) * step);
const meal: Schedule = [
  { kind: "dose", dose: "meal", at: 60, amount: 50 },
  { kind: "dose", dose: "bolus", at: 65, amount: 4 },
];
const drip: Schedule = [0, 12, 24].map((at) => ({
  kind: "infuse",
  input: "infusion",
  at,
  amount: 1000,
  duration: 1,
}));
const tablets: Schedule = [0, 24, 48].map((at) => ({ kind: "dose", dose: "tablets", at, amount: 5 }));
const covariates = { weight: 82, age: 63, female: 0, creatinine: 1.3, dialysis: 0 };

const cases: readonly (readonly [Model, string, Schedule, readonly number[], Record<string, number>])[] = [
  [uvaPadovaS2008 as unknown as Model, "glucose", meal, every(30, 480), {}],
  [bergman1979 as unknown as Model, "glucose", [], every(10, 180), {}],
  [vancomycinGoti2018 as unknown as Model, "concentration", drip, every(6, 48), covariates],
  [warfarinHamberg2010 as unknown as Model, "INR", tablets, every(12, 240), {}],
];

it.each(cases.map((one) => [one[0].id, one] as const))(
  "is that of forward sensitivities on %s",
  (_, [model, output, schedule, at, inputs]) => {
    const tolerance = { relative: 1e-10, absolute: 1e-10 };
    const parameters = numericParameters(model);
    const options = { parameters, schedule, at, outputs: [output], loss, tolerance, inputs } as const;
    const values = parameters.map((name) => Number(model.parameters[name]!.value));
    const forward = forwardGradient(model, options, tolerance)();
    const { gradient } = adjointGradient(model, options).at(values);
    const size = Math.max(...forward.map(Math.abs));
    parameters.forEach((name, k) => {
      const scale = Math.max(Math.abs(forward[k]!), 1e-3 * size);
      expect(Math.abs(gradient[k]! - forward[k]!) / scale, `${name}: ${forward[k]}`).toBeLessThan(1e-6);
    });
  },
);
