import type { NodeId } from "../../equations/graph.ts";
import type { System } from "../../model/system.ts";
import type { Method } from "../../solve/methods/method.ts";
import type { ExplicitAttempt } from "../kernel.ts";
import { attemptText } from "./attempt-text.ts";
import { generatedCode } from "./generated-code.ts";

/** One attempt of a pair in one piece; undefined where that would be too long, or code generation is forbidden. */
export function compileAttempt(
  system: System,
  constants: readonly NodeId[],
  method: Method,
): ExplicitAttempt | undefined {
  const text = attemptText(system, constants, method);
  return text === undefined ? undefined : generatedCode<ExplicitAttempt>(text);
}
