import { compileKernel } from "../../compile/compile-kernel.ts";
import type { Kernel } from "../../compile/kernel.ts";
import { ExpressionGraph } from "../../equations/expression-graph.ts";
import { sensitivitySystem } from "../../model/sensitivity-system.ts";
import type { System } from "../../model/system.ts";
import { linearCoefficients } from "../linear/linear-coefficients.ts";
import { LinearFlow } from "../linear/linear-flow.ts";
import { linearForm } from "../linear/linear-form.ts";
import type { DoseProperties } from "./course.ts";
import type { Flow } from "./flow.ts";
import { type Complete, followingParameters } from "./following-parameters.ts";
import { SteppedFlow } from "./stepped-flow.ts";
import { rateOf, withRates } from "./with-rates.ts";

/**
 * The flow of a system with exact derivatives in the named parameters: closed form where its equations are linear with
 * constant coefficients, else by integration. Defaults that are expressions count as functions of what they read,
 * except those of parameters that are `given` a value. Doses into a state may depend on the parameters where it has
 * `doseProperties`; into any state where these are left out.
 * @throws HomeostatError HS1219 for triggered events, delays and equations 0 = …, HS1301 for an unknown parameter
 */
export function flowOf(
  system: System,
  directions: readonly string[],
  given: readonly string[] = [],
  doseProperties?: readonly DoseProperties[],
): Flow {
  const form = linearForm(system);
  if (form === undefined) return steppedFlow(system, directions, given, doseProperties);
  const { kernel, complete } = sensitiveKernel(standing(system), directions, given);
  return new LinearFlow(kernel, linearCoefficients(system, form, directions, given), complete);
}

/** The same by integration, whatever the equations. */
export function steppedFlow(
  system: System,
  directions: readonly string[],
  given: readonly string[] = [],
  doseProperties?: readonly DoseProperties[],
): Flow {
  const { kernel, complete } = sensitiveKernel(system, directions, given, doseProperties);
  const own = compileKernel(withRates(system));
  return new SteppedFlow(kernel, own, directions.length, complete);
}

function sensitiveKernel(
  system: System,
  directions: readonly string[],
  given: readonly string[],
  doseProperties?: readonly DoseProperties[],
): { readonly kernel: Kernel; readonly complete: Complete } {
  const inputs = system.inputs.map(({ name }) => name);
  const drivenInputs = system.states.map(({ name }) => rateOf(name));
  const moved = (state: number) => doseProperties === undefined || isModelled(doseProperties[state]);
  const movedInputs = drivenInputs.filter((_, state) => moved(state));
  const runs = { parameters: given, inputs, drivenInputs, movedInputs };
  const grown = sensitivitySystem(withRates(system), directions, runs);
  const kernel = compileKernel(grown);
  return { kernel, complete: followingParameters(kernel, system, [...directions, ...given]) };
}

const isModelled = (properties: DoseProperties = {}) =>
  Object.values(properties).some((slot) => slot !== undefined);

/** Of which only starts and outputs are asked: another way is known from time to time. */
function standing(system: System): System {
  const graph = ExpressionGraph.from(system.graph);
  const states = system.states.map((state) => ({ ...state, derivative: graph.number(0) }));
  return { ...system, hash: `${system.hash} standing`, graph, states };
}
