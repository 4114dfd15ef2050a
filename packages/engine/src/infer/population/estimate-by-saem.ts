import { mapEstimate } from "../map/map-estimate.ts";
import type { MixedEffectsModel, Subject } from "../map/mixed-effects-model.ts";
import { prepareModel } from "../map/prepare-model.ts";
import type { PopulationEstimate } from "./estimate-population.ts";
import { type Estimated, fromFree } from "./estimated.ts";
import type { OmegaBlock } from "./omega-block.ts";
import { requireData } from "./require-data.ts";
import { type SaemOptions, saem } from "./saem.ts";
import { effectShrinkage } from "./shrinkage.ts";

/**
 * Typical values, residual error and Ω from many people's data by SAEM: the most likely ones, without the
 * linearisation of first-order conditional estimation. `objective` is that of conditional estimation at these numbers.
 * @throws HS1652, HS1655 where the start cannot be evaluated, HS1659 without data
 */
export function estimateBySaem(
  model: MixedEffectsModel,
  subjects: readonly Subject[],
  estimated: readonly Estimated[],
  blocks: readonly OmegaBlock[],
  options: SaemOptions,
): PopulationEstimate {
  requireData(subjects);
  const { free, omega, modes, converged } = saem(model, subjects, estimated, blocks, options);
  const parameters = Object.fromEntries(estimated.map((one, i) => [one.name, fromFree(one, free[i]!)]));
  const prepared = prepareModel({ ...model, parameters: { ...model.parameters, ...parameters }, omega });
  const people = subjects.map((subject, i) => mapEstimate(prepared, subject, modes[i]!.effects));
  return {
    parameters,
    omega,
    objective: people.reduce((sum, { objective }) => sum + objective, 0),
    people,
    shrinkage: effectShrinkage(people, omega),
    converged,
    iterations: options.burnIn + options.averaging,
  };
}
