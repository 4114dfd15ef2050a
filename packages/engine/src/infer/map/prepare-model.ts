import { failure } from "../../errors/registry.ts";
import type { Flow } from "../../solve/dosing/flow.ts";
import { flowOf } from "../../solve/dosing/flow-of.ts";
import type { MixedEffectsModel } from "./mixed-effects-model.ts";
import type { PreparedModel } from "./prepared-model.ts";
import { withoutOtherOutputs } from "./without-other-outputs.ts";
import { factorise, inverseOf, logDeterminant } from "./symmetric.ts";

/** Compiles what the fits of all people share. @throws HS1651 where Ω is no covariance of full rank */
export function prepareModel(whole: MixedEffectsModel): PreparedModel {
  const model = withoutOtherOutputs(whole);
  const n = model.effects.length;
  const given = Object.keys(model.parameters);
  const flow = flowOf(model.system, model.effects, given, model.doseProperties);
  let plain: Flow | undefined;
  return {
    model,
    kernel: flow.kernel,
    flow,
    plain: () => {
      plain ??= flowOf(model.system, [], given, model.doseProperties);
      return plain;
    },
    ...precisionOf(model.omega, n),
  };
}

/** The same model with other numbers for the same parameters, and another Ω. @throws HS1651 */
export function reprepared(
  prepared: PreparedModel,
  parameters: Readonly<Record<string, number>>,
  omega: Float64Array,
): PreparedModel {
  const model = { ...prepared.model, parameters, omega };
  return { ...prepared, model, ...precisionOf(omega, model.effects.length) };
}

function precisionOf(omega: Float64Array, n: number): Pick<PreparedModel, "precision" | "logDeterminant"> {
  const lower = factorise(omega, n);
  if (lower === undefined) throw failure("HS1651");
  return { precision: inverseOf(lower, n), logDeterminant: logDeterminant(lower, n) };
}
