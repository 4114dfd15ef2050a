import type { System } from "../../model/system.ts";
import type { Method } from "../../solve/methods/method.ts";
import { compileJacobian } from "../jacobian-kernel.ts";
import type { ExplicitAttempt, Kernel } from "../kernel.ts";
import { hoisted, kernelNames } from "../layout.ts";
import { compileAttempt } from "./compile-attempt.ts";
import { generatedCode } from "./generated-code.ts";
import { kernelText } from "./kernel-text.ts";

type KernelFunctions = Omit<
  Kernel,
  "backend" | "constants" | "jacobian" | "attempt" | keyof ReturnType<typeof kernelNames>
>;

/**
 * The system as generated JavaScript: the reference that other backends are held to.
 * Undefined where code generation is forbidden.
 */
export function compileJavaScript(system: System): Kernel | undefined {
  const constants = hoisted(system);
  const functions = generatedCode<KernelFunctions>(kernelText(system, constants));
  if (functions === undefined) return undefined;
  const attempts = new Map<Method, ExplicitAttempt | undefined>();
  return {
    backend: "javascript",
    ...kernelNames(system),
    constants: constants.length,
    jacobian: (inputsMove) => compileJacobian(system, inputsMove),
    attempt: (pair) => {
      if (!attempts.has(pair)) attempts.set(pair, compileAttempt(system, constants, pair));
      return attempts.get(pair);
    },
    ...functions,
  };
}
