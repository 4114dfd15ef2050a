import type { System } from "../../model/system.ts";
import { compileJacobian } from "../jacobian-kernel.ts";
import type { Kernel } from "../kernel.ts";
import { hoisted, kernelNames } from "../layout.ts";
import { generatedCode } from "./generated-code.ts";
import { kernelText } from "./kernel-text.ts";

type KernelFunctions = Omit<
  Kernel,
  "backend" | "constants" | "jacobian" | keyof ReturnType<typeof kernelNames>
>;

/**
 * The system as generated JavaScript: the reference that other backends are held to.
 * Undefined where code generation is forbidden.
 */
export function compileJavaScript(system: System): Kernel | undefined {
  const constants = hoisted(system);
  const functions = generatedCode<KernelFunctions>(kernelText(system, constants));
  if (functions === undefined) return undefined;
  return {
    backend: "javascript",
    ...kernelNames(system),
    constants: constants.length,
    jacobian: (inputsMove) => compileJacobian(system, inputsMove),
    ...functions,
  };
}
