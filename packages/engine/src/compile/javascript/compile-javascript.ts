import type { System } from "../../model/system.ts";
import { compileJacobian } from "../jacobian-kernel.ts";
import type { Kernel } from "../kernel.ts";
import { hoisted, kernelNames } from "../layout.ts";
import { binaryOperations, unaryOperations } from "../operations.ts";
import { generatedFunction } from "./generated-function.ts";
import { kernelText } from "./kernel-text.ts";

type KernelFunctions = Omit<
  Kernel,
  "backend" | "constants" | "jacobian" | keyof ReturnType<typeof kernelNames>
>;
type KernelFactory = (
  modulo: (a: number, b: number) => number,
  tanh: (a: number) => number,
) => KernelFunctions;

/**
 * The system as generated JavaScript: the reference that other backends are held to.
 * Undefined where code generation is forbidden.
 */
export function compileJavaScript(system: System): Kernel | undefined {
  const constants = hoisted(system);
  const factory = generatedFunction<KernelFactory>(["modulo", "tanh"], kernelText(system, constants));
  if (factory === undefined) return undefined;
  return {
    backend: "javascript",
    ...kernelNames(system),
    constants: constants.length,
    jacobian: (inputsMove) => compileJacobian(system, inputsMove),
    ...factory(binaryOperations.mod, unaryOperations.tanh),
  };
}
