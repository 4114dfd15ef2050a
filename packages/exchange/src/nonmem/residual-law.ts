import type { Constants } from "./parameter-text.ts";
import type { RandomEffects } from "./random-effects.ts";

/** What errors may name. */
export interface Known {
  readonly constants: Constants;
  readonly sigma: RandomEffects;
}

/** Residual effects by their place among those that vary, each with what it is multiplied by. */
export type Loads = readonly { readonly epsilon: number; readonly text: string }[];

/** The residual error of one kind of observation, as texts over `prediction` and the names of the model. */
export interface ResidualError {
  /** What a value is compared with: the prediction, or its logarithm. */
  readonly expected: (prediction: string) => string;
  readonly variance: (prediction: string) => string;
  /** How the DV column relates to what is compared. */
  readonly transform: "none" | "logarithm";
  /** It is nothing where the prediction is: a share of it, or a power. */
  readonly relative?: boolean;
  /** Of Student's law; normal where not given. */
  readonly degrees?: number;
  /** Where it is a sum of effects that other rows may share. */
  readonly loads?: (prediction: string) => Loads;
}
