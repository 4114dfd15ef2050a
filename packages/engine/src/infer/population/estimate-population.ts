import { HomeostatError } from "../../errors/homeostat-error.ts";
import { failure } from "../../errors/registry.ts";
import { type MapEstimate, mapEstimate, type QuickEstimate, quickEstimate } from "../map/map-estimate.ts";
import type { MixedEffectsModel, Subject } from "../map/mixed-effects-model.ts";
import { prepareModel, reprepared } from "../map/prepare-model.ts";
import type { Estimated } from "./estimated.ts";
import { FreeParameters } from "./free-parameters.ts";
import { ObjectiveSlopes } from "./objective-slopes.ts";
import type { OmegaBlock } from "./omega-block.ts";
import { type Place, quasiNewton } from "./quasi-newton.ts";
import { requireData } from "./require-data.ts";
import { effectShrinkage } from "./shrinkage.ts";

export interface PopulationEstimate {
  /** Typical values and residual errors that were estimated. */
  readonly parameters: Readonly<Record<string, number>>;
  /** Covariance of the effects between people, row by row. */
  readonly omega: Float64Array;
  /** NONMEM's objective function value (no n·ln 2π). */
  readonly objective: number;
  readonly people: readonly MapEstimate[];
  /** Shrinkage of each effect: 1 − standard deviation of the estimates / √ω². */
  readonly shrinkage: Float64Array;
  readonly converged: boolean;
  readonly iterations: number;
}

const tolerance = 1e-6;

/**
 * Typical values, residual error and Ω from many people's data: first-order conditional estimation, with interaction
 * where the model says so (Lindstrom & Bates 1990, Biometrics 46:673; as in NONMEM's METHOD=1 INTER). Each person's
 * effects are found anew for every trial of the population's numbers.
 * @throws HS1652, HS1655 where the start cannot be evaluated, HS1659 without data
 */
export function estimatePopulation(
  model: MixedEffectsModel,
  subjects: readonly Subject[],
  estimated: readonly Estimated[],
  blocks: readonly OmegaBlock[],
): PopulationEstimate {
  requireData(subjects);
  const given = Object.fromEntries(estimated.map(({ name, start }) => [name, start]));
  const free = new FreeParameters(model, estimated, blocks);
  const prepared = prepareModel({ ...model, parameters: { ...model.parameters, ...given } });
  const starts: Pick<QuickEstimate, "effects" | "nearCurvature">[] = subjects.map(() => ({
    effects: new Float64Array(model.effects.length),
  }));
  const at = (x: Float64Array) =>
    reprepared(prepared, { ...model.parameters, ...free.parameters(x) }, free.omega(x));
  const place = (x: Float64Array): Place => {
    const trial = at(x);
    const people = subjects.map((subject, i) => quickEstimate(trial, subject, starts[i]!));
    const value = total(people);
    if (Number.isFinite(value)) for (const [i, one] of people.entries()) starts[i] = one;
    const gradient = () => {
      const slopes = new ObjectiveSlopes(trial, free, x);
      return summed(subjects.map((subject, i) => slopes.at(subject, people[i]!.effects)));
    };
    return { value, gradient };
  };
  if (!Number.isFinite(place(free.start).value)) throw failure("HS1655");
  const found = quasiNewton((x) => attempted(() => place(x)), free.start, tolerance);
  const final = at(found.at);
  const people = subjects.map((subject, i) => mapEstimate(final, subject, starts[i]!.effects));
  const omega = free.omega(found.at);
  return {
    parameters: free.parameters(found.at),
    omega,
    objective: total(people),
    people,
    shrinkage: effectShrinkage(people, omega),
    converged: found.converged,
    iterations: found.iterations,
  };
}

const total = (people: readonly Pick<MapEstimate, "objective">[]) =>
  people.reduce((sum, { objective }) => sum + objective, 0);

const summed = ([first, ...others]: readonly Float64Array[]): Float64Array =>
  first!.map((value, k) => others.reduce((sum, one) => sum + one[k]!, value));

const wall: Place = { value: Number.POSITIVE_INFINITY, gradient: () => new Float64Array() };

/** Trial numbers at which the model breaks down are walls, not ends. */
function attempted(work: () => Place): Place {
  try {
    const place = work();
    return Number.isNaN(place.value) ? wall : place;
  } catch (error) {
    if (error instanceof HomeostatError && error.code.startsWith("HS16")) return wall;
    throw error;
  }
}
