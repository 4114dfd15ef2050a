import { distributionOf } from "../../ensemble/distribution.ts";
import { failure } from "../../errors/registry.ts";
import { lower } from "../../model/lower.ts";
import type { ModelSpec } from "../../model/model-spec.ts";
import { slotNamed } from "../../solve/named-values.ts";
import { identity } from "../priors/joint-prior.ts";
import { type Prior, type PriorDistribution, priorDistribution, withSlope } from "../priors/prior.ts";
import type { MixedEffectsModel } from "./mixed-effects-model.ts";

/** What of a model is fitted to a person, beyond what the model says itself. */
export interface SpreadEffects {
  /** Pairs of outputs: an expected value, and the variance of what is measured around it. */
  readonly observations: readonly { readonly prediction: string; readonly variance: string }[];
  /** Priors that take the place of the model's own spreads, or are added to them, by parameter. */
  readonly priors?: Readonly<Record<string, Prior>>;
  /** Values of other parameters; spreads have these as their medians. */
  readonly parameters?: Readonly<Record<string, number>>;
  /** Correlations on the free scale, row by row in the order of the effects: independent where not given. */
  readonly correlation?: Float64Array;
}

/**
 * A model of the catalogue as one to fit: every parameter with a spread is an effect, standard normal on its free scale.
 * @throws HS1654 where a spread's median is an expression and not given
 */
export function spreadEffects(model: ModelSpec, what: SpreadEffects): MixedEffectsModel {
  const system = lower(model);
  const outputs = Object.keys(model.outputs);
  const slot = (name: string) => slotNamed("output", name, outputs);
  const marginals = marginalsOf(model, what);
  const effects = [...marginals.keys()];
  return {
    system,
    parameters: what.parameters ?? {},
    effects,
    omega: what.correlation ?? identity(effects.length),
    scales: [...marginals.values()],
    observations: what.observations.map(({ prediction, variance }) => ({
      prediction: slot(prediction),
      variance: slot(variance),
    })),
    doseProperties: [],
    inputsFrom: "last",
    variance: "individual",
  };
}

function marginalsOf(model: ModelSpec, what: SpreadEffects): ReadonlyMap<string, PriorDistribution> {
  const marginals = new Map<string, PriorDistribution>();
  for (const [name, { spread, value }] of Object.entries(model.parameters)) {
    const prior = what.priors?.[name];
    const median = what.parameters?.[name] ?? value;
    if (prior !== undefined) marginals.set(name, priorDistribution(prior));
    else if (spread === undefined) continue;
    else if (typeof median === "string") throw failure("HS1654", { name, model: model.id });
    else marginals.set(name, withSlope(distributionOf(spread, median)));
  }
  return marginals;
}
