import type { Kernel } from "../../compile/kernel.ts";
import type { Flow } from "../../solve/dosing/flow.ts";
import type { MixedEffectsModel } from "./mixed-effects-model.ts";

/** A model made ready for fits: its flow with derivatives in the effects, and the prior's precision. */
export interface PreparedModel {
  readonly model: MixedEffectsModel;
  readonly kernel: Pick<Kernel, "parameters" | "fillParameters">;
  readonly flow: Flow;
  /** The same flow without derivatives, made when it is first asked for: a density alone costs a third and less. */
  readonly plain: () => Flow;
  /** Ω⁻¹ and ln|Ω|. */
  readonly precision: Float64Array;
  readonly logDeterminant: number;
}
