import type { HandModel } from "./hand-model.ts";
import { absorptionModels } from "./hand-models-of-absorption.ts";
import { errorModels } from "./hand-models-of-error.ts";
import { changingModels } from "./hand-models-in-time.ts";
import { diagonal, oral, proportional, times, usual } from "./hand-parts.ts";

export const handModels = [...absorptionModels, ...errorModels, ...changingModels];

export const handRun006: HandModel = {
  ...oral,
  parameters: times({ ...usual, D: 4 }, () => ({ F1: 0.2, F2: 0.8 })),
  omega: diagonal(0.2, 0.2, 0.2, 0.2),
};

export const handRun301: HandModel = {
  ...oral,
  parameters: (eta, { BW, SEX }) => {
    const p = times(usual)(eta);
    return { ...p, CL: p.CL! * (BW! / 75) ** 1.5 * 0.75 ** SEX! };
  },
};

export const handRun401: HandModel = {
  ...oral,
  states: 3,
  rates: ([depot, central, metabolite], { KA, CL, V, CLM, VM }) => [
    -KA! * depot!,
    KA! * depot! - (CL! / V!) * central!,
    0.7 * (CL! / V!) * central! - (CLM! / VM!) * metabolite!,
  ],
  parameters: times({ ...usual, CLM: 2.5, VM: 60 }),
  observe: (y, p, { CMT }) => proportional(CMT === 3 ? y[2]! / p.VM! : y[1]! / p.V!),
  omega: diagonal(0.2, 0.2, 0.2, 0.2, 0.2),
};
